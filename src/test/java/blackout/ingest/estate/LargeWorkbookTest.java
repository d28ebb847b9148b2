package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.EstateVm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A workbook of thousands of VMs, against what its generator says of each. How long one of 100,000
 * takes is measured from the command line, not here.
 */
final class LargeWorkbookTest {

  private static final int VMS = 3_000;

  @TempDir Path dir;

  @Test
  void everyVmOfALargeWorkbookIsReadAsItWasWritten() throws IOException {
    Path file = dir.resolve("large.xlsx");
    RvToolsWorkbook.write(file, VMS);

    List<EstateVm> vms =
        EstateSource.read(List.of(file), ImportOptions.NONE).loaded().value().vms();

    int read = 0;
    for (int i = 0; i < VMS; i++) {
      if (RvToolsWorkbook.isOn(i) && !RvToolsWorkbook.isTemplate(i)) {
        EstateVm vm = vms.get(read++);
        assertThat(vm.name()).isEqualTo(RvToolsWorkbook.name(i));
        assertThat(vm.vm().memory().bytes()).isEqualTo((long) RvToolsWorkbook.memoryMib(i) << 20);
        assertThat(vm.node()).isEqualTo(RvToolsWorkbook.host(i));
      }
    }
    assertThat(vms).hasSize(read);
  }
}

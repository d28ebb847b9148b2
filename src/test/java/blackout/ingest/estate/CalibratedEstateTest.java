package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.FittedVms;
import blackout.ingest.WritesDoc;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.Origin;
import blackout.inventory.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibratedEstateTest {

  @TempDir Path dir;

  /** Before there were codes an assumption was its sentence alone; such files are still about. */
  @Test
  void theAssumptionOfAnOlderEstateIsCountedAnew() throws IOException {
    Path file = dir.resolve("estate.json");
    EstateFile.write(
        EstateSource.load(List.of(Path.of("datasets/imports/rvtools-csv"))).loaded().value(), file);
    String older = Files.readString(file).replaceAll("\n *\"code\": \"writes\",", "");
    assertThat(older)
        .doesNotContain("\"code\"")
        .contains(
            "\"The writes of 3 VMs are assumed by the class that its name suggests, over an eighth"
                + " of its memory or its active memory if that is less. Measured dirty rates"
                + " replace them.\"");
    Files.writeString(file, older);

    CalibratedEstate merged = CalibratedEstate.of(file, fitted("quay-app-01"));
    merged.write(file);

    Estate estate = EstateFile.load(file).value();
    assertThat(merged.merged()).isEqualTo(1);
    assertThat(estate.assumptions())
        .filteredOn(a -> a.reason().startsWith("The writes of "))
        .singleElement()
        .satisfies(a -> assertThat(a.code()).contains(Assumption.WRITES))
        .satisfies(a -> assertThat(a.reason()).startsWith("The writes of 2 VMs are assumed"));
    assertThat(estate.vms())
        .filteredOn(vm -> vm.name().equals("quay-app-01"))
        .singleElement()
        .satisfies(vm -> assertThat(vm.vm().workload()).isEqualTo(Workload.idle()));
    assertThat(estate.origins().of("quay-app-01"))
        .filteredOn(source -> source.field().equals("writes"))
        .singleElement()
        .satisfies(source -> assertThat(source.origin()).isEqualTo(Origin.MEASURED));
  }

  private static FittedVms fitted(String name) {
    return new FittedVms(
        List.of(
            new FittedVms.FittedVm(
                name,
                Optional.empty(),
                Optional.empty(),
                WritesDoc.of(Workload.idle()),
                Map.of("writes", "measured: fitted to 3 points"))));
  }
}

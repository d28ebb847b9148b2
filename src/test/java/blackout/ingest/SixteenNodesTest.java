package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The large data set is what its generator makes; {@code -Dgolden.update=true} writes it anew. */
@Tag("golden")
final class SixteenNodesTest {

  private static final Path FILE = Path.of("datasets/sixteen-node/estate.json");

  @Test
  void theDataSetIsWhatTheGeneratorMakes() throws IOException {
    String made = SixteenNodes.json(300);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, made);
    }

    assertThat(Files.readString(FILE)).isEqualTo(made);
  }

  @Test
  void anEstateOfTenThousandVmsIsRead() {
    Loaded<Estate> loaded =
        EstateFile.parse(SixteenNodes.json(10_000).getBytes(StandardCharsets.UTF_8), "large.json");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.value().vms()).hasSize(10_000);
  }
}

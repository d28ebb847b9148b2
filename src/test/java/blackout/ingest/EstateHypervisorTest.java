package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.inventory.Estate;
import blackout.kernel.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An estate that names its hypervisor. */
final class EstateHypervisorTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void theNamesOfTheSchemaAreThoseOfTheKernel() throws IOException {
    JsonNode schema =
        MAPPER.readTree(Path.of("src/main/resources/blackout/ingest/estate.schema.json").toFile());
    List<String> names = new ArrayList<>();
    schema.at("/properties/hypervisor/enum").forEach(name -> names.add(name.asText()));

    assertThat(names).containsExactlyInAnyOrderElementsOf(Kernel.hypervisors());
  }

  @Test
  void anotherHypervisorThanThatOfWindowsNeedsNoWindowsVersion() throws IOException {
    Estate estate = load(draft().put("hypervisor", "vmotion"), "windows_version");

    assertThat(estate.isWindows()).isFalse();
    assertThat(estate.platform()).isEqualTo("vmotion");
  }

  @Test
  void hyperVNeedsAWindowsVersion() {
    assertThatThrownBy(() -> load(draft().put("hypervisor", "hyper-v-2012-r2"), "windows_version"))
        .hasMessageContaining("windows_version");
    assertThatThrownBy(() -> load(draft(), "windows_version"))
        .hasMessageContaining("windows_version");
  }

  private static ObjectNode draft() throws IOException {
    Path file = Path.of("datasets/two-node-r2/estate.json");
    return (ObjectNode) MAPPER.readTree(Files.readString(file));
  }

  private static Estate load(ObjectNode draft, String without) {
    draft.remove(without);
    return EstateFile.parse(draft.toString().getBytes(StandardCharsets.UTF_8), "draft").value();
  }
}

package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.inventory.Estate;
import blackout.inventory.Hypervisor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An estate that names its hypervisor. */
final class EstateHypervisorTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void anotherHypervisorThanThatOfWindowsNeedsNoWindowsVersion() throws IOException {
    Estate estate = load(draft().put("hypervisor", "vmotion"), "windows_version");

    assertThat(estate.isWindows()).isFalse();
    assertThat(estate.platform()).hasToString("vmotion");
    assertThat(estate.windows()).isEmpty();
  }

  @Test
  void hyperVNeedsAWindowsVersion() {
    assertThatThrownBy(() -> load(draft().put("hypervisor", "hyper-v-2012-r2"), "windows_version"))
        .hasMessageContaining("windows_version");
    assertThatThrownBy(() -> load(draft(), "windows_version"))
        .hasMessageContaining("windows_version");
  }

  @Test
  void anAliasSaysWhatItIsTakenAs() throws IOException {
    Estate esxi = load(draft().put("hypervisor", "esxi"), "windows_version");
    Estate newest = load(draft().put("hypervisor", "hyper-v-2025"), "windows_version");

    assertThat(esxi.platform()).hasToString("esxi, taken as vmotion");
    assertThat(newest.platform()).hasToString("Windows Server 2025");
    assertThat(newest.hypervisor()).map(Hypervisor::name).hasValue("hyper-v-2012-r2");
  }

  @Test
  void aNearMissIsSuggested() {
    assertThatThrownBy(() -> load(draft().put("hypervisor", "qemu-7"), "windows_version"))
        .hasMessageContaining("/hypervisor")
        .hasMessageContaining("did you mean qemu-7.2?");
  }

  @Test
  void theVersionOfWindowsBesideAnotherProductIsToldAndPassedOver() throws IOException {
    byte[] mixed =
        draft().put("hypervisor", "qemu-7.2").toString().getBytes(StandardCharsets.UTF_8);

    Loaded<Estate> loaded = EstateFile.parse(mixed, "draft");

    assertThat(loaded.value().platform()).hasToString("qemu-7.2");
    assertThat(loaded.problems())
        .singleElement()
        .asString()
        .contains("/windows_version", "2008 R2", "taken to be qemu-7.2");
  }

  @Test
  void anAliasOfOneVersionDoesNotStandBesideAnother() {
    assertThatThrownBy(() -> load(draft().put("hypervisor", "hyper-v-2019"), "none"))
        .hasMessageContaining("hyper-v-2019 is not of Windows Server 2008 R2");
  }

  @Test
  void theOptionsOfAnEstateAreThoseOfItsMoves() throws IOException {
    ObjectNode draft = draft().put("hypervisor", "qemu");
    ObjectNode link = (ObjectNode) draft.get("live_migration");
    link.put("downtime_limit_ms", 500);
    link.putObject("options")
        .put("auto_converge", true)
        .put("throttle_initial_percent", 30)
        .put("multifd", true)
        .put("post_copy_after_rounds", 2);

    var read = load(draft, "windows_version").migrationLink().orElseThrow();

    assertThat(read.downtimeLimit()).hasValue(Duration.ofMillis(500));
    assertThat(read.options().words())
        .containsExactly(
            "auto-converge of 30 % and 10 % more each time up to 99 %, above 50 %",
            "post-copy after 2 rounds", "multifd");
  }

  @Test
  void anOptionThatTheHypervisorHasNotIsRefusedWithThoseThatItHas() throws IOException {
    ObjectNode draft = draft();
    ((ObjectNode) draft.get("live_migration")).putObject("options").put("multifd", true);
    ObjectNode newer = draft.deepCopy().put("windows_version", "2022");

    assertThatThrownBy(() -> load(draft, "none"))
        .hasMessageContaining("/live_migration/options")
        .hasMessageContaining("hyper-v-2008-r2 has no multifd; what it has: no option");
    assertThatThrownBy(() -> load(newer, "none"))
        .hasMessageContaining("hyper-v-2012-r2 has no multifd; what it has: compression");
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

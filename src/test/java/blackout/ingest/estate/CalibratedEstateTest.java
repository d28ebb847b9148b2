package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.EstateFile;
import blackout.ingest.FittedVms;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.ingest.WritesDoc;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.Origin;
import blackout.inventory.Workload;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibratedEstateTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

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

  /** What nobody measured is written as it was read, whether it can be used or not. */
  @Test
  void aVmThatCannotBeUsedIsNotLost() throws IOException {
    Path file = dir.resolve("estate.json");
    EstateFile.write(
        EstateSource.load(List.of(Path.of("datasets/imports/rvtools-csv"))).loaded().value(), file);
    ObjectNode broken = (ObjectNode) MAPPER.readTree(file.toFile());
    ((ObjectNode) broken.at("/vms/1")).put("node", "nowhere").put("memory_mib", -1);
    MAPPER.writeValue(file.toFile(), broken);

    CalibratedEstate.of(file, fitted(broken.at("/vms/0/name").asText())).write(file);

    JsonNode after = MAPPER.readTree(file.toFile());
    assertThat(after.at("/vms/0/writes/pattern").asText()).isEqualTo("idle");
    assertThat(after.at("/vms/1")).isEqualTo(broken.at("/vms/1"));
    assertThat(after.at("/vms/2")).isEqualTo(broken.at("/vms/2"));
    assertThatThrownBy(() -> CalibratedEstate.of(file, fitted(broken.at("/vms/1/name").asText())))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("a VM that can be used");
  }

  @Test
  void aFileOfSeveralClustersIsMergedClusterByCluster() throws IOException {
    Path file = dir.resolve("estates.json");
    Estate one =
        EstateSource.load(List.of(Path.of("datasets/imports/rvtools-csv"))).loaded().value();
    Estate other = EstateSource.load(List.of(Path.of("datasets/imports/libvirt"))).loaded().value();
    EstateFile.writeAll(List.of(one, other), file);
    String name = other.vms().get(0).name();

    CalibratedEstate.of(file, fitted(name)).write(file);

    List<Loaded<Estate>> after = EstateFile.loadAll(file);
    assertThat(after.get(0).value().vms()).isEqualTo(one.vms());
    assertThat(after.get(1).value().vms().get(0).vm().workload()).isEqualTo(Workload.idle());
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

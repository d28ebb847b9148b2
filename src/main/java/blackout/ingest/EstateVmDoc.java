package blackout.ingest;

import blackout.inventory.Blocker;
import blackout.inventory.EstateVm;
import blackout.inventory.Mobility;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.inventory.Vm;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.Require;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A VM as an estate file says it.
 *
 * @param origins how each fact is known, a colon, and the place or the reason; by the key of the
 *     fact
 */
@RecordBuilder
public record EstateVmDoc(
    String name,
    ByteCount memoryMib,
    Optional<BigDecimal> zeroPageRatio,
    WritesDoc writes,
    String node,
    String volume,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> switches,
    Optional<EstateVm.Priority> priority,
    Optional<Integer> startOrder,
    Optional<Boolean> processorCompatibility,
    Optional<Boolean> clusterCopyCurrent,
    Optional<Boolean> backupDuringMoves,
    Optional<Duration> guestBootS,
    Optional<Duration> downtimeObjectiveS,
    Optional<BigDecimal> availabilityObjectiveRatio,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Blocker> blockers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherVolumes,
    Optional<Boolean> clustered,
    Optional<String> path,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> origins)
    implements EstateVmDocBuilder.With {

  static EstateVmDoc of(EstateVm vm, List<Sourced> sources) {
    ByteCount memory = EstateDoc.wholeMebibytes(vm.vm().memory());
    Map<String, String> origins = new LinkedHashMap<>();
    sources.forEach(source -> origins.put(source.field(), source.text()));
    return new EstateVmDoc(
        vm.name(),
        memory,
        Optional.of(vm.vm().zeroPages()).filter(n -> n > 0).map(n -> ratio(n, pages(memory))),
        WritesDoc.of(vm.vm().workload()),
        vm.node(),
        vm.volume(),
        vm.switches(),
        vm.priority(),
        vm.startOrder(),
        vm.processorCompatibility(),
        vm.clusterCopyCurrent(),
        vm.backupDuringMoves(),
        vm.guestBoot(),
        vm.downtimeObjective(),
        vm.availabilityObjective().map(Json::plain),
        vm.mobility().blockers(),
        vm.mobility().otherVolumes(),
        vm.mobility().clustered(),
        vm.mobility().path(),
        origins);
  }

  /**
   * The VM.
   *
   * @throws IllegalArgumentException if its numbers do not fit together
   */
  EstateVm vm() {
    double zeroRatio = zeroPageRatio.map(BigDecimal::doubleValue).orElse(0.0);
    return new EstateVm(
        new Vm(name, memoryMib, part(zeroRatio, pages(memoryMib)), writes.workload()),
        node,
        volume,
        switches,
        priority,
        startOrder,
        processorCompatibility,
        clusterCopyCurrent,
        backupDuringMoves,
        guestBootS,
        downtimeObjectiveS,
        availabilityObjectiveRatio.map(BigDecimal::doubleValue),
        new Mobility(blockers, otherVolumes, clustered, path));
  }

  /**
   * A VM of a file with the writes of a calibration; all else is as it was.
   *
   * @throws IllegalArgumentException if the writes do not fit the VM
   */
  public static JsonNode fitted(JsonNode vm, FittedVms.FittedVm fitted) {
    EstateVmDoc before = Json.read(vm, EstateVmDoc.class);
    Map<String, String> origins = new LinkedHashMap<>(before.origins);
    String origin = Require.entry(fitted.origins(), Origins.WRITES);
    origins.put(Origins.WRITES, origin);
    if (fitted.zeroPageRatio().isPresent()) {
      origins.put("zero_page_ratio", origin);
    }
    EstateVmDoc after =
        before
            .withWrites(fitted.writes())
            .withZeroPageRatio(fitted.zeroPageRatio().or(before::zeroPageRatio))
            .withOrigins(origins);
    after.vm();
    ObjectNode changed = (ObjectNode) Json.tree(after);
    ObjectNode merged = vm.deepCopy();
    merged.setAll(changed.retain(Origins.WRITES, "zero_page_ratio", "origins"));
    return merged;
  }

  /** Where its facts come from. */
  List<Sourced> sources() {
    return origins.entrySet().stream().map(e -> sourced(e.getKey(), e.getValue())).toList();
  }

  private static Sourced sourced(String field, String text) {
    int colon = text.indexOf(": ");
    Origin origin =
        Arrays.stream(Origin.values())
            .filter(o -> text.startsWith(o.label() + ": "))
            .findFirst()
            .orElse(Origin.ASSUMED);
    return new Sourced(field, origin, colon < 0 ? text : text.substring(colon + 2));
  }

  private static long pages(ByteCount memory) {
    return memory.pages(Vm.PAGE_BYTES);
  }

  private static long part(double ratio, long pages) {
    return (long) Math.floor(pages * ratio);
  }

  /** The least share of so many pages that gives this part of them. */
  private static BigDecimal ratio(long part, long pages) {
    double ratio = Math.min(1, (double) part / pages);
    while (part(ratio, pages) < Math.min(part, pages)) {
      ratio = Math.nextUp(ratio);
    }
    return Json.plain(ratio);
  }
}

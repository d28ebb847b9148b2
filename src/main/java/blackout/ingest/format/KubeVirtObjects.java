package blackout.ingest.format;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.JsonFacts.Path;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.inventory.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of KubeVirt as {@code kubectl get vm,vmi,vmim -o json} or {@code -o yaml} prints them: a
 * VirtualMachineInstance runs, a VirtualMachine is what it is made of, a
 * VirtualMachineInstanceMigration has moved one. Quantities are those of Kubernetes: {@code 4Gi}
 * are 2^32 bytes, {@code 4G} are 4 x 10^9.
 *
 * @see <a href="https://kubevirt.io/api-reference/">KubeVirt objects</a>
 */
final class KubeVirtObjects {

  private static final List<Path<VmField>> INSTANCE =
      List.of(
          new Path<>(VmField.UUID, Kind.UUID, "metadata.uid"),
          new Path<>(VmField.HOST, Kind.TEXT, "status.nodeName"),
          new Path<>(VmField.RUNNING, Kind.POWER, "status.phase"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "status.currentCPUTopology.cores"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "spec.domain.cpu.cores"),
          new Path<>(VmField.MEMORY, Kind.QUANTITY, "status.memory.guestCurrent"),
          new Path<>(VmField.STARTUP_MEMORY, Kind.QUANTITY, "status.memory.guestAtBoot"),
          new Path<>(VmField.STARTUP_MEMORY, Kind.QUANTITY, "spec.domain.memory.guest"),
          new Path<>(
              VmField.STARTUP_MEMORY, Kind.QUANTITY, "spec.domain.resources.requests.memory"));

  /** Without its identity, which its instance does not share. */
  private static final List<Path<VmField>> MACHINE =
      List.of(
          new Path<>(VmField.RUNNING, Kind.POWER, "status.printableStatus"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "spec.template.spec.domain.cpu.cores"),
          new Path<>(
              VmField.STARTUP_MEMORY, Kind.QUANTITY, "spec.template.spec.domain.memory.guest"),
          new Path<>(
              VmField.STARTUP_MEMORY,
              Kind.QUANTITY,
              "spec.template.spec.domain.resources.requests.memory"));

  private final Reading reading;
  private final Map<Optional<String>, KubeVirtMigration> migrations;
  private final JsonFacts<VmField> instances;
  private final JsonFacts<VmField> machines;

  /**
   * @param migrations where the migrations of VMs go, by namespace and name
   */
  KubeVirtObjects(Reading reading, Map<Optional<String>, KubeVirtMigration> migrations) {
    this.reading = reading;
    this.migrations = migrations;
    String name = reading.file().name();
    instances = new JsonFacts<>(name, VmField.class, INSTANCE, reading.findings());
    machines = new JsonFacts<>(name, VmField.class, MACHINE, reading.findings());
  }

  /** Whether a value is an object of KubeVirt. */
  boolean take(LocatedJson object) {
    if (object.text("apiVersion").filter(v -> v.startsWith("kubevirt.io/")).isEmpty()) {
      return false;
    }
    String kind = object.text("kind").orElse("");
    switch (kind) {
      case "VirtualMachineInstance" -> instance(object);
      case "VirtualMachine" -> named(object, kind).ifPresent(n -> add(object, n, machines));
      case "VirtualMachineInstanceMigration" -> migration(object);
      default ->
          reading.findings().note("Objects of kind " + CleanText.name(kind) + " are passed over.");
    }
    return true;
  }

  private Optional<String> named(LocatedJson object, String kind) {
    Optional<String> name = object.text("metadata", "name");
    if (name.isEmpty()) {
      reading.problem(object.place(), "a " + kind, "metadata.name");
    }
    return name.map(n -> object.text("metadata", "namespace").map(s -> s + "/").orElse("") + n);
  }

  private void add(LocatedJson object, String name, JsonFacts<VmField> paths) {
    Facts<VmField> vm = paths.of(object);
    vm.put(VmField.NAME, reading.text(name, Origin.IMPORTED, "metadata.name", object.line()));
    reading.findings().products().add(Product.QEMU);
    reading.findings().addVm(vm);
  }

  private void instance(LocatedJson object) {
    Optional<String> named = named(object, "VirtualMachineInstance");
    if (named.isEmpty()) {
      return;
    }
    String full = named.get();
    add(object, full, instances);
    new KubeVirtBlockers(reading, object, full).note();
    object.at("status", "migrationState").ifPresent(s -> state(full, s));
  }

  private void migration(LocatedJson object) {
    String space = object.text("metadata", "namespace").map(s -> s + "/").orElse("");
    object
        .text("spec", "vmiName")
        .ifPresent(
            name -> object.at("status", "migrationState").ifPresent(s -> state(space + name, s)));
  }

  /** A migration that completed by pre-copy: its start and its end, to the second. */
  private void state(String vm, LocatedJson state) {
    var watched = new KubeVirtMigration();
    watched.source = reading.at(state.line());
    state.text("startTimestamp").ifPresent(t -> watched.startSeconds = seconds(t, state));
    state.text("endTimestamp").ifPresent(t -> watched.endSeconds = seconds(t, state));
    watched.failed =
        state.text("failed").filter("true"::equals).isPresent()
            || state.text("mode").filter("PostCopy"::equals).isPresent()
            || state.text("completed").filter("true"::equals).isEmpty();
    migrations.putIfAbsent(Optional.of(CleanText.name(vm)), watched);
  }

  private double seconds(String time, LocatedJson state) {
    try {
      return Instant.parse(time).getEpochSecond();
    } catch (DateTimeException e) {
      reading.problem(state.place(), time, "a time such as 2026-01-05T10:00:00Z");
      return Double.NaN;
    }
  }
}

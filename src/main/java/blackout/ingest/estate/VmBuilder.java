package blackout.ingest.estate;

import blackout.ingest.fact.Column;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Origin;
import blackout.inventory.Sourced;
import blackout.inventory.Vm;
import blackout.quantity.ByteCount;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * VMs of an estate from facts. A template, a VM that does not run and one whose memory nobody says
 * are left out; the last is a problem.
 */
final class VmBuilder {

  /** Where a VM is whose host nobody says. */
  private static final String UNKNOWN_HOST = "unknown host";

  /**
   * VMs that belong to their host: those of vSphere's own cluster services, of Nutanix, SimpliVity
   * and ScaleIO storage, of guest introspection, and of vSphere Replication of Zerto.
   *
   * @see <a href="https://knowledge.broadcom.com/external/article/316514">vSphere Cluster Services
   *     (vCLS)</a>
   */
  private static final Pattern AGENT =
      Pattern.compile(
          "vCLS([ (-].*)?|NTNX-.*-CVM|OmniStackVC-.*|ScaleIO-SVM.*|(Guest Introspection|Z-VRA).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern AGENTS =
      Pattern.compile("(.*[/\\\\])?(vCLS|ESX Agents)([/\\\\].*)?", Pattern.CASE_INSENSITIVE);

  private final Findings findings;
  private final HostRegister hosts;
  private final Optional<Fact> onlyHost;
  private final List<EstateVm> vms = new ArrayList<>();
  private final Map<String, List<Sourced>> sources = new LinkedHashMap<>();
  private final Map<Column, Map<ByteCount, Integer>> memoryByColumn = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> volumes = new HashSet<>();
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();
  private final Map<String, Integer> namesakes = new HashMap<>();
  private final MobilityBuilder mobility;
  private final Map<Facts<VmField>, String> namesOf = new LinkedHashMap<>();
  private final Map<String, List<Node.Agent>> agents = new LinkedHashMap<>();

  VmBuilder(Findings findings, HostRegister hosts) {
    this.findings = findings;
    this.hosts = hosts;
    onlyHost = onlyHost(findings, hosts);
    mobility = new MobilityBuilder(findings);
  }

  /** What VMs are called in the estate, by what sources say of them, in the order of the estate. */
  Map<Facts<VmField>, String> names() {
    return namesOf;
  }

  List<EstateVm> vms() {
    return vms;
  }

  /** The sources of the facts of each VM, by the name it has in the estate. */
  Map<String, List<Sourced>> sources() {
    return sources;
  }

  /** The names of the volumes that VMs are on. */
  Set<String> volumes() {
    return volumes;
  }

  void add(Facts<VmField> vm) {
    Fact name = vm.fact(VmField.NAME).orElseThrow();
    if (vm.value(VmField.TEMPLATE, Boolean.class).orElse(false)) {
      count("left out as a template or placeholder");
    } else if (!vm.value(VmField.RUNNING, Boolean.class).orElse(true)) {
      count("left out as not running");
    } else {
      Optional<Fact> memory = memory(vm);
      if (vm.fact(VmField.RUNNING).isEmpty()) {
        count("of which no source says whether it runs, taken to run");
      }
      if (memory.isEmpty()) {
        findings.problem(
            name.place(),
            String.valueOf(name.value()),
            "a VM whose memory one of the sources says");
      } else {
        running(vm, memory.get());
      }
    }
  }

  private static Optional<Fact> memory(Facts<VmField> vm) {
    return vm.fact(VmField.MEMORY)
        .filter(fact -> !fact.value().equals(ByteCount.ZERO))
        .or(
            () ->
                vm.fact(VmField.STARTUP_MEMORY)
                    .filter(fact -> !fact.value().equals(ByteCount.ZERO)));
  }

  /** The VMs that belong to a host. */
  List<Node.Agent> agents(String host) {
    return agents.getOrDefault(host, List.of());
  }

  private void running(Facts<VmField> vm, Fact memoryFact) {
    ByteCount memory = wholeMebibytes((ByteCount) memoryFact.value());
    Optional<Fact> host = vm.fact(VmField.HOST).or(() -> onlyHost);
    String node = hosts.named(host.orElseGet(VmBuilder::unknownHost));
    if (isAgent(vm)) {
      agents
          .computeIfAbsent(node, n -> new ArrayList<>())
          .add(new Node.Agent(vm.text(VmField.NAME).orElseThrow(), memory));
      count("kept with the host they belong to (agents such as vCLS or the VMs of its storage)");
      return;
    }
    String name = name(vm);
    Writes writes = Writes.of(vm, memory);
    Optional<Fact> volume = vm.fact(VmField.VOLUME);
    String on = volume.map(f -> String.valueOf(f.value())).orElse(EstateBuilder.ONE_VOLUME);
    volumes.add(on);
    memoryByColumn
        .computeIfAbsent(memoryFact.column(), column -> new HashMap<>())
        .merge(memory, 1, Integer::sum);
    vms.add(
        new EstateVm(
            new Vm(name, memory, 0, writes.workload()),
            node,
            on,
            List.of(),
            priority(vm),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            mobility.of(vm, on)));
    namesOf.put(vm, name);
    Origin memoryOrigin =
        vm.fact(VmField.MEMORY).filter(memoryFact::equals).isPresent()
            ? memoryFact.origin()
            : Origin.INFERRED;
    sources.put(
        name,
        List.of(
            new Sourced("memory_mib", memoryOrigin, memoryFact.place().toString()),
            host.map(f -> new Sourced("node", f.origin(), f.place().toString()))
                .orElse(new Sourced("node", Origin.ASSUMED, "no source says")),
            volume
                .map(f -> new Sourced("volume", f.origin(), f.place().toString()))
                .orElse(new Sourced("volume", Origin.ASSUMED, "no source says")),
            writes.source()));
  }

  private static boolean isAgent(Facts<VmField> vm) {
    return vm.text(VmField.NAME).filter(n -> AGENT.matcher(n).matches()).isPresent()
        || vm.text(VmField.FOLDER).filter(f -> AGENTS.matcher(f).matches()).isPresent();
  }

  /** A name that no other VM of the estate has: a namesake gets its cluster or a number. */
  private String name(Facts<VmField> vm) {
    String name = vm.text(VmField.NAME).orElseThrow();
    if (names.add(name.toLowerCase(Locale.ROOT))) {
      return name;
    }
    count("with the name of another one, told apart by cluster or number");
    Optional<String> withCluster =
        vm.text(VmField.CLUSTER)
            .map(cluster -> CleanText.name(name + " (" + cluster + ")"))
            .filter(other -> names.add(other.toLowerCase(Locale.ROOT)));
    if (withCluster.isPresent()) {
      return withCluster.get();
    }
    String base = name.length() > 180 ? name.substring(0, 180) : name;
    int number = namesakes.merge(base.toLowerCase(Locale.ROOT), 2, (a, b) -> a + 1);
    while (!names.add((base + " #" + number).toLowerCase(Locale.ROOT))) {
      number = namesakes.merge(base.toLowerCase(Locale.ROOT), 2, (a, b) -> a + 1);
    }
    return base + " #" + number;
  }

  private static Optional<EstateVm.Priority> priority(Facts<VmField> vm) {
    return vm.value(VmField.PRIORITY, Long.class)
        .flatMap(
            number ->
                Arrays.stream(EstateVm.Priority.values())
                    .filter(p -> p.number() == number)
                    .findFirst());
  }

  /** The host of every VM where no source says a VM's host and only one host is known. */
  private static Optional<Fact> onlyHost(Findings findings, HostRegister hosts) {
    if (hosts.all().size() != 1
        || findings.vms().all().stream().anyMatch(vm -> vm.fact(VmField.HOST).isPresent())) {
      return Optional.empty();
    }
    return hosts
        .all()
        .iterator()
        .next()
        .fact(HostField.NAME)
        .map(name -> new Fact(name.value(), Origin.INFERRED, name.place()));
  }

  private static Fact unknownHost() {
    return new Fact(
        UNKNOWN_HOST, Origin.ASSUMED, new Column("no source", "line", "host", "").at(0));
  }

  /** An estate file states memory in whole MiB. */
  private static ByteCount wholeMebibytes(ByteCount memory) {
    return ByteCount.mebibytes(Math.max(1, (memory.bytes() + (1 << 20) - 1) >> 20));
  }

  private void count(String what) {
    leftOut.merge(what, 1, Integer::sum);
  }

  /** How memory was understood, for each column it was read from, and what was left out. */
  List<String> readings() {
    var readings = new ArrayList<String>();
    memoryByColumn.forEach(
        (column, sizes) -> {
          int all = sizes.values().stream().mapToInt(n -> n).sum();
          ByteCount median = median(sizes, all);
          readings.add(
              column.title()
                  + (column.unit().isEmpty() ? " read with its unit" : " read as " + column.unit())
                  + ", median VM "
                  + median
                  + " ("
                  + Text.count(all, "VM")
                  + ", "
                  + column.source()
                  + ")");
          if (!isPlausible(median)) {
            findings.problem(
                column.at(1),
                "a median of " + median,
                "a median VM of 0.25 GiB to 1 TiB; is " + column.unit() + " the unit?");
          }
        });
    leftOut.forEach((what, count) -> readings.add(Text.count(count, "VM") + " " + what));
    return readings;
  }

  /** The median of so many sizes, each with how often it is there; the lower of two. */
  private static ByteCount median(Map<ByteCount, Integer> sizes, int all) {
    int before = 0;
    for (var size : new TreeMap<>(sizes).entrySet()) {
      before += size.getValue();
      if (before > (all - 1) / 2) {
        return size.getKey();
      }
    }
    throw new IllegalArgumentException("no sizes");
  }

  /** Half of all VMs outside of this is a slip of the unit; an assumption. */
  private static boolean isPlausible(ByteCount median) {
    return median.bytes() >= 1L << 28 && median.bytes() <= 1L << 40;
  }
}

package blackout.ingest.estate;

import blackout.ingest.EstateTimes;
import blackout.ingest.Loaded;
import blackout.ingest.LookAlikes;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.inventory.Assumption;
import blackout.inventory.Blocker;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterTraits;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.NodeState;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.StorageRates;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an estate of what was read of a cluster, and says what it had to assume. */
final class EstateBuilder {

  /** The volume of all VMs whose files lie nobody knows where. */
  static final String ONE_VOLUME = "shared storage";

  static final String NETWORK = "Live migration";

  /** The line rate where no source knows an adapter; an assumption. */
  private static final double USUAL_GIGABITS = 10;

  /** The rate of saved states that the command {@code estimate} assumes as well. */
  private static final DataRate USUAL_STORAGE = DataRate.parse(Defaults.STORAGE);

  private final Findings findings;
  private final ImportOptions options;
  private final Clusters.One cluster;
  private final HostRegister hosts;
  private final List<Assumption> assumptions = new ArrayList<>();
  private final List<String> readings = new ArrayList<>();

  EstateBuilder(Findings findings, ImportOptions options, Clusters.One cluster) {
    this.findings = findings;
    this.options = options;
    this.cluster = cluster;
    hosts = cluster.hosts();
  }

  /**
   * The estate.
   *
   * @param name what to call it if no source says
   * @param ofAll what could not be used of the files, whatever cluster it is of
   * @param files the files that were read
   * @throws UnreadableInput if no VM can be used
   */
  Imported build(String name, List<Problem> ofAll, List<Imported.FileRead> files) {
    int before = findings.problems().size();
    var vms = new VmBuilder(findings, hosts);
    cluster.vms().forEach(vms::add);
    readings.addAll(vms.readings());
    readings.addAll(findings.notes());
    if (vms.vms().isEmpty()) {
      throw noVm(name, findings, hosts.all().stream().map(HostRegister::described).toList());
    }
    Product product = product();
    Optional<Hypervisors.Named> named =
        options.hypervisor().or(product::profile).map(Hypervisors::resolve);
    Optional<WindowsVersion> windows =
        named.map(n -> n.hypervisor().isHyperV()).orElse(true)
            ? Optional.of(named.flatMap(Hypervisors.Named::windows).orElseGet(this::version))
            : Optional.empty();
    named.ifPresent(profile -> profile(product, profile));
    MigrationLink link = link();
    List<Node> nodes = nodes(vms, windows);
    var rules = new RuleBuilder(findings, hosts, nodes, vms.names());
    readings.addAll(rules.readings());
    var estate =
        new Estate(
            name(name),
            Platform.of(named.map(Hypervisors.Named::said), windows),
            nodes,
            List.of(network(link.network())),
            List.of(),
            new VolumeBuilder(findings, hosts, nodes).volumes(vms.vms(), this::assume),
            Optional.empty(),
            Optional.of(link),
            storage(),
            FailoverGuess.of(cluster.facts(), windows, assumptions),
            drainThreshold(),
            List.of(),
            vms.vms(),
            assumptions(vms),
            new Origins(readings, vms.sources()),
            new ClusterTraits(
                cluster.datacenter(),
                Optional.empty(),
                rules.rules(),
                List.copyOf(lookedFor(vms))));
    List<Problem> never = EstateTimes.problems(estate, name);
    if (!never.isEmpty()) {
      throw new UnreadableInput(never);
    }
    var problems = new ArrayList<>(ofAll);
    List<Problem> now = findings.problems();
    problems.addAll(now.subList(Math.min(before, now.size()), now.size()));
    problems.addAll(
        LookAlikes.problems(name, "vms", estate.vms().stream().map(EstateVm::name).toList()));
    problems.addAll(LookAlikes.problems(name, "nodes", nodes.stream().map(Node::name).toList()));
    return new Imported(new Loaded<>(estate, problems), files);
  }

  /** The kinds of blockers that the sources show: by a table of theirs, or by a column. */
  private Set<Blocker.Kind> lookedFor(VmBuilder vms) {
    Set<Blocker.Kind> kinds = EnumSet.noneOf(Blocker.Kind.class);
    kinds.addAll(findings.vmNotes().lookedFor());
    Map.of(
            VmField.FT_STATE, Blocker.Kind.FAULT_TOLERANCE,
            VmField.CONNECTION, Blocker.Kind.STATE,
            VmField.LATENCY, Blocker.Kind.MEMORY_RESERVATION,
            VmField.RESERVED, Blocker.Kind.MEMORY_RESERVATION)
        .forEach(
            (field, kind) -> {
              if (vms.names().keySet().stream().anyMatch(vm -> vm.fact(field).isPresent())) {
                kinds.add(kind);
              }
            });
    vms.vms().forEach(vm -> vm.mobility().blockers().forEach(b -> kinds.add(b.kind())));
    return kinds;
  }

  /** That no VM can be used, with what was found: hosts alone, or a measurement. */
  static UnreadableInput noVm(String name, Findings findings, List<String> hosts) {
    var all = new ArrayList<Problem>();
    all.add(new Problem(name, "", found(findings, hosts), "a running VM with a known memory"));
    all.addAll(findings.problems());
    return new UnreadableInput(all);
  }

  private static String found(Findings findings, List<String> known) {
    if (!known.isEmpty()) {
      return Text.count(known.size(), "host")
          + " without VMs ("
          + String.join(", ", known.subList(0, Math.min(8, known.size())))
          + (known.size() > 8 ? ", ..." : "")
          + ")";
    }
    int others = findings.volumes().size() + findings.clusters().size();
    return findings.observations().isEmpty()
        ? (others == 0 ? "" : Text.count(others, "volume or cluster") + " and ")
            + "no VM that can be used"
            + (findings.notes().isEmpty() ? "" : " (" + findings.notes().get(0) + ")")
        : "measurements, which calibrate reads, and no VM that can be used";
  }

  private Product product() {
    List<Product> all = List.copyOf(findings.products());
    if (all.size() > 1) {
      readings.add(
          "The sources are of "
              + String.join(" and ", all.stream().map(Product::label).toList())
              + "; VMs are moved as "
              + all.get(0).label()
              + " moves them");
    }
    return all.get(0);
  }

  private void profile(Product product, Hypervisors.Named profile) {
    profile.note().ifPresent(readings::add);
    if (options.hypervisor().isEmpty()) {
      assume(
          "/hypervisor",
          profile.said(),
          "The sources are of "
              + product.label()
              + ", and do not say which version; "
              + profile.hypervisor()
              + " is the newest that is known.");
    }
  }

  private WindowsVersion version() {
    Optional<WindowsVersion> said = WindowsGuess.ofHosts(hosts.all());
    if (said.isPresent()) {
      return said.get();
    }
    Optional<WindowsVersion> inferred = WindowsGuess.ofVms(findings.vms().all());
    WindowsVersion version = inferred.orElse(WindowsVersion.WINDOWS_2022);
    assume(
        "/windows_version",
        version.label(),
        inferred.isPresent()
            ? "The newest configuration version of a VM is that of this version; hosts may be newer."
            : "No source says the Windows version of the hosts.");
    return version;
  }

  private String name(String fallback) {
    return cluster
        .name()
        .or(
            () ->
                cluster.facts().stream()
                    .flatMap(c -> c.text(ClusterField.NAME).stream())
                    .findFirst())
        .orElse(fallback);
  }

  /** The network that carries live migration, as the sources say it, or assumed. */
  private MigrationLink link() {
    Optional<HostRegister.Network> known = hosts.migration();
    Optional<DataRate> common = hosts.commonSpeed();
    DataRate rate =
        options
            .link()
            .or(() -> known.map(HostRegister.Network::rate))
            .or(() -> common)
            .orElse(DataRate.gigabitsPerSecond(USUAL_GIGABITS));
    double gigabits = rate.bytesPerSecond() * 8 / 1e9;
    if (options.link().isEmpty() && known.isEmpty()) {
      assume(
          "/live_migration/line_rate_gbit_s",
          Json.plain(gigabits).toPlainString(),
          common.isPresent()
              ? "The fastest adapter that every host with known adapters has; no source says which"
                  + " network live migration uses."
              : "No source knows the adapters of the hosts. Give --link on import.");
    }
    known.ifPresent(
        n ->
            readings.add(
                "Live migration uses the port group "
                    + n.name()
                    + ", "
                    + Json.plain(n.rate().bytesPerSecond() * 8 / 1e9).toPlainString()
                    + " Gbit/s"
                    + n.mtu().map(m -> ", MTU " + m).orElse("")));
    Optional<Long> mtu =
        known.flatMap(HostRegister.Network::mtu).filter(m -> m >= 576 && m <= 9216);
    if (mtu.isEmpty()) {
      assume(
          "/live_migration/payload_ratio",
          Json.plain(Defaults.PAYLOAD_RATIO).toPlainString(),
          "TCP over Ethernet with an MTU of 1500 B: 1448 B of 1538 B.");
    }
    Optional<Integer> simultaneous =
        cluster.facts().stream()
            .flatMap(c -> c.value(ClusterField.SIMULTANEOUS, Long.class).stream())
            .filter(n -> n >= 1 && n <= 10_000)
            .findFirst()
            .map(Long::intValue);
    return new MigrationLink(
        known.map(HostRegister.Network::name).orElse(NETWORK),
        DataRate.gigabitsPerSecond(gigabits),
        mtu.map(EstateBuilder::payload).orElse(Defaults.PAYLOAD_RATIO),
        simultaneous);
  }

  /**
   * The share of the line rate that TCP over Ethernet leaves for payload, in four digits: of each
   * packet 52 B are headers of IP and TCP with its time stamps; on the line come 38 B of Ethernet.
   */
  private static double payload(long mtu) {
    return Math.round((mtu - 52) * 1e4 / (mtu + 38)) / 1e4;
  }

  private StorageRates storage() {
    DataRate rate = options.storage().orElse(USUAL_STORAGE);
    if (options.storage().isEmpty()) {
      for (String field : List.of("write_mib_s", "read_mib_s")) {
        assume(
            "/storage/" + field,
            Json.plain(rate.bytesPerSecond() / (1 << 20)).toPlainString(),
            "No export says how fast saved states are written and read. Give --storage on import.");
      }
    }
    return new StorageRates(rate, rate);
  }

  private static ClusterNetwork network(String name) {
    return new ClusterNetwork(
        name,
        Set.of(ClusterNetwork.Purpose.LIVE_MIGRATION),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Integer> drainThreshold() {
    return cluster.facts().stream()
        .flatMap(c -> c.value(ClusterField.DRAIN_THRESHOLD, Long.class).stream())
        .filter(n -> n >= 0 && n <= 4000)
        .findFirst()
        .map(Long::intValue);
  }

  private List<Node> nodes(VmBuilder vms, Optional<WindowsVersion> windows) {
    Map<String, Long> used = new LinkedHashMap<>();
    vms.vms().forEach(vm -> used.merge(vm.node(), vm.vm().memory().bytes(), Long::sum));
    long fullest = used.values().stream().mapToLong(n -> n).max().orElse(0);
    var nodes = new ArrayList<Node>();
    var unknown = new ArrayList<String>();
    var away = new ArrayList<String>();
    for (Facts<HostField> host : hosts.all()) {
      Optional<ByteCount> memory = HostRegister.memory(host);
      String name = host.text(HostField.NAME).orElseThrow();
      Optional<NodeState> state = HostRegister.state(host);
      if (state.orElse(NodeState.UP) != NodeState.UP) {
        away.add(name + " (" + state.get().label() + ")");
      }
      if (memory.isEmpty()) {
        unknown.add(name);
      }
      ByteCount size = memory.orElse(twice(fullest + bytes(vms.agents(name))));
      nodes.add(NodeBuilder.node(host, hosts, size, windows, state, vms.agents(name)));
    }
    if (!away.isEmpty()) {
      readings.add(
          Text.count(away.size(), "host") + " to which no VM can move now: " + Text.names(away, 5));
    }
    if (!unknown.isEmpty()) {
      assume(
          "/nodes",
          Text.count(nodes.size(), "entry"),
          "The memory of "
              + Text.count(unknown.size(), "host")
              + " is in no source ("
              + Text.names(unknown, 3)
              + "): "
              + twice(fullest)
              + ", twice what the VMs of the fullest host have.");
    }
    return nodes;
  }

  private static long bytes(List<Node.Agent> agents) {
    return agents.stream().mapToLong(a -> a.memory().bytes()).sum();
  }

  private static ByteCount twice(long bytes) {
    return ByteCount.mebibytes(Math.max(1, Math.min(2 * bytes, Kind.MOST_BYTES) >> 20));
  }

  /** The assumptions, those about VMs last. */
  private List<Assumption> assumptions(VmBuilder vms) {
    long assumed =
        vms.sources().values().stream()
            .filter(s -> s.get(s.size() - 1).origin() == Origin.ASSUMED)
            .count();
    if (assumed > 0) {
      assumptions.add(
          new Assumption(
              Optional.of(Assumption.WRITES),
              "/vms",
              Text.count(vms.vms().size(), "entry"),
              assumedWrites(assumed)));
    }
    return assumptions;
  }

  /** That the writes of so many VMs are assumed. */
  static String assumedWrites(long vms) {
    return "The writes of "
        + Text.count(vms, "VM")
        + " are assumed by the class that its name suggests, over "
        + Defaults.WORKING_SET
        + " or its"
        + " active memory if that is less. Measured dirty rates replace them.";
  }

  private void assume(String field, String value, String reason) {
    assumptions.add(new Assumption(field, value, reason));
  }
}

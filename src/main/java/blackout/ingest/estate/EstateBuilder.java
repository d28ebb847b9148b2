package blackout.ingest.estate;

import blackout.ingest.EstateTimes;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.StorageRates;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an estate of what was read, and says what it had to assume. */
final class EstateBuilder {

  /** The volume of all VMs whose files lie nobody knows where. */
  static final String ONE_VOLUME = "shared storage";

  static final String NETWORK = "Live migration";

  /** The line rate where no source knows an adapter; an assumption. */
  private static final double USUAL_GIGABITS = 10;

  /** The rate of saved states that the command {@code estimate} assumes as well. */
  private static final DataRate USUAL_STORAGE = DataRate.parse(Defaults.STORAGE);

  /** The size of a volume that no source describes; an assumption. */
  private static final ByteCount USUAL_VOLUME = ByteCount.gibibytes(10_240);

  private final Findings findings;
  private final ImportOptions options;
  private final HostRegister hosts;
  private final List<Assumption> assumptions = new ArrayList<>();
  private final List<String> readings = new ArrayList<>();

  EstateBuilder(Findings findings, ImportOptions options) {
    this.findings = findings;
    this.options = options;
    hosts = new HostRegister(findings.hosts(), findings.adapters());
  }

  /**
   * The estate.
   *
   * @param name what to call it if no source says
   * @param files the files that were read
   * @throws UnreadableInput if no VM can be used
   */
  Imported build(String name, List<Imported.FileRead> files) {
    findings.settle();
    options.cluster().ifPresent(hosts::keepCluster);
    VmBuilder vms = vms();
    readings.addAll(vms.readings());
    readings.addAll(findings.notes());
    if (vms.vms().isEmpty()) {
      var all = new ArrayList<Problem>();
      all.add(new Problem(name, "", noVm(), "a running VM with a known memory"));
      all.addAll(findings.problems());
      throw new UnreadableInput(all);
    }
    Product product = product();
    Optional<Hypervisors.Named> named =
        options.hypervisor().or(product::profile).map(Hypervisors::resolve);
    Optional<WindowsVersion> windows =
        named.map(n -> n.hypervisor().isHyperV()).orElse(true)
            ? Optional.of(named.flatMap(Hypervisors.Named::windows).orElseGet(this::version))
            : Optional.empty();
    named.ifPresent(profile -> profile(product, profile));
    double lineGigabits = lineGigabits();
    List<Node> nodes = nodes(vms.vms(), windows);
    var estate =
        new Estate(
            name(name),
            Platform.of(named.map(Hypervisors.Named::said), windows),
            nodes,
            List.of(network()),
            List.of(),
            volumes(vms.volumes()),
            Optional.empty(),
            Optional.of(link(lineGigabits)),
            storage(),
            FailoverGuess.of(findings.clusters(), windows, assumptions),
            drainThreshold(),
            List.of(),
            vms.vms(),
            assumptions(vms),
            new Origins(readings, vms.sources()));
    List<Problem> never = EstateTimes.problems(estate, name);
    if (!never.isEmpty()) {
      throw new UnreadableInput(never);
    }
    return new Imported(new Loaded<>(estate, findings.problems()), files);
  }

  /** What was found where no VM can be used: hosts alone, or a measurement. */
  private String noVm() {
    List<String> known = hosts.all().stream().map(HostRegister::described).toList();
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

  private VmBuilder vms() {
    var builder = new VmBuilder(findings, hosts);
    Set<String> clusters = new LinkedHashSet<>();
    for (Facts<VmField> vm : findings.vms().all()) {
      Optional<String> cluster = vm.text(VmField.CLUSTER);
      if (options.cluster().isEmpty()
          || cluster.filter(options.cluster().get()::equalsIgnoreCase).isPresent()) {
        builder.add(vm);
        cluster.ifPresent(clusters::add);
      }
    }
    if (clusters.size() > 1) {
      readings.add(
          clusters.size()
              + " clusters are taken as one ("
              + first(clusters)
              + "); import --cluster NAME takes one alone");
    }
    return builder;
  }

  private static String first(Set<String> names) {
    List<String> some = names.stream().limit(5).toList();
    return String.join(", ", some) + (names.size() > some.size() ? ", ..." : "");
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
    Optional<String> said =
        findings.clusters().stream().flatMap(c -> c.text(ClusterField.NAME).stream()).findFirst();
    Set<String> clusters = new LinkedHashSet<>();
    findings.vms().all().forEach(vm -> vm.text(VmField.CLUSTER).ifPresent(clusters::add));
    return options
        .cluster()
        .or(() -> said)
        .or(() -> clusters.size() == 1 ? clusters.stream().findFirst() : Optional.empty())
        .orElse(fallback);
  }

  private double lineGigabits() {
    if (options.link().isPresent()) {
      return options.link().get().bytesPerSecond() * 8 / 1e9;
    }
    Optional<DataRate> common = hosts.commonSpeed();
    double gigabits = common.map(s -> s.bytesPerSecond() * 8 / 1e9).orElse(USUAL_GIGABITS);
    assume(
        "/live_migration/line_rate_gbit_s",
        Json.plain(gigabits).toPlainString(),
        common.isPresent()
            ? "The fastest adapter that every host with known adapters has; no source says which"
                + " network live migration uses."
            : "No source knows the adapters of the hosts. Give --link on import.");
    return gigabits;
  }

  private MigrationLink link(double lineGigabits) {
    assume(
        "/live_migration/payload_ratio",
        Json.plain(Defaults.PAYLOAD_RATIO).toPlainString(),
        "TCP over Ethernet with an MTU of 1500 B: 1448 B of 1538 B.");
    Optional<Integer> simultaneous =
        findings.clusters().stream()
            .flatMap(c -> c.value(ClusterField.SIMULTANEOUS, Long.class).stream())
            .filter(n -> n >= 1 && n <= 10_000)
            .findFirst()
            .map(Long::intValue);
    return new MigrationLink(
        NETWORK, DataRate.gigabitsPerSecond(lineGigabits), Defaults.PAYLOAD_RATIO, simultaneous);
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

  private static ClusterNetwork network() {
    return new ClusterNetwork(
        NETWORK,
        Set.of(ClusterNetwork.Purpose.LIVE_MIGRATION),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Integer> drainThreshold() {
    return findings.clusters().stream()
        .flatMap(c -> c.value(ClusterField.DRAIN_THRESHOLD, Long.class).stream())
        .filter(n -> n >= 0 && n <= 4000)
        .findFirst()
        .map(Long::intValue);
  }

  private List<Node> nodes(List<EstateVm> vms, Optional<WindowsVersion> windows) {
    Map<String, Long> used = new LinkedHashMap<>();
    vms.forEach(vm -> used.merge(vm.node(), vm.vm().memory().bytes(), Long::sum));
    long fullest = used.values().stream().mapToLong(n -> n).max().orElse(0);
    var nodes = new ArrayList<Node>();
    int unknown = 0;
    var away = new ArrayList<String>();
    for (Facts<HostField> host : hosts.all()) {
      Optional<ByteCount> memory = HostRegister.memory(host);
      if (HostRegister.isAway(host)
          && !used.containsKey(host.text(HostField.NAME).orElse(""))
          && hosts.all().size() > away.size() + 1) {
        away.add(HostRegister.described(host));
        continue;
      }
      unknown += memory.isEmpty() ? 1 : 0;
      nodes.add(NodeBuilder.node(host, hosts, memory.orElse(twice(fullest)), windows));
    }
    if (!away.isEmpty()) {
      readings.add(
          Text.count(away.size(), "host")
              + " left out, to which no VM can move now: "
              + String.join(", ", away.subList(0, Math.min(5, away.size())))
              + (away.size() > 5 ? ", ..." : ""));
    }
    if (unknown > 0) {
      assume(
          "/nodes",
          nodes.size() == 1 ? "1 entry" : nodes.size() + " entries",
          "The memory of "
              + unknown
              + (unknown == 1 ? " host is" : " hosts is")
              + " in no source: "
              + twice(fullest)
              + ", twice what the VMs of the fullest host have.");
    }
    return nodes;
  }

  private static ByteCount twice(long bytes) {
    return ByteCount.mebibytes(Math.max(1, (2 * bytes) >> 20));
  }

  private List<Volume> volumes(Set<String> used) {
    Map<String, Volume> volumes = new LinkedHashMap<>();
    // Every host of VMware has a data store of its own, with no VM that could move.
    boolean vmware = findings.products().contains(Product.VMWARE);
    for (Facts<VolumeField> volume : findings.volumes()) {
      NodeBuilder.volume(volume)
          .filter(v -> used.contains(v.name()) || !vmware)
          .ifPresent(v -> volumes.putIfAbsent(v.name(), v));
    }
    int unknown = 0;
    for (String name : used.stream().sorted().toList()) {
      if (!volumes.containsKey(name)) {
        volumes.put(name, NodeBuilder.volume(name, USUAL_VOLUME, Optional.empty(), true));
        unknown++;
      }
    }
    if (unknown > 0) {
      assume(
          "/volumes",
          volumes.size() == 1 ? "1 entry" : volumes.size() + " entries",
          "Size and kind of "
              + unknown
              + (unknown == 1 ? " volume are" : " volumes are")
              + " in no source: "
              + USUAL_VOLUME
              + ", shared by all hosts.");
    }
    return List.copyOf(volumes.values());
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
              vms.vms().size() == 1 ? "1 entry" : vms.vms().size() + " entries",
              assumedWrites(assumed)));
    }
    return assumptions;
  }

  /** That the writes of so many VMs are assumed. */
  static String assumedWrites(long vms) {
    return "The writes of "
        + vms
        + (vms == 1 ? " VM are" : " VMs are")
        + " assumed by the class that its name suggests, over "
        + Defaults.WORKING_SET
        + " or its"
        + " active memory if that is less. Measured dirty rates replace them.";
  }

  private void assume(String field, String value, String reason) {
    assumptions.add(new Assumption(field, value, reason));
  }
}

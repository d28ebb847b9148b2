package blackout.ingest.estate;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VolumeField;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.quantity.ByteCount;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The volumes of a cluster from facts, with the hosts that see them. */
final class VolumeBuilder {

  /** The size of a volume that no source describes; an assumption. */
  private static final ByteCount USUAL_SIZE = ByteCount.gibibytes(10_240);

  private static final Pattern COUNT = Pattern.compile("[0-9]+");

  private final Findings findings;

  /** Volumes that a source says as many hosts see as there are. */
  private final Set<String> knownToAll = new LinkedHashSet<>();

  private final HostRegister hosts;
  private final List<Node> nodes;

  VolumeBuilder(Findings findings, HostRegister hosts, List<Node> nodes) {
    this.findings = findings;
    this.hosts = hosts;
    this.nodes = nodes;
  }

  /** Who is told of an assumption. */
  interface Assuming {
    void assume(String field, String value, String reason);
  }

  /** The volumes that VMs are on, and others that the cluster may use. */
  List<Volume> volumes(List<EstateVm> vms, Assuming assuming) {
    Map<String, Set<String>> usedFrom = new LinkedHashMap<>();
    for (EstateVm vm : vms) {
      usedFrom.computeIfAbsent(vm.volume(), v -> new LinkedHashSet<>()).add(vm.node());
      vm.mobility()
          .otherVolumes()
          .forEach(v -> usedFrom.computeIfAbsent(v, n -> new LinkedHashSet<>()).add(vm.node()));
    }
    Map<String, Volume> volumes = new LinkedHashMap<>();
    // Every host of VMware has a data store of its own, with no VM that could move.
    boolean vmware = findings.products().contains(Product.VMWARE);
    Map<String, Set<String>> paths = paths();
    for (Facts<VolumeField> facts : findings.volumes()) {
      Optional<String> name = facts.text(VolumeField.NAME);
      Optional<ByteCount> size =
          facts.value(VolumeField.SIZE, ByteCount.class).filter(s -> s.bytes() > 0);
      if (name.isEmpty() || size.isEmpty() || (vmware && !usedFrom.containsKey(name.get()))) {
        continue;
      }
      Set<String> used = usedFrom.getOrDefault(name.get(), Set.of());
      volumes.merge(
          name.get(),
          volume(facts, name.get(), size.get(), seers(facts, name.get(), used, paths)),
          VolumeBuilder::both);
    }
    List<String> unknown = new ArrayList<>();
    for (String name : new TreeSet<>(usedFrom.keySet())) {
      if (!volumes.containsKey(name)) {
        Optional<List<String>> seers = Optional.ofNullable(paths.get(name)).map(this::known);
        volumes.put(name, volume(new Facts<>(VolumeField.class), name, USUAL_SIZE, seers));
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      assuming.assume(
          "/volumes",
          Text.count(volumes.size(), "entry"),
          "Size and kind of "
              + Text.count(unknown.size(), "volume")
              + " are"
              + " in no source ("
              + Text.names(unknown, 3)
              + "): "
              + USUAL_SIZE
              + ", shared by all hosts.");
    }
    List<String> unsaid =
        volumes.values().stream()
            .filter(v -> v.visibleTo().isEmpty() && !unknown.contains(v.name()))
            .map(Volume::name)
            .filter(name -> usedFrom.containsKey(name) && !knownToAll.contains(name))
            .toList();
    if (!unsaid.isEmpty() && nodes.size() > 1) {
      assuming.assume(
          "/volumes",
          volumes.size() == 1 ? "1 entry" : volumes.size() + " entries",
          "No source says which hosts see "
              + Text.count(unsaid.size(), "volume")
              + " ("
              + Text.names(unsaid, 3)
              + "): all are taken to.");
    }
    return List.copyOf(volumes.values());
  }

  /** Two local volumes may have one name: then each host sees only its own, and no other does. */
  private static Volume both(Volume a, Volume b) {
    return a.visibleTo().isPresent() ? a : b;
  }

  /** The hosts that have a path to a volume, by the name of the volume. */
  private Map<String, Set<String>> paths() {
    Map<String, Set<String>> paths = new LinkedHashMap<>();
    findings
        .paths()
        .forEach(
            (volume, of) -> paths.computeIfAbsent(volume, v -> new LinkedHashSet<>()).addAll(of));
    return paths;
  }

  /**
   * The hosts of this cluster that see a volume: as listed, as there are paths, or of a volume that
   * one host sees the host whose VMs are on it. Empty where nobody says, or all see it.
   */
  private Optional<List<String>> seers(
      Facts<VolumeField> facts, String name, Set<String> used, Map<String, Set<String>> paths) {
    Optional<List<String>> listed =
        facts
            .text(VolumeField.HOSTS)
            .filter(text -> !COUNT.matcher(text).matches())
            .map(text -> Arrays.asList(text.split("[,;|]", -1)))
            .or(() -> Optional.ofNullable(paths.get(name)).map(List::copyOf))
            .map(this::known);
    if (listed.isPresent()) {
      return listed;
    }
    facts
        .text(VolumeField.HOSTS)
        .filter(count -> COUNT.matcher(count).matches() && count.length() < 9)
        .filter(count -> Integer.parseInt(count) >= nodes.size())
        .ifPresent(count -> knownToAll.add(name));
    boolean local =
        facts.text(VolumeField.HOSTS).filter("1"::equals).isPresent()
            || facts.value(VolumeField.SHARED, Boolean.class).filter(s -> !s).isPresent();
    boolean windows = findings.products().contains(Product.HYPER_V);
    return local && !windows && nodes.size() > 1 && used.size() == 1
        ? Optional.of(List.copyOf(used))
        : Optional.empty();
  }

  /** Those of some hosts that are of this cluster, as they are called there. */
  private List<String> known(Iterable<String> names) {
    Set<String> keys = new LinkedHashSet<>();
    names.forEach(name -> keys.add(hosts.key(name.strip())));
    return nodes.stream().map(Node::name).filter(n -> keys.contains(hosts.key(n))).toList();
  }

  private Volume volume(
      Facts<VolumeField> facts, String name, ByteCount size, Optional<List<String>> seers) {
    boolean windows = findings.products().contains(Product.HYPER_V);
    boolean shared = !windows || facts.value(VolumeField.SHARED, Boolean.class).orElse(true);
    return new Volume(
        name,
        shared ? Volume.VolumeUse.SHARED : Volume.VolumeUse.EXCLUSIVE,
        size,
        facts.value(VolumeField.FREE, ByteCount.class).filter(f -> f.compareTo(size) <= 0),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        seers,
        facts.text(VolumeField.OWNER).flatMap(owner -> known(List.of(owner)).stream().findFirst()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

package blackout.ingest.estate;

import blackout.ingest.fact.ClusterField;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.VmField;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The clusters of what was read. A VM is of the cluster of its host; where that is not known, of
 * the one that is said of the VM. Where clusters are named, a host without one is in none, and is
 * planned by itself; where none is, all hosts are one cluster.
 */
final class Clusters {

  /**
   * One cluster.
   *
   * @param name its name; empty where no source names any
   * @param datacenter where it stands; empty if nobody says
   * @param hosts its hosts
   * @param vms what is said of its VMs
   * @param facts what is said of the cluster itself
   */
  record One(
      Optional<String> name,
      Optional<String> datacenter,
      HostRegister hosts,
      List<Facts<VmField>> vms,
      List<Facts<ClusterField>> facts) {}

  /** A cluster by name and data center, both empty for a host alone. */
  private record Key(String cluster, String datacenter, String host) {
    boolean isCluster() {
      return !cluster.isEmpty();
    }
  }

  private final Findings findings;
  private final HostRegister all;
  private final Map<String, Key> keyOfHost = new LinkedHashMap<>();
  private final Map<Key, List<Facts<VmField>>> vms = new LinkedHashMap<>();
  private final Map<Key, String> names = new LinkedHashMap<>();

  private Clusters(Findings findings) {
    this.findings = findings;
    all = new HostRegister(findings.hosts(), findings.adapters());
  }

  /** The clusters, in the order in which they were first met; hosts alone come last. */
  static List<One> of(Findings findings) {
    var clusters = new Clusters(findings);
    clusters.split();
    return clusters.all();
  }

  private void split() {
    for (Facts<HostField> host : all.all()) {
      host.text(HostField.CLUSTER)
          .ifPresent(
              name ->
                  keyOfHost.put(
                      all.key(host), key(name, host.text(HostField.DATACENTER).orElse(""))));
    }
    for (Facts<VmField> vm : findings.vms().all()) {
      Optional<Fact> host = vm.fact(VmField.HOST);
      host.ifPresent(all::named);
      Optional<String> key = host.map(h -> all.key(String.valueOf(h.value())));
      Optional<Key> said =
          vm.text(VmField.CLUSTER).map(name -> key(name, vm.text(VmField.DATACENTER).orElse("")));
      if (key.isPresent() && said.isPresent()) {
        keyOfHost.putIfAbsent(key.get(), said.get());
      }
    }
    boolean named = !keyOfHost.isEmpty() || !names.isEmpty();
    for (Facts<HostField> host : all.all()) {
      String name = host.text(HostField.NAME).orElse("");
      keyOfHost.putIfAbsent(all.key(host), named ? alone(name) : new Key("", "", ""));
    }
    keyOfHost.values().stream()
        .filter(Key::isCluster)
        .forEach(k -> vms.putIfAbsent(k, new ArrayList<>()));
    for (Facts<VmField> vm : findings.vms().all()) {
      key(vm, named)
          .ifPresentOrElse(
              key -> vms.computeIfAbsent(key, k -> new ArrayList<>()).add(vm), () -> homeless(vm));
    }
    if (vms.isEmpty()) {
      keyOfHost.values().forEach(k -> vms.putIfAbsent(k, new ArrayList<>()));
    }
  }

  private Optional<Key> key(Facts<VmField> vm, boolean named) {
    return vm.fact(VmField.HOST)
        .map(host -> all.key(String.valueOf(host.value())))
        .flatMap(host -> Optional.ofNullable(keyOfHost.get(host)))
        .or(
            () ->
                vm.text(VmField.CLUSTER)
                    .map(name -> key(name, vm.text(VmField.DATACENTER).orElse(""))))
        .or(
            () -> {
              List<Key> clusters = names.keySet().stream().filter(Key::isCluster).toList();
              return !named
                  ? Optional.of(new Key("", "", ""))
                  : clusters.size() == 1 ? Optional.of(clusters.get(0)) : Optional.empty();
            });
  }

  private void homeless(Facts<VmField> vm) {
    Fact name = vm.fact(VmField.NAME).orElseThrow();
    findings.problem(
        name.place(), String.valueOf(name.value()), "a VM whose host or cluster a source says");
  }

  /** A cluster without a data center is that of the same name with one, if there is only one. */
  private Key key(String cluster, String datacenter) {
    String lower = cluster.toLowerCase(Locale.ROOT);
    List<Key> same =
        names.keySet().stream()
            .filter(k -> k.cluster().equals(lower))
            .filter(k -> datacenter.isEmpty() || k.datacenter().equalsIgnoreCase(datacenter))
            .toList();
    if (same.size() == 1) {
      return same.get(0);
    }
    Key key = new Key(lower, datacenter, "");
    names.putIfAbsent(key, cluster);
    return key;
  }

  private Key alone(String host) {
    Key key = new Key("", "", host);
    names.putIfAbsent(key, host);
    return key;
  }

  private List<One> all() {
    Map<Key, List<Facts<HostField>>> hosts = new LinkedHashMap<>();
    for (Facts<HostField> host : all.all()) {
      Key key = keyOfHost.getOrDefault(all.key(host), new Key("", "", ""));
      hosts.computeIfAbsent(key, k -> new ArrayList<>()).add(host);
    }
    noteIdleHosts(hosts);
    Map<String, Integer> namesakes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    vms.keySet().forEach(k -> namesakes.merge(names.getOrDefault(k, ""), 1, Integer::sum));
    List<One> ones = new ArrayList<>();
    for (boolean clusters : new boolean[] {true, false}) {
      vms.forEach(
          (key, of) -> {
            if (key.host().isEmpty() == clusters) {
              ones.add(one(key, hosts.getOrDefault(key, List.of()), of, namesakes));
            }
          });
    }
    return ones;
  }

  private One one(
      Key key,
      Collection<Facts<HostField>> hosts,
      List<Facts<VmField>> of,
      Map<String, Integer> namesakes) {
    Optional<String> name =
        Optional.ofNullable(names.get(key))
            .map(
                n ->
                    namesakes.getOrDefault(n, 0) > 1 && !key.datacenter().isEmpty()
                        ? n + " (" + key.datacenter() + ")"
                        : n);
    List<Facts<ClusterField>> facts =
        findings.clusters().stream()
            .filter(
                c ->
                    vms.size() == 1
                        || c.text(ClusterField.NAME)
                            .filter(n -> n.equalsIgnoreCase(names.getOrDefault(key, "")))
                            .isPresent())
            .toList();
    return new One(
        name,
        Optional.of(key.datacenter()).filter(d -> !d.isEmpty()),
        new HostRegister(List.copyOf(hosts), findings.adapters()),
        of,
        facts);
  }

  private void noteIdleHosts(Map<Key, List<Facts<HostField>>> hosts) {
    List<String> idle =
        hosts.keySet().stream()
            .filter(k -> !k.host().isEmpty() && !vms.containsKey(k))
            .map(Key::host)
            .toList();
    if (!idle.isEmpty()) {
      findings.note(
          Text.count(idle.size(), "host")
              + " without VMs in no cluster, left out: "
              + Text.names(idle, 5));
    }
  }
}

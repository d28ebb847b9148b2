package blackout.ingest.estate;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.HostName;
import blackout.ingest.text.CleanText;
import blackout.inventory.NodeState;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hosts of all sources, each once by its name without domain. */
final class HostRegister {

  /**
   * States in which a host takes no VM, each as letters alone: Proxmox, Windows in words and
   * numbers, vSphere, OpenStack, oVirt.
   */
  private static final Map<String, NodeState> STATES =
      Map.ofEntries(
          Map.entry("maintenance", NodeState.MAINTENANCE),
          Map.entry("preparingformaintenance", NodeState.MAINTENANCE),
          Map.entry("paused", NodeState.MAINTENANCE),
          Map.entry("2", NodeState.MAINTENANCE),
          Map.entry("draining", NodeState.MAINTENANCE),
          Map.entry("quarantined", NodeState.MAINTENANCE),
          Map.entry("disabled", NodeState.MAINTENANCE),
          Map.entry("schedulingdisabled", NodeState.MAINTENANCE),
          Map.entry("readyschedulingdisabled", NodeState.MAINTENANCE),
          Map.entry("offline", NodeState.OFFLINE),
          Map.entry("down", NodeState.OFFLINE),
          Map.entry("1", NodeState.OFFLINE),
          Map.entry("poweredoff", NodeState.OFFLINE),
          Map.entry("notready", NodeState.DISCONNECTED),
          Map.entry("unknown", NodeState.DISCONNECTED),
          Map.entry("disconnected", NodeState.DISCONNECTED),
          Map.entry("notresponding", NodeState.DISCONNECTED),
          Map.entry("nonresponsive", NodeState.DISCONNECTED),
          Map.entry("nonoperational", NodeState.DISCONNECTED),
          Map.entry("isolated", NodeState.DISCONNECTED),
          Map.entry("error", NodeState.DISCONNECTED),
          Map.entry("3", NodeState.OFFLINE),
          Map.entry("installing", NodeState.OFFLINE),
          Map.entry("reboot", NodeState.OFFLINE));

  /** How a port group of live migration is called where no source says what it is for. */
  private static final Pattern MIGRATION =
      Pattern.compile("vmotion|live.?migration|migration", Pattern.CASE_INSENSITIVE);

  /** The keys of names that were asked for, until another host is known. */
  private final Map<String, String> keys = new HashMap<>();

  private final Map<String, Facts<HostField>> hosts = new LinkedHashMap<>();

  /** The keys of hosts by their names without domain. */
  private final Map<String, List<String>> byShortName = new LinkedHashMap<>();

  private final Map<String, DataRate> fastest = new LinkedHashMap<>();
  private final List<Facts<AdapterField>> adapters = new ArrayList<>();

  /** Which port group is on which switch. */
  private final List<Facts<AdapterField>> ports;

  HostRegister(List<Facts<HostField>> said, List<Facts<AdapterField>> adapters) {
    ports =
        adapters.stream()
            .filter(a -> a.fact(AdapterField.PORT_GROUP).isPresent())
            .filter(a -> a.fact(AdapterField.NETWORK).isPresent())
            .toList();
    for (Facts<HostField> host : said) {
      host.text(HostField.NAME)
          .ifPresent(
              name -> {
                @Nullable Facts<HostField> known = hosts.get(key(name));
                if (known == null) {
                  keep(name, host);
                } else if (known != host) {
                  known.add(host, (field, twice) -> {});
                }
              });
    }
    for (Facts<AdapterField> adapter : adapters) {
      Optional<String> host = adapter.text(AdapterField.HOST).filter(this::has);
      if (host.isPresent()) {
        this.adapters.add(adapter);
        adapter
            .value(AdapterField.SPEED, DataRate.class)
            .filter(s -> s.bytesPerSecond() > 0)
            .ifPresent(s -> fastest.merge(key(host.get()), s, HostRegister::larger));
      }
    }
  }

  private void keep(String name, Facts<HostField> host) {
    String key = name.toLowerCase(Locale.ROOT);
    hosts.put(key, host);
    keys.clear();
    byShortName.computeIfAbsent(HostName.key(name), n -> new ArrayList<>()).add(key);
  }

  /**
   * What a host is known by: its name with its domain. A name without one stands for the only host
   * of that name, and two with different domains are two hosts.
   */
  String key(String name) {
    return keys.computeIfAbsent(name, this::lookedUp);
  }

  private String lookedUp(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (hosts.containsKey(lower)) {
      return lower;
    }
    String shortName = HostName.key(name);
    List<String> same = byShortName.getOrDefault(shortName, List.of());
    return same.size() == 1 && (lower.equals(shortName) || same.get(0).equals(shortName))
        ? same.get(0)
        : lower;
  }

  String key(Facts<HostField> host) {
    return key(host.text(HostField.NAME).orElse(""));
  }

  private boolean has(String name) {
    return hosts.containsKey(key(name));
  }

  private static DataRate larger(DataRate a, DataRate b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** The name of the host that a VM runs on, which is added if no source described it. */
  String named(Fact host) {
    String name = String.valueOf(host.value());
    @Nullable Facts<HostField> known = hosts.get(key(name));
    if (known == null) {
      known = new Facts<>(HostField.class);
      known.put(HostField.NAME, host);
      keep(name, known);
    }
    return known.text(HostField.NAME).orElse(name);
  }

  Collection<Facts<HostField>> all() {
    return hosts.values();
  }

  /** The fastest adapter of a host. */
  Optional<DataRate> speed(String host) {
    return Optional.ofNullable(fastest.get(key(host)));
  }

  /** The fastest speed that every host has of which adapters are known. */
  Optional<DataRate> commonSpeed() {
    return hosts.keySet().stream()
        .map(fastest::get)
        .filter(s -> s != null)
        .min(Comparator.naturalOrder());
  }

  /**
   * The migration network of the hosts: the slowest of the fastest adapters on the switch that
   * carries it, and its smallest packet. Empty where no source says which network that is.
   */
  Optional<Network> migration() {
    Map<String, List<Facts<AdapterField>>> own = new LinkedHashMap<>();
    for (Facts<AdapterField> adapter : adapters) {
      if (isOfMigration(adapter)) {
        String host = key(adapter.text(AdapterField.HOST).orElse(""));
        own.computeIfAbsent(host, h -> new ArrayList<>()).add(adapter);
      }
    }
    List<Network> networks = new ArrayList<>();
    own.forEach(
        (host, of) -> of.stream().flatMap(a -> on(host, a).stream()).forEach(networks::add));
    return networks.stream()
        .reduce(
            (a, b) ->
                new Network(
                    a.rate().compareTo(b.rate()) <= 0 ? a.name() : b.name(),
                    a.rate().compareTo(b.rate()) <= 0 ? a.rate() : b.rate(),
                    Stream.of(a.mtu(), b.mtu())
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())));
  }

  private static boolean isOfMigration(Facts<AdapterField> adapter) {
    Optional<String> services = adapter.text(AdapterField.SERVICES);
    return adapter.fact(AdapterField.PORT_GROUP).isPresent()
        && adapter.fact(AdapterField.SPEED).isEmpty()
        && services
            .or(() -> adapter.text(AdapterField.PORT_GROUP))
            .filter(text -> MIGRATION.matcher(text).find())
            .isPresent();
  }

  /** The network that an adapter of the host itself is on, by its port group and switch. */
  private Optional<Network> on(String host, Facts<AdapterField> own) {
    String group = own.text(AdapterField.PORT_GROUP).orElse("");
    Set<String> switches =
        ports.stream()
            .filter(p -> p.text(AdapterField.PORT_GROUP).filter(group::equals).isPresent())
            .filter(p -> p.text(AdapterField.HOST).map(h -> key(h).equals(host)).orElse(true))
            .flatMap(p -> p.text(AdapterField.NETWORK).stream())
            .collect(Collectors.toSet());
    return adapters.stream()
        .filter(a -> key(a.text(AdapterField.HOST).orElse("")).equals(host))
        .filter(a -> a.text(AdapterField.NETWORK).filter(switches::contains).isPresent())
        .flatMap(a -> a.value(AdapterField.SPEED, DataRate.class).stream())
        .filter(s -> s.bytesPerSecond() > 0)
        .max(Comparator.naturalOrder())
        .map(rate -> new Network(group, rate, own.value(AdapterField.MTU, Long.class)));
  }

  /**
   * The network of live migration.
   *
   * @param name its port group
   * @param rate the line rate
   * @param mtu the largest packet, in bytes, if a source says it
   */
  record Network(String name, DataRate rate, Optional<Long> mtu) {}

  /** Whether a host takes VMs now, by what its source says of it; empty if it says nothing. */
  static Optional<NodeState> state(Facts<HostField> host) {
    Optional<NodeState> away =
        host.text(HostField.STATE).flatMap(s -> Optional.ofNullable(STATES.get(CleanText.key(s))));
    Optional<NodeState> maintenance =
        host.value(HostField.MAINTENANCE, Boolean.class)
            .map(m -> m ? NodeState.MAINTENANCE : NodeState.UP);
    return away.or(() -> maintenance).or(() -> host.text(HostField.STATE).map(s -> NodeState.UP));
  }

  /** A host in a few words: {@code "pve-b 32 GiB offline"}. */
  static String described(Facts<HostField> host) {
    return host.text(HostField.NAME).orElse("a host")
        + memory(host).map(m -> " " + m).orElse("")
        + host.text(HostField.STATE).map(s -> " " + s).orElse("")
        + (host.value(HostField.MAINTENANCE, Boolean.class).orElse(false) ? " in maintenance" : "");
  }

  /** The memory of a host. */
  static Optional<ByteCount> memory(Facts<HostField> host) {
    return host.value(HostField.MEMORY, ByteCount.class)
        .filter(m -> m.bytes() > 0)
        .map(m -> m.bytes() < 1 << 20 ? m : ByteCount.mebibytes(m.bytes() >> 20));
  }
}

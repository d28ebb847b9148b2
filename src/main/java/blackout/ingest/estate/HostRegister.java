package blackout.ingest.estate;

import blackout.ingest.fact.AdapterField;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.HostName;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The hosts of all sources, each once by its name without domain. */
final class HostRegister {

  /** States in which a host takes no VM: Proxmox, Windows, vSphere, OpenStack, oVirt. */
  private static final Pattern AWAY =
      Pattern.compile(
          "offline|unknown|down|paused|disconnected|notresponding|not responding|maintenance|non_operational"
              + "|nonoperational|non-responsive|error|installing|reboot|1|2|3",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, Facts<HostField>> hosts = new LinkedHashMap<>();
  private final Map<String, DataRate> fastest = new LinkedHashMap<>();

  HostRegister(List<Facts<HostField>> said, List<Facts<AdapterField>> adapters) {
    for (Facts<HostField> host : said) {
      host.text(HostField.NAME)
          .ifPresent(
              name ->
                  hosts.merge(
                      HostName.key(name),
                      host,
                      (known, more) -> {
                        known.add(more, (field, twice) -> {});
                        return known;
                      }));
    }
    for (Facts<AdapterField> adapter : adapters) {
      Optional<DataRate> speed =
          adapter.value(AdapterField.SPEED, DataRate.class).filter(s -> s.bytesPerSecond() > 0);
      Optional<String> host = adapter.text(AdapterField.HOST);
      if (speed.isPresent() && host.isPresent()) {
        fastest.merge(HostName.key(host.get()), speed.get(), HostRegister::larger);
      }
    }
  }

  private static DataRate larger(DataRate a, DataRate b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Leaves only the hosts of a cluster, and those whose cluster nobody said. */
  void keepCluster(String cluster) {
    hosts
        .values()
        .removeIf(
            host ->
                host.text(HostField.CLUSTER).filter(c -> !c.equalsIgnoreCase(cluster)).isPresent());
  }

  /** The name of the host that a VM runs on, which is added if no source described it. */
  String named(Fact host) {
    String name = String.valueOf(host.value());
    Facts<HostField> known =
        hosts.computeIfAbsent(
            HostName.key(name),
            key -> {
              var added = new Facts<>(HostField.class);
              added.put(HostField.NAME, host);
              return added;
            });
    return known.text(HostField.NAME).orElse(name);
  }

  Collection<Facts<HostField>> all() {
    return hosts.values();
  }

  /** The fastest adapter of a host. */
  Optional<DataRate> speed(String host) {
    return Optional.ofNullable(fastest.get(HostName.key(host)));
  }

  /** The fastest speed that every host has of which adapters are known. */
  Optional<DataRate> commonSpeed() {
    return hosts.keySet().stream()
        .map(fastest::get)
        .filter(s -> s != null)
        .min(Comparator.naturalOrder());
  }

  /** Whether a host takes no VM now, by what its source says of it. */
  static boolean isAway(Facts<HostField> host) {
    return host.value(HostField.MAINTENANCE, Boolean.class).orElse(false)
        || host.text(HostField.STATE).filter(s -> AWAY.matcher(s).matches()).isPresent();
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

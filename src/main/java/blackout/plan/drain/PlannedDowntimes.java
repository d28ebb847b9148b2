package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.stats.Samples;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long VMs are out when their host is emptied, with what is not sure about it. The quantiles
 * are those of {@link DrainRisk}, so those that a review tells of the fullest host.
 *
 * @param longest the longest downtime of all at P90; empty if no VM leaves any host
 * @param p90 of each VM that moves live, by its name: in nine of ten cases it is out no longer (s);
 *     infinite where its move never ends
 */
public record PlannedDowntimes(Optional<Longest> longest, Map<String, Double> p90) {

  /** The VMs whose hosts are looked at in a large cluster, beside the fullest: an assumption. */
  private static final int WORST_VMS = 5;

  /**
   * The longest downtime of the VMs of a host, by cases; infinite (s) where a move never ends.
   *
   * @param host the name of the host, emptied with all VMs where they are now
   * @param vm the name of the VM that is out longest
   * @param way how it leaves
   * @param p50 in half of the cases it is no longer (s)
   * @param p90 likewise in nine of ten
   * @param p99 likewise in 99 of a hundred
   */
  public record Longest(
      String host,
      String vm,
      Drain.Way way,
      Samples.Estimate p50,
      Samples.Estimate p90,
      Samples.Estimate p99) {}

  public PlannedDowntimes {
    p90 = Collections.unmodifiableMap(new LinkedHashMap<>(p90));
  }

  /**
   * Those of a cluster. Of more hosts than {@link Maintenance#MOST_HOSTS}, the fullest and those of
   * the VMs that are out longest alone are looked at.
   */
  public static PlannedDowntimes of(Estate estate, EstateForecast forecast, DrainRules rules) {
    Map<String, Double> p90 = new LinkedHashMap<>();
    Optional<Longest> longest = Optional.empty();
    for (String host : hosts(estate, forecast)) {
      Drain drain = Drains.of(estate, host, rules);
      longest = longer(longest, saved(drain));
      if (DrainRisk.applies(estate, drain)) {
        DrainRisk.Result result = new DrainRisk(drain, rules).run(DrainRisk.CASES, rules.seed());
        result.vms().forEach((vm, pauses) -> p90.put(vm, pauses.quantile(0.9).value()));
        longest = longer(longest, Optional.of(live(host, result)));
      }
    }
    return new PlannedDowntimes(longest, p90);
  }

  private static Set<String> hosts(Estate estate, EstateForecast forecast) {
    Set<String> hosts = new LinkedHashSet<>();
    if (estate.nodes().size() <= Maintenance.MOST_HOSTS) {
      estate.nodes().forEach(node -> hosts.add(node.name()));
      return hosts;
    }
    hosts.add(Maintenance.fullest(estate));
    List<String> worst =
        forecast.worstFirst().stream().limit(WORST_VMS).map(f -> f.vm().name()).toList();
    estate.vms().stream()
        .filter(vm -> worst.contains(vm.name()))
        .forEach(vm -> hosts.add(vm.node()));
    return hosts;
  }

  private static Optional<Longest> longer(Optional<Longest> one, Optional<Longest> other) {
    return one.isPresent() && other.isPresent()
        ? other.get().p90.value() > one.get().p90.value() ? other : one
        : one.or(() -> other);
  }

  private static Longest live(String host, DrainRisk.Result result) {
    Samples pauses = result.downtimes();
    String vm =
        result.vms().entrySet().stream()
            .reduce((a, b) -> p90(b.getValue()) > p90(a.getValue()) ? b : a)
            .map(Map.Entry::getKey)
            .orElseThrow();
    return new Longest(
        host,
        vm,
        Drain.Way.LIVE,
        pauses.quantile(0.5),
        pauses.quantile(0.9),
        pauses.quantile(0.99));
  }

  private static double p90(Samples pauses) {
    return pauses.quantile(0.9).value();
  }

  private static Optional<Longest> saved(Drain drain) {
    return drain.moves().stream()
        .filter(move -> move.way() == Drain.Way.SAVED)
        .max(Comparator.comparing(Drain.Move::downtime))
        .map(
            move -> {
              double seconds = seconds(move.downtime());
              var sure = new Samples.Estimate(seconds, seconds, seconds);
              return new Longest(drain.host(), move.vm(), Drain.Way.SAVED, sure, sure, sure);
            });
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

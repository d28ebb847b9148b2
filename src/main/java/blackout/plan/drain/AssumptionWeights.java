package blackout.plan.drain;

import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Grade;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.StorageRates;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Region;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.cluster.MoveStrategy;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which assumptions of an estate matter most to what is predicted of it. Each is varied by itself
 * over what is plausible, and the fullest host is emptied anew, one VM after the other in expected
 * counts. The ranges are ours: a port of 1 to 25 Gbit/s where none is known, half of the one that
 * is known; dirty rates of a quarter to four times; memory of half to twice; storage of half to
 * five times; boots of half to three times; every other version of the hypervisor; a volume of
 * unknown reach that only the hosts of its VMs see.
 */
public final class AssumptionWeights {

  /** The largest VMs of the host that are moved for each case: an assumption about the time. */
  private static final int MOST_MOVED = 40;

  /** What a VM that cannot leave, or never ends, weighs beside a doubling of a time. */
  private static final double STUCK = 20;

  /**
   * What becomes of the fullest host.
   *
   * @param empty the time of the moves, one after the other
   * @param downtime the longest pause
   * @param staying the VMs that do not leave
   * @param never the VMs whose live migration never ends
   * @param crash the downtime after a crash of the host, until the first VM serves
   */
  public record Fate(Duration empty, Duration downtime, int staying, int never, Duration crash) {}

  /**
   * An assumption and what it does.
   *
   * @param assumption what is assumed
   * @param cases what was put in its place, and what then becomes of the host
   * @param weight by how much it moves the result; only the order means something
   */
  public record Weighed(Assumption assumption, Map<String, Fate> cases, double weight) {}

  private final Estate estate;
  private final String host;
  private final List<EstateVm> moved;

  /** The VMs of the host that stay with all assumptions as they are. */
  private final Set<String> keptNow;

  private final Fate now;

  /** Empties the fullest host with all assumptions as they are. */
  public AssumptionWeights(Estate estate) {
    this.estate = estate;
    host = Maintenance.fullest(estate);
    moved =
        estate.vmsOn(host).stream()
            .sorted(Comparator.comparing((EstateVm vm) -> vm.vm().memory()).reversed())
            .limit(MOST_MOVED)
            .toList();
    keptNow = kept(estate, host);
    now = fate(estate);
  }

  /** The host that is emptied. */
  public String host() {
    return host;
  }

  /** What becomes of the fullest host with all assumptions as they are. */
  public Fate asAssumed() {
    return now;
  }

  /**
   * The assumptions that matter, those that matter most first.
   *
   * @param most how many at most
   */
  public List<Weighed> weighed(int most) {
    return estate.assumptions().stream()
        .map(this::weighed)
        .filter(w -> w.weight() > 0)
        .sorted(Comparator.comparing(Weighed::weight).reversed())
        .limit(most)
        .toList();
  }

  private Weighed weighed(Assumption assumption) {
    Map<String, Fate> cases = new LinkedHashMap<>();
    double weight = 0;
    for (var entry : variants(assumption).entrySet()) {
      Fate then = fate(entry.getValue());
      cases.put(entry.getKey(), then);
      weight = Math.max(weight, distance(now, then));
    }
    return new Weighed(assumption, cases, weight);
  }

  private double distance(Fate a, Fate b) {
    int all = Math.max(1, moved.size());
    return factor(a.empty(), b.empty())
        + factor(a.downtime(), b.downtime())
        + factor(a.crash(), b.crash())
        + (STUCK * (Math.abs(a.staying() - b.staying()) + Math.abs(a.never() - b.never()))) / all;
  }

  /** How many times longer one is than the other, as a logarithm; below 10 ms nobody cares. */
  private static double factor(Duration a, Duration b) {
    double floor = 0.01;
    return Math.abs(
        Math.log(Math.max(floor, a.toNanos() / 1e9) / Math.max(floor, b.toNanos() / 1e9)));
  }

  private Fate fate(Estate then) {
    Set<String> names = new HashSet<>();
    moved.forEach(vm -> names.add(vm.name()));
    Set<String> kept = findsSamePlaces(then) ? keptNow : kept(then, host);
    int staying = (int) names.stream().filter(kept::contains).count();
    MoveStrategy usual = MoveStrategy.usual(then);
    Duration empty = Duration.ZERO;
    Duration longest = Duration.ZERO;
    int never = 0;
    for (EstateVm vm : then.vms()) {
      if (!names.contains(vm.name()) || kept.contains(vm.name())) {
        continue;
      }
      Optional<Outcome> live =
          usual.isLive(then, vm)
              ? EstateForecast.scenario(then, vm.vm(), 1)
                  .map(s -> Kernel.run(s, Engine.EXPECTED_COUNTS))
              : Optional.empty();
      Optional<Duration> pause = live.flatMap(Outcome::downtime).map(d -> d.total());
      never += live.isPresent() && pause.isEmpty() ? 1 : 0;
      Duration saved = saved(then.storage(), vm.vm().memory());
      Duration down = pause.orElse(saved);
      empty = empty.plus(pause.isPresent() ? live.orElseThrow().record().total() : saved);
      longest = down.compareTo(longest) > 0 ? down : longest;
    }
    FailoverSettings times = then.failover();
    return new Fate(
        empty,
        longest,
        staying,
        never,
        times
            .detection()
            .plus(times.diskArbitration())
            .plus(times.ownershipMove())
            .plus(times.vmStart())
            .plus(times.guestBoot()));
  }

  /**
   * Whether nothing differs on which it depends where VMs find a place; that is looked for once.
   */
  private boolean findsSamePlaces(Estate then) {
    return then.nodes().equals(estate.nodes())
        && then.volumes().equals(estate.volumes())
        && Blocked.usual(then) == Blocked.usual(estate);
  }

  /** The VMs of the host that do not leave. */
  private static Set<String> kept(Estate then, String host) {
    Set<String> kept = new HashSet<>();
    DrainTargets.roomiest(then, host, Blocked.usual(then)).kept().forEach(k -> kept.add(k.vm()));
    return kept;
  }

  private static Duration saved(StorageRates storage, ByteCount memory) {
    return storage.write().timeFor(memory).plus(storage.read().timeFor(memory));
  }

  /** What may stand in the place of an assumption, by what it is. */
  private Map<String, Estate> variants(Assumption assumption) {
    Map<String, Estate> all = new LinkedHashMap<>();
    String field = assumption.field();
    Optional<MigrationLink> link = estate.migrationLink();
    if (field.equals("/live_migration/line_rate_gbit_s") && link.isPresent()) {
      boolean adapters = estate.nodes().stream().anyMatch(n -> !n.adapters().isEmpty());
      Stream<DataRate> rates =
          adapters
              ? Stream.of(link.get().lineRate().times(0.5))
              : Stream.of(DataRate.gigabitsPerSecond(1), DataRate.gigabitsPerSecond(25));
      rates.forEach(rate -> all.put(rate.toString(), linked(rate, link.get().payloadRatio())));
    } else if (field.equals("/live_migration/payload_ratio") && link.isPresent()) {
      // Small packets and a busy host; an MTU of 9000 B.
      for (double ratio : new double[] {0.85, 0.99}) {
        all.put(String.valueOf(ratio), linked(link.get().lineRate(), ratio));
      }
    } else if (field.startsWith("/storage/write")) {
      for (double by : new double[] {0.5, 5}) {
        DataRate rate = estate.storage().write().times(by);
        all.put(rate.toString(), estate.withStorage(new StorageRates(rate, rate)));
      }
    } else if (field.equals("/hypervisor") || field.equals("/windows_version")) {
      versions(all);
    } else if (field.startsWith("/failover/guest_boot")) {
      for (double by : new double[] {0.5, 3}) {
        Duration boot =
            Duration.ofMillis(Math.round(estate.failover().guestBoot().toMillis() * by));
        all.put(
            boot.toSeconds() + " s", estate.withFailover(estate.failover().withGuestBoot(boot)));
      }
    } else if (field.equals("/nodes")) {
      all.put("half of it", sized(0.5));
      all.put("twice of it", sized(2));
    } else if (field.equals("/volumes")) {
      all.put("seen only by the hosts of their VMs", local());
    } else if (assumption.code().filter(Assumption.WRITES::equals).isPresent()) {
      all.put("a quarter", writing(0.25));
      all.put("four times", writing(4));
    }
    return all;
  }

  private Estate linked(DataRate line, double payload) {
    MigrationLink old = estate.migrationLink().orElseThrow();
    return estate.withMigrationLink(Optional.of(old.withLineRate(line).withPayloadRatio(payload)));
  }

  /** Every other version of the same product. */
  private void versions(Map<String, Estate> all) {
    if (estate.isWindows()) {
      for (WindowsVersion version :
          List.of(WindowsVersion.WINDOWS_2012_R2, WindowsVersion.WINDOWS_2025)) {
        if (!version.equals(estate.version())) {
          all.put(version.label(), estate.withPlatform(new Platform.Windows(version)));
        }
      }
      return;
    }
    String name = estate.hypervisor().map(h -> h.name()).orElse("");
    String product = name.replaceFirst("-.*", "");
    boolean plain = estate.switchedOn().isEmpty();
    for (String other : Hypervisors.names()) {
      if (plain && other.startsWith(product) && !other.equals(name)) {
        all.put(other, estate.withPlatform(new Platform.Other(other)));
      }
    }
  }

  private Estate sized(double by) {
    return estate.withNodes(
        estate.nodes().stream()
            .map(n -> n.withMemory(new ByteCount((long) (n.memory().bytes() * by))))
            .toList());
  }

  /** Each volume is seen by the hosts of its VMs alone. */
  private Estate local() {
    Map<String, Set<String>> hosts = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      hosts.computeIfAbsent(vm.volume(), v -> new HashSet<>()).add(vm.node());
    }
    return estate.withVolumes(
        estate.volumes().stream()
            .map(
                v ->
                    v.withVisibleTo(
                        v.visibleTo()
                            .or(() -> Optional.ofNullable(hosts.get(v.name())).map(List::copyOf))))
            .toList());
  }

  private Estate writing(double by) {
    Set<String> names = new HashSet<>();
    moved.forEach(vm -> names.add(vm.name()));
    List<EstateVm> vms = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      vms.add(names.contains(vm.name()) && isAssumed(vm) ? writing(vm, by) : vm);
    }
    return estate.withVms(vms);
  }

  private boolean isAssumed(EstateVm vm) {
    Origins origins = estate.origins();
    return origins.grade(vm.name()).orElse(Grade.C) == Grade.C;
  }

  private static EstateVm writing(EstateVm vm, double by) {
    if (!(vm.vm().workload() instanceof Workload.Regions regions)) {
      return vm;
    }
    var faster =
        new Workload.Regions(
            regions.regions().stream()
                .map(r -> new Region(r.pattern(), r.pages(), r.writesPerSecond() * by))
                .toList());
    return vm.withVm(vm.vm().withWorkload(faster));
  }
}

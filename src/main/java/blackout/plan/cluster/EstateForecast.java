package blackout.plan.cluster;

import static blackout.quantity.Require.entry;

import blackout.calibrate.HostChoice;
import blackout.calibrate.HostProfiles;
import blackout.estimate.CrashRestart;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Hypervisor;
import blackout.inventory.MigrationLink;
import blackout.inventory.Vm;
import blackout.kernel.Engine;
import blackout.outcome.Downtime;
import blackout.plan.move.VmForecast;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is predicted for every VM of an estate, each as if it alone moved; by saved state with all
 * VMs of its disk where one node owns the disk.
 *
 * @param vms the forecasts, in the order of the estate
 * @param fleet how a large estate was predicted; empty if every VM was replayed page by page
 */
public record EstateForecast(List<VmForecast> vms, Optional<Fleet> fleet) {

  /**
   * The most VMs that are all replayed page by page; more are predicted in expected counts, and
   * only the worst of them replayed. What a report may take: an assumption.
   */
  public static final int MOST_REPLAYED = 2_000;

  /** The VMs of a larger estate that are replayed: an assumption. */
  static final int WORST_REPLAYED = 50;

  /**
   * How a large estate was predicted, and how well.
   *
   * @param replayed the names of the VMs whose live migration was replayed page by page
   * @param totalDifferenceRatio the largest difference that a replay made to the time of a live
   *     migration, as a share of the replayed one
   * @param downtimeDifference the largest difference that a replay made to a downtime
   */
  public record Fleet(
      Set<String> replayed, double totalDifferenceRatio, Duration downtimeDifference) {
    public Fleet {
      replayed = Collections.unmodifiableSet(new LinkedHashSet<>(replayed));
    }
  }

  public EstateForecast {
    vms = List.copyOf(vms);
  }

  /** A forecast with every live migration replayed page by page. */
  public EstateForecast(List<VmForecast> vms) {
    this(vms, Optional.empty());
  }

  /**
   * Predicts the three ways of every VM. VMs are computed side by side; the forecast is the same as
   * one after the other. Above {@link #MOST_REPLAYED} VMs only the worst are replayed page by page.
   *
   * @param seed the seed of each live migration, the same for every VM, so that a forecast does not
   *     depend on which other VMs there are
   * @param done told of each VM when it is finished, in any order and from any thread
   * @throws IllegalArgumentException if a VM is too large for the kernel
   */
  public static EstateForecast of(Estate estate, long seed, Consumer<VmForecast> done) {
    boolean replayAll = estate.vms().size() <= MOST_REPLAYED;
    var fleet =
        new FleetForecast(estate, replayAll ? Engine.PAGE_BY_PAGE : Engine.EXPECTED_COUNTS, seed);
    List<VmForecast> forecasts =
        IntStream.range(0, fleet.size()).parallel().mapToObj(fleet::vm).peek(done).toList();
    return replayAll ? new EstateForecast(forecasts) : worstReplayed(fleet, forecasts);
  }

  private static EstateForecast worstReplayed(FleetForecast fleet, List<VmForecast> expected) {
    Map<String, EstateVm> byName =
        fleet.estate().vms().stream().collect(Collectors.toMap(EstateVm::name, vm -> vm));
    Map<String, VmForecast> replayed = new LinkedHashMap<>();
    new EstateForecast(expected)
        .worstFirst().stream().limit(WORST_REPLAYED).toList().parallelStream()
            .map(f -> f.withLive(fleet.live(entry(byName, f.vm().name()), Engine.PAGE_BY_PAGE)))
            .forEachOrdered(f -> replayed.put(f.vm().name(), f));
    double total = 0;
    Duration downtime = Duration.ZERO;
    var all = new ArrayList<VmForecast>();
    for (VmForecast forecast : expected) {
      VmForecast exact = replayed.getOrDefault(forecast.vm().name(), forecast);
      all.add(exact);
      if (exact.liveTotal().isPresent()) {
        double took = exact.liveTotal().get().toNanos();
        total = Math.max(total, Math.abs(forecast.liveTotal().orElseThrow().toNanos() / took - 1));
      }
      if (exact.liveDowntime().isPresent() && forecast.liveDowntime().isPresent()) {
        Duration off =
            exact.liveDowntime().get().total().minus(forecast.liveDowntime().get().total()).abs();
        downtime = off.compareTo(downtime) > 0 ? off : downtime;
      }
    }
    return new EstateForecast(all, Optional.of(new Fleet(replayed.keySet(), total, downtime)));
  }

  /**
   * The VMs whose users wait longest first: live migrations that never end, then by downtime of the
   * live migration (of saved state where there is no live migration), then by that of saved state.
   */
  public List<VmForecast> worstFirst() {
    return vms.stream()
        .map(Rank::of)
        .sorted(
            Comparator.comparing(Rank::stuck)
                .thenComparing(Rank::nanos)
                .thenComparing(Rank::savedNanos)
                .reversed())
        .map(Rank::vm)
        .toList();
  }

  /** What {@link #worstFirst} sorts by, summed up once. */
  private record Rank(VmForecast vm, boolean stuck, long nanos, long savedNanos) {
    static Rank of(VmForecast vm) {
      boolean stuck = vm.live().isPresent() && vm.liveDowntime().isEmpty();
      long saved = vm.savedState().total().toNanos();
      return new Rank(
          vm, stuck, vm.liveDowntime().map(d -> d.total().toNanos()).orElse(saved), saved);
    }
  }

  /** The live migration of a VM alone; empty where the estate has none. */
  public static Optional<Scenario> scenario(Estate estate, Vm vm, long seed) {
    return estate
        .hypervisor()
        .flatMap(by -> estate.migrationLink().map(link -> scenario(vm, link, by).withSeed(seed)));
  }

  private static HostChoice hosts(MigrationLink link) {
    return link.hosts().map(HostProfiles::of).map(HostChoice::of).orElse(HostChoice.USUAL);
  }

  private static Scenario scenario(Vm vm, MigrationLink link, Hypervisor by) {
    Scenario usual = Scenario.of(vm, link.link(), by).withOptions(link.options());
    return hosts(link).on(link.downtimeLimit().map(usual::withDowntimeLimit).orElse(usual));
  }

  /**
   * The lost node may have owned the shared volume, so arbitration counts in either case; only a
   * disk of the VM's own has to come on-line. From 2016 on a lost node counts as isolated for a
   * while and keeps its VMs, at the default of those versions.
   */
  static Downtime crash(Estate estate, EstateVm vm, boolean shared) {
    FailoverSettings times = estate.failover();
    Duration ownership = times.diskArbitration().plus(times.ownershipMove());
    return new CrashRestart(
            times.heartbeatInterval(),
            times.heartbeatThreshold(),
            NodeCrash.isolation(estate),
            shared ? ownership : ownership.plus(times.diskOnline()),
            times.vmStart(),
            vm.guestBoot().orElse(times.guestBoot()))
        .downtime();
  }
}

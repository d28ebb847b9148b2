package blackout.calibrate;

import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Window;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Measurements of guests whose writes are known, made page by page. */
final class KernelMade {

  private KernelMade() {}

  /** A guest of 1 GiB without zero pages that writes at random. */
  static Vm guest(long workingSetPages, double writesPerSecond) {
    return new Vm(
        "VM", ByteCount.gibibytes(1), 0, Workload.steady(workingSetPages, writesPerSecond));
  }

  static Scenario scenario(Vm vm, String hypervisor, double mebibytesPerSecond, long seed) {
    return Scenario.of(vm, Link.wire(DataRate.mebibytesPerSecond(mebibytesPerSecond)), hypervisor)
        .withSeed(seed);
  }

  /** What a watcher who sees every pass would write down. */
  static Observation passes(Scenario scenario) {
    return new Observation.WatchedMigration(
        Optional.empty(),
        "made",
        new ObservedMigration(
            logged(Kernel.run(scenario, Engine.PAGE_BY_PAGE)),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.of(scenario.link().wire()),
            Optional.empty()));
  }

  private static List<DirtyCount.Logged> logged(Outcome outcome) {
    var passes = new ArrayList<DirtyCount.Logged>();
    for (Round round : outcome.record().rounds()) {
      if (!round.paused() && round.newlyDirtyPages() > 0) {
        passes.add(
            new DirtyCount.Logged(
                round.duration().toNanos() / 1e9,
                round.newlyDirtyPages(),
                round.number() == 0 ? 0 : round.remainingPages() - round.newlyDirtyPages(),
                DirtyCount.Logged.USUAL_ERROR_RATIO));
      }
    }
    return passes;
  }

  /** What a hypervisor prints at the end. */
  static Observation totals(Scenario scenario) {
    Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);
    Round.Sent sent = outcome.record().sent();
    Duration downtime = outcome.downtime().orElseThrow().total();
    double liveSeconds = outcome.record().total().toNanos() / 1e9;
    return new Observation.WatchedMigration(
        Optional.empty(),
        "made",
        new ObservedMigration(
            List.of(),
            Optional.of(
                new Finish(outcome.record().total(), downtime, outcome.record().syncCount())),
            Optional.of(outcome.record().total()),
            Duration.ZERO,
            Optional.of(
                new ObservedMigration.Totals(
                    scenario.vm().pages(), sent.rawPages(), sent.zeroPages())),
            Optional.of(new DataRate(sent.bytes().bytes() / liveSeconds)),
            Optional.empty()));
  }

  /**
   * Windows of a page-sampling measurement: each counts the pages written in a stretch of its own.
   */
  static List<Observation> windows(Vm vm, int samplesPerGibibyte, long seed, int... seconds) {
    Workload.Region region = ((Workload.Regions) vm.workload()).regions().get(0);
    var random = new SplittableRandom(seed);
    var windows = new ArrayList<Observation>();
    for (int length : seconds) {
      var written = new BitSet();
      for (long i = 0; i < Math.round(region.writesPerSecond() * length); i++) {
        written.set((int) random.nextLong(region.pages()));
      }
      int samples = (int) (samplesPerGibibyte * vm.pages() / 262_144);
      int hits = 0;
      for (int i = 0; i < samples; i++) {
        hits += written.get((int) random.nextLong(vm.pages())) ? 1 : 0;
      }
      long mebibytes = hits * 1024L / samplesPerGibibyte / length;
      windows.add(
          new DirtyWindow(
              Optional.empty(),
              "made",
              new Window(Duration.ofSeconds(length), DataRate.mebibytesPerSecond(mebibytes)),
              Method.PAGE_SAMPLING,
              samplesPerGibibyte,
              List.of(),
              false));
    }
    return windows;
  }
}

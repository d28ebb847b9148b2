package blackout.kernel;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Story;
import blackout.scenario.HypervisorProfile;
import blackout.scenario.MigrationOptions.Rearm;
import java.util.List;
import java.util.Optional;

final class QemuPolicy implements Policy {

  private static final double MILLI = 1e6;

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        "qemu-7.2",
        "ascending from a cursor that is never put back",
        "what waits fits the downtime limit",
        "at the first send of a 1 GiB chunk (KVM), or at the sync",
        "after a sync: what waits < bandwidth x downtime limit",
        "all that waits after a sync with the guest paused",
        "9 B",
        "last window of 100 ms",
        "auto-converge, off by default",
        "QEMU 7.2, migration/migration.c, migration/ram.c",
        List.of());
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return new PageCosts(
        4104,
        9,
        11,
        input.costs().rawPageNanos(),
        input.costs().zeroPageNanos(),
        input.costs().rawPageNanos());
  }

  @Override
  public Rearm rearm(KernelInput input) {
    return input.options().rearm() == Rearm.DEFAULT ? Rearm.PER_CHUNK : input.options().rearm();
  }

  @Override
  public Outcome run(Transfer t) {
    return new Run(t).run();
  }

  private static final class Run {
    final Transfer t;
    final KernelInput in;
    final double budget;
    double threshold;
    double bandwidth;
    double windowStartMillis;
    double windowStartBytes;
    int syncs;
    double lastEvaluation;
    long periodDirty;
    double periodBytes;
    int high;
    int throttle;

    Run(Transfer t) {
      this.t = t;
      this.in = t.input;
      this.budget = in.senderBytesPerSecond() / 10;
    }

    double nowMillis() {
      return Math.floor(t.nowNanos() / MILLI);
    }

    void sync(boolean paused) {
      long fresh = t.sync();
      t.passNanos(in.costs().syncNanosPerPage() * in.pages());
      syncs++;
      periodDirty += fresh;
      if (nowMillis() - lastEvaluation > 1000) {
        if (in.options().autoConverge() && !paused) {
          double dirtied = periodDirty * 4096.0;
          if (dirtied > (t.sentBytes() - periodBytes) / 2 && ++high >= 2) {
            high = 0;
            throttle = throttle == 0 ? 20 : Math.min(99, throttle + 10);
            t.setGuestSpeed(1 - throttle / 100.0);
          }
        }
        lastEvaluation = nowMillis();
        periodDirty = 0;
        periodBytes = t.sentBytes();
      }
      t.endRound(fresh, threshold, bandwidth, throttle / 100.0, paused);
    }

    Outcome run() {
      t.passNanos(in.costs().setup().toNanos());
      t.sync();
      syncs = 1;
      lastEvaluation = nowMillis();
      t.startRounds();
      double window = 0;
      while (!t.givenUp()) {
        if (t.sentBytes() - windowStartBytes <= budget) {
          if (t.remainingBytes() < threshold) {
            sync(false);
          }
          if (t.remainingPages() == 0 || t.remainingBytes() < threshold) {
            return complete();
          }
          t.send(windowStartBytes + budget - t.sentBytes(), t.nowNanos() + 51 * MILLI);
          t.sendBytes(18);
        }
        updateWindow();
        if (t.sentBytes() - windowStartBytes > budget) {
          double wait = (windowStartMillis + 100 - nowMillis()) * MILLI;
          if (wait > 0) {
            t.passNanos(wait);
          }
          updateWindow();
        }
      }
      return new Outcome.Aborted(Transfer.nanos(t.nowNanos()), Optional.empty(), story("gave up"));
    }

    void updateWindow() {
      double now = nowMillis();
      if (now >= windowStartMillis + 100) {
        bandwidth = (t.sentBytes() - windowStartBytes) / (now - windowStartMillis);
        threshold = bandwidth * in.downtimeLimitMillis();
        bandwidth *= 1000;
        windowStartMillis = now;
        windowStartBytes = t.sentBytes();
      }
    }

    Outcome complete() {
      double start = t.nowNanos();
      t.setGuestSpeed(0);
      t.passNanos(in.costs().fixedDowntime().toNanos());
      sync(true);
      double copyStart = t.nowNanos();
      t.sendAll();
      double copied = t.nowNanos();
      t.sendBytes(in.costs().deviceStateBytes());
      t.endRound(0, threshold, bandwidth, throttle / 100.0, true);
      return new Outcome.Converged(
          new Downtime(
              List.of(
                  new Downtime.Part("stop", Transfer.nanos(copyStart - start)),
                  new Downtime.Part("final copy", Transfer.nanos(copied - copyStart)),
                  new Downtime.Part("device", Transfer.nanos(t.nowNanos() - copied)))),
          story("fits"));
    }

    Story story(String why) {
      return new Story(
          Transfer.nanos(t.nowNanos()),
          t.rounds(),
          t.sent(),
          syncs,
          throttle / 100.0,
          Story.Slowdown.NONE,
          why);
    }
  }
}

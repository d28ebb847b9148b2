package blackout.kernel;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Story;
import blackout.scenario.MigrationOptions.Rearm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hyper-V of Windows Server 2008 R2: the configuration is copied, then all memory, then what was
 * dirtied meanwhile, until what is left fits the pause or ten passes are over; then the guest is
 * suspended and the rest copied.
 *
 * <p>The ten passes are stated by Directions on Microsoft, 15 June 2009. Not public, and so
 * assumptions here: that a pass begins only if the dirty pages would take longer than the downtime
 * limit; the size of a page on the wire; that zero pages are sent whole.
 */
final class HyperVPolicy implements Policy {

  private static final int MOST_PASSES = 10;

  /** An assumption: a page number with each page, as the open hypervisors send. */
  private static final int PAGE_HEADER_BYTES = 8;

  @Override
  public String name() {
    return "hyper-v-2008-r2";
  }

  @Override
  public PageCosts costs(KernelInput input) {
    double bytes = KernelInput.PAGE_BYTES + PAGE_HEADER_BYTES;
    double nanos = input.costs().rawPageNanos();
    return new PageCosts(bytes, bytes, bytes, nanos, nanos, nanos);
  }

  @Override
  public Rearm rearm(KernelInput input) {
    return Rearm.AT_SYNC;
  }

  @Override
  public Outcome run(Transfer t) {
    double live = Math.min(t.input.wireBytesPerSecond(), t.input.senderBytesPerSecond());
    t.setWireRate(live);
    t.passNanos(t.input.costs().setup().toNanos());
    t.sync();
    t.startRounds();
    boolean fits = false;
    int passes = 0;
    while (!fits && passes < MOST_PASSES) {
      if (t.givenUp()) {
        return new Outcome.Aborted(
            Transfer.nanos(t.nowNanos()),
            Optional.empty(),
            story(t, passes, "given up after " + passes + " passes"));
      }
      t.sendAll();
      passes++;
      long fresh = t.sync();
      double seconds = t.remainingPages() * t.costs.rawBytes() / live;
      fits = seconds * 1000 <= t.input.downtimeLimitMillis();
      t.endRound(fresh, live * t.input.downtimeLimitMillis() / 1000, live, 0, false);
    }
    return complete(t, passes, fits);
  }

  private static Outcome complete(Transfer t, int passes, boolean fits) {
    double start = t.nowNanos();
    t.setGuestSpeed(0);
    t.sync();
    t.sendAll();
    t.sendBytes(t.input.costs().deviceStateBytes());
    t.drainWire();
    Duration copy = Transfer.nanos(t.nowNanos() - start);
    t.endRound(0, 0, 0, 0, true);
    t.passNanos(t.input.costs().fixedDowntime().toNanos());
    var downtime =
        new Downtime(
            List.of(
                new Downtime.Part("final copy", copy),
                new Downtime.Part("resume", t.input.costs().fixedDowntime())));
    String why =
        fits
            ? "what was left fitted the pause after " + passes + " passes"
            : "all " + MOST_PASSES + " passes were used up";
    Story story = story(t, passes, why);
    return fits ? new Outcome.Converged(downtime, story) : new Outcome.Forced(downtime, story);
  }

  private static Story story(Transfer t, int passes, String why) {
    return new Story(
        Transfer.nanos(t.nowNanos()),
        t.rounds(),
        t.sent(),
        passes + 1,
        0,
        Story.Slowdown.NONE,
        why);
  }
}

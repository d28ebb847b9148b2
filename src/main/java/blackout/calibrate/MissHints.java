package blackout.calibrate;

import blackout.outcome.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a prediction and a measured run part, from what was recorded of its syncs. */
public final class MissHints {

  /** A first sync that is less off than this is not mentioned: an assumption about noise. */
  private static final double NOTABLE_MILLIS = 3;

  /** A difference of first dirty pages that is smaller than this share is not mentioned. */
  private static final double NOTABLE_PAGES_RATIO = 0.02;

  /** QEMU reports whole milliseconds and drops the rest. */
  private static final Duration QEMU_RESOLUTION = Duration.ofMillis(1);

  private MissHints() {}

  /** What can be said, most telling first; perhaps nothing. */
  public static List<String> of(AccuracyRow row) {
    var hints = new ArrayList<String>();
    verdict(row, hints);
    range(row, hints);
    firstSync(row, hints);
    syncCount(row, hints);
    throttle(row, hints);
    return hints;
  }

  private static void verdict(AccuracyRow row, List<String> hints) {
    if (!row.verdictRight()) {
      hints.add(
          row.prediction().finish().isPresent()
              ? "predicted to complete, but did not"
              : "completed, but was predicted not to");
    }
  }

  private static void range(AccuracyRow row, List<String> hints) {
    row.prediction()
        .replays()
        .ifPresent(
            replays ->
                row.run()
                    .measured()
                    .finish()
                    .map(Finish::total)
                    .ifPresent(
                        total ->
                            hints.add(
                                total.plus(QEMU_RESOLUTION).compareTo(replays.totalLow()) > 0
                                        && total.compareTo(replays.totalHigh()) <= 0
                                    ? "chance: the replays' 10..90 % range holds the measured total"
                                    : "outside the replays' 10..90 % range")));
  }

  private static void firstSync(AccuracyRow row, List<String> hints) {
    List<MeasuredRun.Sync> syncs = row.run().measured().syncs();
    List<Round> rounds = row.prediction().rounds();
    if (syncs.size() < 2 || rounds.isEmpty()) {
      return;
    }
    MeasuredRun.Sync measured = syncs.get(1);
    double late = millis(measured.at().minus(rounds.get(0).duration()));
    if (Math.abs(late) >= NOTABLE_MILLIS) {
      hints.add(
          String.format(
              Locale.ROOT,
              "first sync %.0f ms %s than predicted",
              Math.abs(late),
              late > 0 ? "later" : "earlier"));
    }
    double pages = rounds.get(0).newlyDirtyPages();
    double more = measured.dirtyPages() - pages;
    if (pages > 0 && Math.abs(more) >= NOTABLE_PAGES_RATIO * pages) {
      hints.add(
          String.format(
              Locale.ROOT,
              "%.0f %% %s pages dirty at it",
              Math.abs(more) / pages * 100,
              more > 0 ? "more" : "fewer"));
    }
  }

  private static void syncCount(AccuracyRow row, List<String> hints) {
    row.syncCountError()
        .filter(error -> error != 0)
        .ifPresent(
            error ->
                hints.add(Math.abs(error) + (error < 0 ? " more" : " fewer") + " syncs measured"));
  }

  /** QEMU does not report the throttling of most runs that completed, so absence says nothing. */
  private static void throttle(AccuracyRow row, List<String> hints) {
    row.run()
        .measured()
        .throttleRatio()
        .filter(measured -> Math.abs(measured - row.prediction().throttleRatio()) > 1e-9)
        .ifPresent(
            measured ->
                hints.add(
                    String.format(
                        Locale.ROOT,
                        "throttled by %.0f %%, predicted %.0f %%",
                        measured * 100,
                        row.prediction().throttleRatio() * 100)));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}

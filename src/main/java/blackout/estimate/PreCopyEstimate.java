package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a closed form says of a live migration. That it never converges is an answer of its own, not
 * a large number.
 *
 * <p>Only what memory and bandwidth decide is in the times; device state, resuming and other fixed
 * parts come on top.
 */
public sealed interface PreCopyEstimate {

  /** What was sent, round by round; the final copy is the last if there is one. */
  List<CopyPass> transfers();

  /** The time from the first byte to the last, empty if the migration never converges. */
  Optional<Duration> total();

  /** The time of the final copy, empty if the migration never converges. */
  Optional<Duration> downtime();

  /**
   * One round, or the final copy.
   *
   * @param bytes what was sent, to the nearest byte
   * @param duration how long it took
   */
  record CopyPass(ByteCount bytes, Duration duration) {
    static CopyPass of(double bytes, double seconds) {
      return new CopyPass(wholeBytes(bytes), toDuration(seconds));
    }
  }

  /**
   * The rounds end.
   *
   * @param time from the first byte to the last
   * @param pause the time of the final copy
   * @param sent everything sent, to the nearest byte
   * @param transfers the rounds in order, the final copy last
   */
  record Finishes(Duration time, Duration pause, ByteCount sent, List<CopyPass> transfers)
      implements PreCopyEstimate {
    public Finishes {
      transfers = List.copyOf(transfers);
    }

    static Finishes of(double seconds, double bytes, List<CopyPass> transfers) {
      return new Finishes(
          toDuration(seconds),
          transfers.get(transfers.size() - 1).duration(),
          wholeBytes(bytes),
          transfers);
    }

    @Override
    public Optional<Duration> total() {
      return Optional.of(time);
    }

    @Override
    public Optional<Duration> downtime() {
      return Optional.of(pause);
    }
  }

  /**
   * The rounds never get short enough: only a forced pause, a slower guest or a faster link would
   * end them.
   *
   * @param why the reason, in words
   * @param transfers the rounds looked at before that was plain
   */
  record NeverConverges(String why, List<CopyPass> transfers) implements PreCopyEstimate {
    public NeverConverges {
      transfers = List.copyOf(transfers);
    }

    @Override
    public Optional<Duration> total() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> downtime() {
      return Optional.empty();
    }
  }

  private static ByteCount wholeBytes(double bytes) {
    return new ByteCount(Math.round(bytes));
  }

  private static Duration toDuration(double seconds) {
    require(seconds * 1e9 < Long.MAX_VALUE, "a time of %s s is longer than 292 years", seconds);
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}

package blackout.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Pages that are alike to the mean-field engine: written at one rate, all zero or none, the same
 * share of them waiting.
 */
final class Stretch {
  double start;
  double end;

  /** How its pages are written, null if they never are. */
  final @Nullable WriteRate rate;

  final boolean zero;
  double waiting = 1;
  double reported = 1;
  double held;
  boolean sent;
  boolean cached;

  Stretch(double start, double end, @Nullable WriteRate rate, boolean zero) {
    this.start = start;
    this.end = end;
    this.rate = rate;
    this.zero = zero;
  }

  Stretch tailFrom(double page) {
    var tail = new Stretch(page, end, rate, zero);
    tail.waiting = waiting;
    tail.reported = reported;
    tail.held = held;
    tail.sent = sent;
    tail.cached = cached;
    end = page;
    return tail;
  }

  /** Whether what was written, sent and reported of both differs by no more than a share. */
  boolean isLike(Stretch other, double close) {
    return rate == other.rate
        && zero == other.zero
        && cached == other.cached
        && Math.abs(waiting - other.waiting) <= close
        && Math.abs(reported - other.reported) <= close;
  }

  /** Takes in the stretch that follows; the shares become the means. */
  void join(Stretch next) {
    double share = next.length() / (length() + next.length());
    waiting += (next.waiting - waiting) * share;
    reported += (next.reported - reported) * share;
    held += (next.held - held) * share;
    end = next.end;
  }

  double length() {
    return end - start;
  }
}

package blackout.kernel.meanfield;

import org.jspecify.annotations.Nullable;

/**
 * Pages that are alike to the mean-field engine: written at one rate, the same share of them zero,
 * the same share of them waiting.
 */
final class Extent {
  double start;
  double end;

  /** How its pages are written, null if they never are. */
  final @Nullable WriteRate rate;

  /** Share of its pages that are zero; 0 if they are written. */
  final double zeroRatio;

  double waiting = 1;
  double reported = 1;
  double held;
  boolean sent;

  /** Share of its pages that were sent since deltas began. */
  double cached;

  /** The extent that follows, null after the last. */
  @Nullable Extent next;

  Extent(double start, double end, @Nullable WriteRate rate, double zeroRatio) {
    this.start = start;
    this.end = end;
    this.rate = rate;
    this.zeroRatio = zeroRatio;
  }

  /** Cuts it at a page; what is behind the page becomes the extent that follows. */
  Extent cutAt(double page) {
    var tail = new Extent(page, end, rate, zeroRatio);
    tail.waiting = waiting;
    tail.reported = reported;
    tail.held = held;
    tail.sent = sent;
    tail.cached = cached;
    tail.next = next;
    end = page;
    next = tail;
    return tail;
  }

  /**
   * Whether the other begins where this one ends, and what was written, sent and reported of both
   * differs by no more than a share.
   */
  @SuppressWarnings("ReferenceEquality") // Only pages of one run of the plan are alike.
  boolean isLike(Extent other, double close) {
    return end == other.start
        && Math.abs(waiting - other.waiting) <= close
        && rate == other.rate
        && zeroRatio == other.zeroRatio
        && Math.abs(cached - other.cached) <= close
        && Math.abs(reported - other.reported) <= close;
  }

  /** Takes in the extent that follows; the shares become the means. */
  void join(Extent other) {
    double share = other.length() / (length() + other.length());
    waiting += (other.waiting - waiting) * share;
    reported += (other.reported - reported) * share;
    held += (other.held - held) * share;
    cached += (other.cached - cached) * share;
    end = other.end;
    next = other.next;
  }

  double length() {
    return end - start;
  }
}

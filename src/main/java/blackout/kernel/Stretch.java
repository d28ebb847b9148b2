package blackout.kernel;

/**
 * Pages that are alike to the mean-field engine: written at one rate, all zero or none, the same
 * share of them waiting.
 */
final class Stretch {
  double start;
  double end;
  final WriteRate[] writes;
  final boolean zero;
  double waiting = 1;
  double reported = 1;
  double held;
  boolean sent;
  boolean cached;

  Stretch(double start, double end, WriteRate[] writes, boolean zero) {
    this.start = start;
    this.end = end;
    this.writes = writes;
    this.zero = zero;
  }

  Stretch tailFrom(double page) {
    var tail = new Stretch(page, end, writes, zero);
    tail.waiting = waiting;
    tail.reported = reported;
    tail.held = held;
    tail.sent = sent;
    tail.cached = cached;
    end = page;
    return tail;
  }

  double length() {
    return end - start;
  }
}

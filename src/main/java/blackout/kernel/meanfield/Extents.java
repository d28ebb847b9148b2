package blackout.kernel.meanfield;

import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.WritePlan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The extents of a guest's memory in the order of their addresses, and the place in them that the
 * sender has come to. Pages that will never wait again are left out at a sync, so there can be
 * gaps.
 */
final class Extents {

  /** Pages below this count as none. */
  static final double NOTHING = 1e-6;

  private static final int MOST = 96;

  /** Up to so many are not looked through for any that are alike. */
  private static final int FEW = 16;

  /** Shares that differ by no more are the same. */
  private static final double ALIKE = 1e-9;

  private final double pages;
  private Extent first;
  private int size;
  private boolean swept;

  /** The extent that the sender is in, and the one before it. */
  private Extent at;

  private @Nullable Extent before;
  private double cursor;

  /** All of a guest's memory, waiting. */
  Extents(KernelInput input) {
    pages = input.pages();
    var anchor = new Extent(0, 0, null, 0);
    Extent last = anchor;
    List<WritePlan> plans = input.writes();
    for (int i = 0; i < plans.size(); i++) {
      for (WriteRate run : WriteRate.of(plans.get(i), input.seed(), i)) {
        last = addUnwritten(last, run.firstPage(), input);
        last = add(last, run.firstPage() + run.pages(), run, 0);
        swept |= run.sweep();
      }
    }
    addUnwritten(last, pages, input);
    first = Objects.requireNonNull(anchor.next);
    at = first;
  }

  /** Pages that nobody writes; those with zero pages among them apart. */
  private Extent addUnwritten(Extent last, double to, KernelInput input) {
    double zeroStart = input.zeroFirstPage();
    double zeroSpan = input.zeroSpan();
    Extent raw = add(last, Math.min(to, zeroStart), null, 0);
    Extent zero = add(raw, Math.min(to, zeroStart + zeroSpan), null, input.zeroPages() / zeroSpan);
    return add(zero, to, null, 0);
  }

  /** Adds the pages from the end of the last extent to another page, if there are any. */
  private Extent add(Extent last, double to, @Nullable WriteRate rate, double zeroRatio) {
    if (to <= last.end) {
      return last;
    }
    size++;
    last.next = new Extent(last.end, to, rate, zeroRatio);
    return last.next;
  }

  int size() {
    return size;
  }

  /** The first of them; each names the next. */
  Extent first() {
    return first;
  }

  /** Whether any of them is written page after page. */
  boolean areSwept() {
    return swept;
  }

  // --- the sender's place ---

  double cursor() {
    return cursor;
  }

  Extent atCursor() {
    return at;
  }

  void rewind() {
    cursor = first.start;
    at = first;
    before = null;
  }

  /** Goes on to the next extent; true if it is the first again. */
  boolean next() {
    if (at.next == null) {
      rewind();
      return true;
    }
    before = at;
    at = at.next;
    cursor = at.start;
    return false;
  }

  /** Share of zero pages among those that the sender comes to next. */
  double zeroRatioAhead() {
    Extent s = at;
    for (int i = 0; i <= size && (s.waiting == 0 || (s == at && cursor >= s.end)); i++) {
      s = s.next == null ? first : s.next;
    }
    return s.zeroRatio;
  }

  /**
   * Pages from the cursor on, around the end of memory, until there is another share of zero pages.
   *
   * @param enough as many as are looked for
   */
  double alikeAhead(double zeroRatio, double enough) {
    double alike = 0;
    Extent s = at;
    double from = cursor;
    for (int i = 0; i <= size && alike < enough; i++) {
      double here = (s.end - Math.max(from, s.start)) * s.waiting;
      if (here > 0 && s.zeroRatio != zeroRatio) {
        break;
      }
      alike += here;
      s = s.next == null ? first : s.next;
      from = 0;
    }
    return alike;
  }

  /**
   * Cuts the first extent of which some pages are zero and some are not, so that the zero pages
   * stand in front. For a sender that takes them at different times; their order is no matter then.
   */
  void separateZeros() {
    for (Extent s = first; s != null; s = s.next) {
      if (s.zeroRatio > 0 && s.zeroRatio < 1) {
        double end = s.start + s.length() * s.zeroRatio;
        var zero = new Extent(s.start, end, null, 1);
        var raw = new Extent(end, s.end, null, 0);
        zero.next = raw;
        raw.next = s.next;
        size++;
        replace(s, zero);
        return;
      }
    }
  }

  /** Only before anything is sent. */
  private void replace(Extent old, Extent with) {
    if (old == first) {
      first = with;
    } else {
      Extent previous = first;
      while (previous.next != old) {
        previous = Objects.requireNonNull(previous.next);
      }
      previous.next = with;
    }
    rewind();
  }

  /**
   * Notes that what could be sent from the cursor to a page of its extent has been sent, and puts
   * the cursor there.
   *
   * @param holds whether pages that are held back go on waiting
   * @param cached whether what was sent is kept for deltas
   * @return whether that was the last page, so that the cursor is at the first
   */
  boolean sentTo(double to, boolean holds, boolean cached) {
    Extent s = at;
    double from = cursor;
    boolean toTheEnd = to >= s.end - NOTHING;
    cursor = toTheEnd ? s.end : to;
    if (!holds && before != null && extendsSentRun(before, s, from, cached)) {
      before.end = cursor;
      s.start = cursor;
      if (toTheEnd) {
        before.next = s.next;
        size--;
      }
    } else {
      if (from > s.start + NOTHING) {
        s = s.cutAt(from);
        size++;
      }
      if (!toTheEnd) {
        s.cutAt(to);
        size++;
      }
      s.cached = cachedAfter(s, cached);
      s.waiting = holds ? s.held : 0;
      s.sent = true;
      before = s;
    }
    if (to >= pages - NOTHING || before.next == null) {
      rewind();
      return true;
    }
    at = before.next;
    cursor = Math.max(cursor, at.start);
    return false;
  }

  /** Whether what is sent now goes on from what was sent just before, in an extent alike. */
  @SuppressWarnings("ReferenceEquality") // Only pages of one run of the plan are alike.
  private static boolean extendsSentRun(Extent run, Extent s, double from, boolean cached) {
    return from <= s.start + NOTHING
        && run.end == s.start
        && run.sent
        && run.waiting == 0
        && run.rate == s.rate
        && run.zeroRatio == s.zeroRatio
        && run.cached == cachedAfter(s, cached)
        && run.reported == s.reported;
  }

  /** Share of an extent's pages that have been sent since deltas began, once what waits is sent. */
  private static double cachedAfter(Extent s, boolean cached) {
    return cached ? s.cached + (1 - s.cached) * s.waiting : s.cached;
  }

  // --- cutting and joining ---

  /** Cuts an extent at a page, if the page lies inside it. */
  void cut(Extent s, double page) {
    if (page > s.start + NOTHING && page < s.end - NOTHING) {
      Extent tail = s.cutAt(page);
      size++;
      if (s == at && cursor >= page) {
        before = s;
        at = tail;
      } else if (s == before) {
        before = tail;
      }
    }
  }

  /**
   * Leaves out an extent that will never wait again, unless it is the only one.
   *
   * @param previous the extent before it, null if it is the first
   * @return whether it is left out
   */
  boolean leaveOut(@Nullable Extent previous, Extent s) {
    if (size == 1) {
      return false;
    }
    size--;
    if (previous == null) {
      first = Objects.requireNonNull(s.next);
    } else {
      previous.next = s.next;
    }
    if (s == before) {
      before = previous;
    }
    if (s == at) {
      if (s.next == null) {
        rewind();
      } else {
        at = s.next;
        cursor = at.start;
      }
    }
    return true;
  }

  /** Joins neighbours that are alike, and those most alike if there are still too many. */
  void joinIfMany() {
    if (size > FEW) {
      joinAlike(ALIKE);
    }
    for (double close = 1e-3; size > MOST && close <= 4; close *= 4) {
      joinAlike(close);
    }
  }

  private void joinAlike(double close) {
    Extent s = first;
    while (s.next != null) {
      if (!joinIfAlike(s, s.next, close)) {
        s = s.next;
      }
    }
  }

  private boolean joinIfAlike(Extent s, Extent next, double close) {
    if (!s.isLike(next, close)) {
      return false;
    }
    s.join(next);
    size--;
    if (next == at) {
      at = s;
      before = s == first ? null : first;
      while (before != null && before.next != s) {
        before = before.next;
      }
    } else if (next == before) {
      before = s;
    }
    return true;
  }
}

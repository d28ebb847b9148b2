package blackout.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The stretches of a guest's memory in the order of their addresses, without gaps, and the place in
 * them that the sender has come to.
 */
final class Stretches {

  /** Pages below this count as none. */
  static final double NOTHING = 1e-6;

  private static final int MOST = 96;

  private final double pages;
  private Stretch[] all = new Stretch[16];
  private int size;
  private boolean swept;
  private int index;
  private double cursor;

  /** All of a guest's memory, waiting. */
  Stretches(KernelInput input) {
    pages = input.pages();
    var random = new SplittableRandom(input.seed());
    double at = 0;
    for (WritePlan plan : input.writes()) {
      for (WriteRate run : WriteRate.of(plan, random.split())) {
        addUnwritten(at, run.firstPage(), input);
        at = run.firstPage() + run.pages();
        insert(size, new Stretch(run.firstPage(), at, run, false));
        swept |= run.sweep();
      }
    }
    addUnwritten(at, pages, input);
  }

  /** Pages that nobody writes, zero pages apart. */
  private void addUnwritten(double from, double to, KernelInput input) {
    double zeroStart = Math.min(to, Math.max(from, input.zeroFirstPage()));
    double zeroEnd = Math.min(to, Math.max(from, input.zeroFirstPage() + input.zeroPages()));
    if (zeroStart > from) {
      insert(size, new Stretch(from, zeroStart, null, false));
    }
    if (zeroEnd > zeroStart) {
      insert(size, new Stretch(zeroStart, zeroEnd, null, true));
    }
    if (to > Math.max(from, zeroEnd)) {
      insert(size, new Stretch(Math.max(from, zeroEnd), to, null, false));
    }
  }

  int size() {
    return size;
  }

  Stretch get(int at) {
    return all[at];
  }

  /** Whether any of them is written page after page. */
  boolean areSwept() {
    return swept;
  }

  // --- the sender's place ---

  double cursor() {
    return cursor;
  }

  Stretch atCursor() {
    return all[index];
  }

  void rewind() {
    cursor = 0;
    index = 0;
  }

  /** Goes on to the next stretch; true if it is the first again. */
  boolean next() {
    if (index == size - 1) {
      rewind();
      return true;
    }
    cursor = all[++index].start;
    return false;
  }

  /**
   * Whole pages from the cursor on, around the end of memory, until zero pages come.
   *
   * @param enough as many as are looked for
   */
  double rawAhead(double enough) {
    double raw = 0;
    int at = index;
    double from = cursor;
    for (int i = 0; i <= size && raw < enough; i++) {
      Stretch s = all[at];
      if (s.zero && s.waiting > 0) {
        break;
      }
      raw += (s.end - Math.max(from, s.start)) * s.waiting;
      at = at + 1 == size ? 0 : at + 1;
      from = 0;
    }
    return raw;
  }

  /**
   * Notes that what could be sent from the cursor to a page of its stretch has been sent, and puts
   * the cursor there.
   *
   * @param holds whether pages that are held back go on waiting
   * @param cached whether what was sent is kept for deltas
   * @return whether that was the last page, so that the cursor is at the first
   */
  boolean sentTo(double to, boolean holds, boolean cached) {
    Stretch s = all[index];
    double from = cursor;
    boolean toTheEnd = to >= s.end - NOTHING;
    cursor = toTheEnd ? s.end : to;
    if (!holds && extendsSentRun(s, from, cached)) {
      all[index - 1].end = cursor;
      if (toTheEnd) {
        remove(index);
      } else {
        s.start = cursor;
      }
    } else {
      if (from > s.start + NOTHING) {
        insert(++index, s.tailFrom(from));
        s = all[index];
      }
      if (!toTheEnd) {
        insert(index + 1, s.tailFrom(to));
      }
      s.waiting = holds ? s.held : 0;
      s.sent = true;
      s.cached = s.cached || cached;
      index++;
    }
    if (to >= pages - NOTHING || index == size) {
      rewind();
      return true;
    }
    return false;
  }

  /** Whether what is sent now goes on from what was sent just before, in a stretch alike. */
  private boolean extendsSentRun(Stretch s, double from, boolean cached) {
    if (index == 0 || from > s.start + NOTHING) {
      return false;
    }
    Stretch before = all[index - 1];
    return before.sent
        && before.waiting == 0
        && before.rate == s.rate
        && before.zero == s.zero
        && before.cached == (s.cached || cached)
        && before.reported == s.reported;
  }

  // --- cutting and joining ---

  /** Cuts the cursor's stretch at a page, if the page lies inside it. */
  void cutAtCursor(double page) {
    cut(index, page);
  }

  /** Cuts a stretch at a page, if the page lies inside it. */
  void cut(int at, double page) {
    Stretch s = all[at];
    if (page > s.start + NOTHING && page < s.end - NOTHING) {
      insert(at + 1, s.tailFrom(page));
      if (index > at || (index == at && cursor >= page)) {
        index++;
      }
    }
  }

  private void insert(int at, Stretch stretch) {
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    for (int i = size++; i > at; i--) {
      all[i] = all[i - 1];
    }
    all[at] = stretch;
  }

  private void remove(int at) {
    size--;
    for (int i = at; i < size; i++) {
      all[i] = all[i + 1];
    }
  }

  /** Joins neighbours that have become alike, and those most alike if there are too many. */
  void merge() {
    double close = 1e-9;
    joinAlike(close);
    while (size > MOST && close <= 1) {
      close = close < 1e-3 ? 1e-3 : close * 4;
      joinAlike(close);
    }
  }

  private void joinAlike(double close) {
    Stretch last = all[0];
    int kept = 0;
    int place = 0;
    for (int i = 1; i < size; i++) {
      Stretch s = all[i];
      if (last.isLike(s, close)) {
        last.join(s);
      } else {
        last = s;
        if (++kept < i) {
          all[kept] = s;
        }
      }
      if (i == index) {
        place = kept;
      }
    }
    index = place;
    size = kept + 1;
  }
}

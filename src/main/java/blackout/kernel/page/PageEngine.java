package blackout.kernel.page;

import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * The page-exact engine: one bit a page for what waits, for the dirty log, and for zero pages.
 *
 * <p>Between two readings of the log the writes and the sends do not meet, so each is done in bulk,
 * in whole words of 64 pages; the writes are brought up to date only where the log is looked at.
 * That changes no answer.
 */
public final class PageEngine implements Pages {

  /** The clock is looked at after so many pages. */
  private static final int LOOK_PAGES = 64;

  private final Transfer t;
  final PageSet waiting;
  final PageLog log;
  private final long[] zero;

  private @Nullable PageSet heldBack;
  private @Nullable DeltaCache deltas;
  private SkipRule skipRule = SkipRule.NEVER;
  private long remaining;
  private long cursor;

  /** Pages that the guest never writes and that wait: only those of the first pass. */
  private long unwrittenWaiting;

  public PageEngine(Transfer transfer, Rearm rearm) {
    t = transfer;
    KernelInput input = t.input;
    waiting = new PageSet(input.pages());
    waiting.addRange(0, input.pages());
    remaining = input.pages();
    var zeroPages = new PageSet(input.pages());
    if (input.zeroSpan() == input.zeroPages()) {
      zeroPages.addRange(input.zeroFirstPage(), input.zeroFirstPage() + input.zeroPages());
    } else {
      scatter(input, zeroPages);
    }
    zero = zeroPages.words;
    log = new PageLog(input, rearm);
    unwrittenWaiting = remaining - waiting.countBetween(log.firstWritten(), log.endWritten());
  }

  /** So that each piece of 64 pages has its share of zero pages. */
  private static void scatter(KernelInput input, PageSet zeroPages) {
    for (long at = 0; at < input.zeroSpan(); at += Long.SIZE) {
      long first = input.zeroFirstPage() + at;
      long zeros = input.zerosBefore(at + Long.SIZE) - input.zerosBefore(at);
      zeroPages.addRange(first, first + zeros);
    }
  }

  @Override
  public long remaining() {
    return remaining;
  }

  @Override
  public double waitingRanges() {
    long ranges = 0;
    long before = 0;
    for (int i = 0; i < waiting.words.length; i++) {
      long word = heldBack == null ? waiting.words[i] : waiting.words[i] & ~heldBack.words[i];
      ranges += Long.bitCount(word & ~(word << 1 | before));
      before = word >>> 63;
    }
    return ranges;
  }

  @Override
  public long logged() {
    bringWritesUpToDate();
    return log.count();
  }

  private void bringWritesUpToDate() {
    log.bringUpToDate(t.guestNanos());
  }

  @Override
  public long sync() {
    bringWritesUpToDate();
    long fresh = log.addTo(waiting);
    remaining += fresh;
    if (heldBack != null) {
      log.copyTo(heldBack);
    }
    log.rearm();
    if (deltas != null) {
      deltas.synced();
    }
    return fresh;
  }

  @Override
  public void watchTouches() {
    bringWritesUpToDate();
    log.watchTouches();
  }

  @Override
  public long fetchTouched() {
    bringWritesUpToDate();
    long fetched = 0;
    for (int i = log.firstWritten(); i < log.endWritten(); i++) {
      long touched = log.bits(i) & waiting.words[i];
      if (touched != 0) {
        waiting.words[i] &= ~touched;
        fetched += Long.bitCount(touched);
      }
    }
    log.clear();
    remaining -= fetched;
    t.occupy((double) fetched, 0, 0);
    return fetched;
  }

  @Override
  public void rewind() {
    cursor = 0;
  }

  @Override
  public void setSkipRule(SkipRule rule) {
    skipRule = rule;
    heldBack = null;
    if (rule == SkipRule.UNTIL_CLEAN_FOR_A_PASS) {
      heldBack = new PageSet(t.input.pages());
      for (int i = 0; i < zero.length; i++) {
        heldBack.words[i] = ~zero[i];
      }
    }
  }

  @Override
  public void startDeltas() {
    int slots = t.input.options().delta().orElseThrow().slots();
    deltas = new DeltaCache((int) Math.min(slots, t.input.pages()));
  }

  @Override
  public void send(double budgetBytes, double deadlineNanos) {
    double mostBytes = t.sentBytes() + budgetBytes;
    int sinceLook = 0;
    long mask = -1L << cursor;
    int word = (int) (cursor >>> 6);
    boolean plain =
        budgetBytes == Transfer.NO_LIMIT && skipRule == SkipRule.NEVER && deltas == null;
    while (remaining > 0 && t.sentBytes() <= mostBytes) {
      long bits = waiting.words[word] & mask;
      if (bits == 0) {
        int next =
            unwrittenWaiting > 0
                ? waiting.nextWord(word + 1, 0, waiting.words.length)
                : waiting.nextWord(word + 1, log.firstWritten(), log.endWritten());
        mask = -1L;
        cursor = (long) next << 6;
        if (next <= word && skipRule != SkipRule.NEVER) {
          return;
        }
        word = next;
        continue;
      }
      if (log.isToArm(word)) {
        log.arm(word, t.guestNanos());
      }
      if (skipRule != SkipRule.NEVER) {
        bits = withoutDirtyAgain(word, bits);
      }
      long before = remaining;
      boolean unwritten = !log.isWritten(word);
      if (plain && mask == -1L) {
        word = sendWords(word, pagesToLook(bits & zero[word], deadlineNanos) - sinceLook);
      } else {
        sendWord(word, bits, mostBytes);
      }
      long sent = before - remaining;
      sinceLook += (int) sent;
      if (unwritten) {
        unwrittenWaiting -= sent;
      }
      if (cursor == (long) (word + 1) << 6) {
        mask = -1L;
        word = word + 1 == waiting.words.length ? 0 : word + 1;
        cursor = (long) word << 6;
        if (word == 0 && skipRule != SkipRule.NEVER) {
          return;
        }
      } else {
        mask = -1L << cursor;
      }
      if (sinceLook >= LOOK_PAGES) {
        sinceLook = 0;
        if (t.nowNanos() >= deadlineNanos) {
          return;
        }
      }
    }
  }

  /**
   * Pages until the clock is to be looked at; among pages that are sent whole, looks that cannot
   * see the deadline are left out.
   */
  private int pagesToLook(long zeroBits, double deadlineNanos) {
    if (zeroBits != 0) {
      return LOOK_PAGES;
    }
    double looks = t.rawPagesSurelyBefore(deadlineNanos) / LOOK_PAGES - 2;
    return LOOK_PAGES * (int) Math.max(1, Math.min(looks, PageLog.CHUNK_WORDS));
  }

  /**
   * Sends whole words until there are enough pages to look at the clock, or until something else is
   * due: the next chunk, or the end of the part of memory that the guest writes.
   *
   * @return the last word sent
   */
  private int sendWords(int first, int enough) {
    int end = log.endOfRun(first);
    int zeros = 0;
    int all = 0;
    int word = first;
    for (; word < end && all < enough; word++) {
      long bits = waiting.words[word];
      if (bits != 0) {
        long zeroBits = bits & zero[word];
        if (all >= LOOK_PAGES && zeroBits != 0) {
          break;
        }
        waiting.words[word] = 0;
        all += Long.bitCount(bits);
        zeros += Long.bitCount(zeroBits);
      }
    }
    remaining -= all;
    t.occupy(all - zeros, zeros, 0);
    cursor = (long) word << 6;
    return word - 1;
  }

  /**
   * Sends the pages of one word, as far as the budget allows; leaves the cursor behind the last
   * page sent.
   */
  private void sendWord(int word, long bits, double mostBytes) {
    long zeroBits = bits & zero[word];
    int zeros = Long.bitCount(zeroBits);
    int raws = Long.bitCount(bits) - zeros;
    boolean whole =
        t.sentBytes() + raws * t.costs.rawBytes() + zeros * t.costs.zeroBytes() <= mostBytes
            && deltas == null;
    if (whole) {
      waiting.words[word] &= ~bits;
      remaining -= raws + zeros;
      t.occupy(raws, zeros, 0);
      cursor = (long) (word + 1) << 6;
      return;
    }
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      if (t.sentBytes() > mostBytes) {
        cursor = ((long) word << 6) + Long.numberOfTrailingZeros(rest);
        return;
      }
      long bit = rest & -rest;
      waiting.words[word] &= ~bit;
      remaining--;
      sendPage(word, bit, (zeroBits & bit) != 0);
    }
    cursor = (long) (word + 1) << 6;
  }

  private void sendPage(int word, long bit, boolean isZero) {
    boolean isDelta =
        deltas != null
            && !isZero
            && deltas.knows(((long) word << 6) + Long.numberOfTrailingZeros(bit));
    t.occupy(isZero || isDelta ? 0 : 1, isZero ? 1 : 0, isDelta ? 1 : 0);
  }

  private long withoutDirtyAgain(int word, long bits) {
    if (heldBack != null) {
      long held = bits & heldBack.words[word];
      t.skip(Long.bitCount(held));
      return bits & ~held;
    }
    bringWritesUpToDate();
    long again = bits & log.bits(word);
    int pages = Long.bitCount(again);
    t.skip(pages);
    waiting.words[word] &= ~again;
    remaining -= pages;
    return bits & ~again;
  }
}

package blackout.kernel.page;

import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
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
public final class PageTransfer extends Transfer {

  /** The clock is looked at after so many pages. */
  private static final int LOOK_PAGES = 64;

  private final PageSet waiting;
  private final PageLog log;
  private final long[] zero;
  private final @Nullable Ledger ledger;

  private @Nullable PageSet heldBack;
  private @Nullable DeltaCache deltas;
  private SkipRule skipRule = SkipRule.NEVER;
  private long remaining;
  private long cursor;

  /** Pages that the guest never writes and that wait: only those of the first pass. */
  private long unwrittenWaiting;

  public PageTransfer(KernelInput input, PageCosts costs, Rearm rearm, @Nullable Ledger ledger) {
    super(input, costs);
    this.ledger = ledger;
    long pages = input.pages();
    waiting = new PageSet(pages);
    waiting.addRange(0, pages);
    remaining = pages;
    zero = zeroPages(input).words;
    log = new PageLog(input, rearm, ledger);
    unwrittenWaiting = pages - waiting.countBetween(log.firstWritten(), log.endWritten());
  }

  private static PageSet zeroPages(KernelInput input) {
    var zero = new PageSet(input.pages());
    zero.addRange(input.zeroFirstPage(), input.zeroFirstPage() + input.zeroPages());
    return zero;
  }

  @Override
  public long remainingPages() {
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
  public long loggedPages() {
    bringWritesUpToDate();
    return log.count();
  }

  private void bringWritesUpToDate() {
    log.bringUpToDate(guestNanos());
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
        if (ledger != null) {
          ledger.sent(i, touched);
        }
      }
    }
    log.clear();
    remaining -= fetched;
    occupy((double) fetched, 0, 0);
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
      heldBack = new PageSet(input.pages());
      for (int i = 0; i < zero.length; i++) {
        heldBack.words[i] = ~zero[i];
      }
    }
  }

  @Override
  public void startDeltas() {
    int slots = input.options().delta().orElseThrow().slots();
    deltas = new DeltaCache((int) Math.min(slots, input.pages()));
  }

  @Override
  public void send(double budgetBytes, double deadlineNanos) {
    double mostBytes = sentBytes() + budgetBytes;
    int sinceLook = 0;
    long mask = -1L << cursor;
    int word = (int) (cursor >>> 6);
    boolean plain =
        budgetBytes == NO_LIMIT && skipRule == SkipRule.NEVER && deltas == null && ledger == null;
    while (remaining > 0 && sentBytes() <= mostBytes) {
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
        log.arm(word, guestNanos());
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
        if (nowNanos() >= deadlineNanos) {
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
    double looks = rawPagesSurelyBefore(deadlineNanos) / LOOK_PAGES - 2;
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
    occupy(all - zeros, zeros, 0);
    cursor = (long) word << 6;
    return word - 1;
  }

  /**
   * Sends the pages of one word, as far as the budget allows; leaves the cursor behind the last
   * page sent.
   */
  private void sendWord(int word, long bits, double mostBytes) {
    if (ledger != null) {
      bringWritesUpToDate();
    }
    long zeroBits = bits & zero[word];
    int zeros = Long.bitCount(zeroBits);
    int raws = Long.bitCount(bits) - zeros;
    boolean whole =
        sentBytes() + raws * costs.rawBytes() + zeros * costs.zeroBytes() <= mostBytes
            && deltas == null;
    if (whole) {
      waiting.words[word] &= ~bits;
      remaining -= raws + zeros;
      occupy(raws, zeros, 0);
      cursor = (long) (word + 1) << 6;
      if (ledger != null) {
        ledger.sent(word, bits);
      }
      return;
    }
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      if (sentBytes() > mostBytes) {
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
    occupy(isZero || isDelta ? 0 : 1, isZero ? 1 : 0, isDelta ? 1 : 0);
    if (ledger != null) {
      ledger.sent(word, bit);
    }
  }

  private long withoutDirtyAgain(int word, long bits) {
    if (heldBack != null) {
      long held = bits & heldBack.words[word];
      skip(Long.bitCount(held));
      return bits & ~held;
    }
    bringWritesUpToDate();
    long again = bits & log.bits(word);
    int pages = Long.bitCount(again);
    skip(pages);
    waiting.words[word] &= ~again;
    remaining -= pages;
    return bits & ~again;
  }
}

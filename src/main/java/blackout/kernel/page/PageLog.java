package blackout.kernel.page;

import blackout.inventory.MigrationOptions.Rearm;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.SplitMix64;
import blackout.kernel.transfer.WritePlan;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dirty log, page by page: what the guest wrote since its pages were last armed. They are armed
 * at the sync, or chunk by chunk when the chunk is first sent from.
 *
 * <p>The writes are brought up to date only where the log is looked at. That changes no answer.
 */
final class PageLog {

  static final int CHUNK_WORDS = KernelInput.CHUNK_PAGES / Long.SIZE;

  private final PageSet log;
  final GuestWrites[] writes;

  /** What the last sync reported; null where pages are armed at the sync. */
  private final @Nullable PageSet reported;

  private final boolean[] chunkToClear;

  /** The words that the guest may write: nothing changes outside of them. */
  private final int firstWritten;

  private final int endWritten;

  PageLog(KernelInput input, Rearm rearm) {
    long pages = input.pages();
    log = new PageSet(pages);
    if (rearm == Rearm.PER_CHUNK) {
      log.addRange(0, pages);
      reported = new PageSet(pages);
      reported.addRange(0, pages);
      chunkToClear = new boolean[(log.words.length + CHUNK_WORDS - 1) / CHUNK_WORDS];
      Arrays.fill(chunkToClear, true);
    } else {
      reported = null;
      chunkToClear = new boolean[0];
    }
    var random = new SplitMix64(input.seed());
    writes = new GuestWrites[input.writes().size()];
    long first = pages;
    long end = 0;
    for (int i = 0; i < writes.length; i++) {
      WritePlan plan = input.writes().get(i);
      writes[i] = GuestWrites.inBulk(plan, random.split(), reported);
      first = Math.min(first, plan.firstPage());
      end = Math.max(end, plan.firstPage() + plan.pages());
    }
    firstWritten = (int) (Math.min(first, end) >>> 6);
    endWritten = (int) ((end + 63) >>> 6);
  }

  /** The first word that the guest may write. */
  int firstWritten() {
    return firstWritten;
  }

  /** The word behind the last one that the guest may write. */
  int endWritten() {
    return endWritten;
  }

  boolean isWritten(int word) {
    return word >= firstWritten && word < endWritten;
  }

  void bringUpToDate(double guestNanos) {
    for (GuestWrites region : writes) {
      region.advance(guestNanos, log);
    }
  }

  long count() {
    return log.count();
  }

  /** The pages of a word that are in the log. */
  long bits(int word) {
    return log.words[word];
  }

  /** Copies the log into another set of the same size. */
  void copyTo(PageSet other) {
    System.arraycopy(log.words, 0, other.words, 0, log.words.length);
  }

  /**
   * Reads the log: its pages wait from now on.
   *
   * @return pages that were not waiting already
   */
  long addTo(PageSet waiting) {
    return waiting.addAll(log, firstWritten, endWritten);
  }

  /** Arms all pages again, or has it done chunk by chunk. */
  void rearm() {
    if (reported == null) {
      clear();
    } else {
      int written = endWritten - firstWritten;
      System.arraycopy(log.words, firstWritten, reported.words, firstWritten, written);
      Arrays.fill(chunkToClear, true);
    }
  }

  /** Takes out what was written. */
  void clear() {
    log.clear(firstWritten, endWritten);
    noteCleared();
  }

  private void noteCleared() {
    for (GuestWrites region : writes) {
      region.cleared();
    }
  }

  /** Empties the log for good: from now on it holds what the guest touches. */
  void watchTouches() {
    log.clear(0, log.words.length);
    Arrays.fill(chunkToClear, false);
    noteCleared();
  }

  /**
   * The first word behind a word at which something changes: the next chunk, or unwritten pages.
   */
  int endOfRun(int word) {
    int end = reported == null ? log.words.length : (word / CHUNK_WORDS + 1) * CHUNK_WORDS;
    if (word < firstWritten) {
      end = Math.min(end, firstWritten);
    } else if (word < endWritten) {
      end = Math.min(end, endWritten);
    }
    return Math.min(end, log.words.length);
  }

  /** Whether the chunk of a word is still to be armed. */
  boolean isToArm(int word) {
    return reported != null && chunkToClear[word / CHUNK_WORDS];
  }

  /**
   * Arms the chunk of a word: makes the pages of its chunk that the last sync reported report
   * writes again from now on; other pages were armed before and must not lose a write
   * (kvm_log_clear_one_slot in QEMU's accel/kvm/kvm-all.c).
   */
  void arm(int word, double guestNanos) {
    PageSet toArm = Objects.requireNonNull(reported, "pages are armed at the sync");
    int chunk = word / CHUNK_WORDS;
    for (GuestWrites region : writes) {
      region.beforeClear(chunk, guestNanos, log);
    }
    chunkToClear[chunk] = false;
    int end = Math.min(log.words.length, (chunk + 1) * CHUNK_WORDS);
    for (int i = chunk * CHUNK_WORDS; i < end; i++) {
      log.words[i] &= ~toArm.words[i];
    }
    noteCleared();
  }
}

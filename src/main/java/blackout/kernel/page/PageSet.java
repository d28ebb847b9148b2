package blackout.kernel.page;

import static blackout.quantity.Require.require;

import blackout.kernel.transfer.KernelInput;
import java.util.Arrays;

/**
 * A set of page numbers, one bit a page. Mutable, owned by one simulation, not safe for threads.
 */
final class PageSet {

  final long[] words;
  final long pages;

  /**
   * An empty set.
   *
   * @param pages the number of pages that can be in it, 1 to {@link KernelInput#MOST_PAGES}
   */
  PageSet(long pages) {
    require(
        pages >= 1 && pages <= KernelInput.MOST_PAGES,
        "a page set of %s pages cannot be held; between 1 and %s expected",
        pages,
        KernelInput.MOST_PAGES);
    this.pages = pages;
    this.words = new long[(int) ((pages + 63) >>> 6)];
  }

  void add(long page) {
    words[(int) (page >>> 6)] |= 1L << page;
  }

  boolean contains(long page) {
    return (words[(int) (page >>> 6)] & 1L << page) != 0;
  }

  /** Adds the pages from {@code first} to {@code end - 1}. */
  void addRange(long first, long end) {
    if (first >= end) {
      return;
    }
    int firstWord = (int) (first >>> 6);
    int lastWord = (int) ((end - 1) >>> 6);
    long head = -1L << first;
    long tail = -1L >>> -end;
    if (firstWord == lastWord) {
      words[firstWord] |= head & tail;
      return;
    }
    words[firstWord] |= head;
    Arrays.fill(words, firstWord + 1, lastWord, -1L);
    words[lastWord] |= tail;
  }

  /** Empties the words from {@code first} to {@code end - 1}. */
  void clear(int first, int end) {
    Arrays.fill(words, first, end, 0);
  }

  long count() {
    return countBetween(0, words.length);
  }

  /** The pages in the words from {@code first} to {@code end - 1}. */
  long countBetween(int first, int end) {
    long count = 0;
    for (int i = first; i < end; i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  /**
   * Adds the pages of another set of the same size in the words from {@code first} to {@code end -
   * 1}.
   *
   * @return how many of them were not in this set before
   */
  long addAll(PageSet other, int first, int end) {
    long added = 0;
    long[] mine = words;
    long[] theirs = other.words;
    for (int i = first; i < end; i++) {
      long fresh = theirs[i] & ~mine[i];
      if (fresh != 0) {
        added += Long.bitCount(fresh);
        mine[i] |= fresh;
      }
    }
    return added;
  }

  /**
   * The first word that is not empty at or after {@code from}, then from {@code first} on; only
   * words from {@code first} to {@code end - 1} are looked at. -1 if all are empty.
   */
  int nextWord(int from, int first, int end) {
    int start = from >= first && from < end ? from : first;
    for (int i = start; i < end; i++) {
      if (words[i] != 0) {
        return i;
      }
    }
    for (int i = first; i < start; i++) {
      if (words[i] != 0) {
        return i;
      }
    }
    return -1;
  }
}

package blackout.kernel.page;

/**
 * Keeps the version of every page on both sides, so that a test can prove that nothing was lost.
 * Costs 8 B a page; not used outside tests.
 */
public final class Ledger {

  final int[] source;
  final int[] destination;

  Ledger(int pages) {
    source = new int[pages];
    destination = new int[pages];
    java.util.Arrays.fill(destination, -1);
  }

  void wrote(long page) {
    source[(int) page]++;
  }

  /** Notes that the pages of one word went out with their present content. */
  void sent(int word, long bits) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int page = (word << 6) + Long.numberOfTrailingZeros(rest);
      destination[page] = source[page];
    }
  }

  /**
   * The first page whose version on the destination is not that of the source, -1 if there is none.
   */
  int firstLostPage() {
    for (int page = 0; page < source.length; page++) {
      if (source[page] != destination[page]) {
        return page;
      }
    }
    return -1;
  }
}

package blackout.kernel.page;

import java.util.Arrays;

/**
 * XBZRLE's page cache as far as it decides between hit and miss: direct-mapped, slot = page number
 * modulo the number of slots. A page that was not there is sent whole, and takes the slot if it is
 * empty or if the page in it was not sent for two syncs (QEMU, migration/page_cache.c,
 * cache_insert, CACHED_PAGE_LIFETIME).
 */
final class DeltaCache {

  /** Syncs for which a page keeps its slot against others. */
  private static final int LIFETIME = 2;

  private final long[] pageInSlot;
  private final int[] syncOfSlot;
  private int syncs;

  /**
   * An empty cache.
   *
   * @param slots the pages it has room for
   */
  DeltaCache(int slots) {
    pageInSlot = new long[slots];
    syncOfSlot = new int[slots];
    Arrays.fill(pageInSlot, -1);
  }

  /** Another sync: the pages in the cache are older by one. */
  void synced() {
    syncs++;
  }

  /** Whether the cache holds a page's earlier content; afterwards it does, if it has room. */
  boolean knows(long page) {
    int slot = (int) (page % pageInSlot.length);
    if (pageInSlot[slot] == page) {
      syncOfSlot[slot] = syncs;
      return true;
    }
    if (pageInSlot[slot] < 0 || syncOfSlot[slot] + LIFETIME <= syncs) {
      pageInSlot[slot] = page;
      syncOfSlot[slot] = syncs;
    }
    return false;
  }
}

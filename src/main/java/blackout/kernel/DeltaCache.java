package blackout.kernel;

import java.util.Arrays;

/**
 * XBZRLE's page cache as far as it decides between hit and miss: direct-mapped, slot = page number
 * modulo the number of slots. A page takes over a slot from another page; that first time it is
 * sent whole.
 *
 * <p>QEMU refuses to replace a younger page for two generations; replacing at once is a
 * simplification that matters only when the pages written exceed the cache.
 */
final class DeltaCache {

  /** QEMU's default xbzrle-cache-size, 64 MiB, in pages. */
  private static final int DEFAULT_SLOTS = 16_384;

  private final long[] pageInSlot = new long[DEFAULT_SLOTS];

  DeltaCache() {
    Arrays.fill(pageInSlot, -1);
  }

  /** Whether the cache holds a page's earlier content; afterwards it does. */
  boolean knows(long page) {
    int slot = (int) (page % DEFAULT_SLOTS);
    if (pageInSlot[slot] == page) {
      return true;
    }
    pageInSlot[slot] = page;
    return false;
  }
}

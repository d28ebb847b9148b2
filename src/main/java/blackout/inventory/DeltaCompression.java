package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;

/**
 * QEMU's XBZRLE: a page that was sent before goes out as its difference, as long as the sender
 * still has its earlier content in a cache.
 *
 * @param meanBytes the mean size of a difference, 0 to 4096 B
 * @param cache the memory of the cache, xbzrle-cache-size: a power of two of at least one page (4
 *     KiB) and at most 1 TiB
 */
public record DeltaCompression(long meanBytes, ByteCount cache) {

  /** QEMU's default of xbzrle-cache-size (migration/options.c). */
  public static final ByteCount DEFAULT_CACHE = ByteCount.mebibytes(64);

  public DeltaCompression {
    require(
        meanBytes >= 0 && meanBytes <= Vm.PAGE_BYTES,
        "mean delta is not in 0..4096 B: %s",
        meanBytes);
    require(
        Long.bitCount(cache.bytes()) == 1
            && cache.bytes() >= Vm.PAGE_BYTES
            && cache.bytes() <= ByteCount.gibibytes(1024).bytes(),
        "XBZRLE cache is not a power of two from 4 KiB to 1 TiB: %s",
        cache);
  }

  /** Its numbers. */
  String words() {
    return " of " + meanBytes + " B, cache " + cache;
  }

  /** The pages that the cache has room for. */
  public int slots() {
    return (int) cache.pages(Vm.PAGE_BYTES);
  }
}

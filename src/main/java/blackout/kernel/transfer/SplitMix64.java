package blackout.kernel.transfer;

/**
 * The generator SplitMix64, number for number that of {@code java.util.SplittableRandom}, which a
 * compiler to WebAssembly does not have.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood, Fast Splittable
 *     Pseudorandom Number Generators, OOPSLA 2014</a>
 */
public final class SplitMix64 {

  /** The golden ratio scaled to 64 bits, odd. */
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  /** Gammas with fewer bit pairs 01 and 10 are not mixed enough (section 5 of the paper). */
  private static final int FEWEST_BIT_PAIRS = 24;

  private final long gamma;
  private long state;

  public SplitMix64(long seed) {
    this(seed, GOLDEN_GAMMA);
  }

  private SplitMix64(long seed, long gamma) {
    this.state = seed;
    this.gamma = gamma;
  }

  /** Another generator, whose numbers are independent of those that follow here. */
  public SplitMix64 split() {
    long seed = nextLong();
    return new SplitMix64(seed, mixGamma(nextState()));
  }

  public long nextLong() {
    long z = nextState();
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }

  /**
   * A number from 0 to a bound, the bound excluded, none favoured.
   *
   * @param bound at least 1
   */
  public long nextLong(long bound) {
    long most = bound - 1;
    long draw = nextLong();
    if ((bound & most) == 0) {
      return draw & most;
    }
    long half = draw >>> 1;
    long number = half % bound;
    while (half + most - number < 0) { // the last, incomplete range of numbers is drawn anew
      half = nextLong() >>> 1;
      number = half % bound;
    }
    return number;
  }

  /** A number from 0 to 1, 1 excluded, in steps of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  private long nextState() {
    state += gamma;
    return state;
  }

  private static long mixGamma(long state) {
    long z = (state ^ (state >>> 33)) * 0xff51_afd7_ed55_8ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
    z = (z ^ (z >>> 33)) | 1;
    return Long.bitCount(z ^ (z >>> 1)) < FEWEST_BIT_PAIRS ? z ^ 0xaaaa_aaaa_aaaa_aaaaL : z;
  }
}

package blackout.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Number for number what the JDK's generator draws. */
final class SplitMix64Test {

  private static final long[] BOUNDS = {1, 2, 3, 1000, 1L << 32, (1L << 62) + 1, Long.MAX_VALUE};

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, 20_261_129, Long.MIN_VALUE, Long.MAX_VALUE})
  void drawsWhatTheJdkDraws(long seed) {
    var ours = new SplitMix64(seed);
    var theirs = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      assertThat(ours.nextLong()).isEqualTo(theirs.nextLong());
      assertThat(ours.nextDouble()).isEqualTo(theirs.nextDouble());
      for (long bound : BOUNDS) {
        assertThat(ours.nextLong(bound)).isEqualTo(theirs.nextLong(bound));
      }
      if (i % 2 == 0) {
        assertThat(ours.split().nextLong()).isEqualTo(theirs.split().nextLong());
      } else {
        ours = ours.split();
        theirs = theirs.split();
      }
    }
  }
}

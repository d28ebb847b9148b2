package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers are written without exponent and lose nothing. */
final class NumberTextTest {

  /** Worked by hand. */
  @Test
  void wholeNumbersHaveNoFractionAndNoneHasAnExponent() {
    assertThat(NumberText.of(8192)).isEqualTo("8192");
    assertThat(NumberText.of(-3)).isEqualTo("-3");
    assertThat(NumberText.of(-0.0)).isEqualTo("0");
    assertThat(NumberText.of(0.25)).isEqualTo("0.25");
    assertThat(NumberText.of(1e-5)).isEqualTo("0.00001");
    assertThat(NumberText.of(1e15)).isEqualTo("1000000000000000");
    assertThat(NumberText.of(1e17)).isEqualTo("100000000000000000");
    assertThat(NumberText.of(1.5e16)).isEqualTo("15000000000000000");
  }

  /** The law that the text reads as the same number, on seeded numbers of all sizes. */
  @Test
  void readingGivesTheSameNumber() {
    var random = new SplittableRandom(4);
    for (int i = 0; i < 2_000; i++) {
      double number = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 20));
      if (random.nextBoolean()) {
        number = Math.rint(number);
      }
      String text = NumberText.of(number);
      assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0.0 : number);
      assertThat(text).matches("-?[0-9]+(\\.[0-9]*[1-9])?");
    }
  }
}

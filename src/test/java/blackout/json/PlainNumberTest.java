package blackout.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Numbers are written without exponent and lose nothing. */
final class PlainNumberTest {

  /** Worked by hand. */
  @Test
  void wholeNumbersHaveNoFractionAndNoneHasAnExponent() {
    assertThat(Json.plain(8192).toPlainString()).isEqualTo("8192");
    assertThat(Json.plain(-3).toPlainString()).isEqualTo("-3");
    assertThat(Json.plain(-0.0).toPlainString()).isEqualTo("0");
    assertThat(Json.plain(0.25).toPlainString()).isEqualTo("0.25");
    assertThat(Json.plain(1e-5).toPlainString()).isEqualTo("0.00001");
    assertThat(Json.plain(1e15).toPlainString()).isEqualTo("1000000000000000");
    assertThat(Json.plain(1e17).toPlainString()).isEqualTo("100000000000000000");
    assertThat(Json.plain(1.5e16).toPlainString()).isEqualTo("15000000000000000");
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
      String text = Json.plain(number).toPlainString();
      assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0.0 : number);
      assertThat(text).matches("-?[0-9]+(\\.[0-9]*[1-9])?");
    }
  }
}

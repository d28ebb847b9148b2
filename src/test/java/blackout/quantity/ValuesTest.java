package blackout.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

  @Test
  void aListKeepsItsOrder() {
    assertThat(sizes("4GiB, 1GiB,2GiB")).containsExactly(gib(4), gib(1), gib(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1GiB..8GiB x2", "1GiB..8GiBx2", "1 GiB .. 8 GiB :4", "1GiB,2GiB,4GiB,8GiB"})
  void doublingFourEqualRatiosAndAListAreTheSame(String text) {
    assertThat(sizes(text)).containsExactly(gib(1), gib(2), gib(4), gib(8));
  }

  @Test
  void equalStepsIncludeTheEndIfTheyMeetIt() {
    assertThat(sizes("1GiB..4GiB +1GiB")).containsExactly(gib(1), gib(2), gib(3), gib(4));
    assertThat(sizes("1GiB..4GiB +2GiB")).containsExactly(gib(1), gib(3));
  }

  @Test
  void aRateWithASlashIsNoStep() {
    assertThat(
            Values.parse(
                "1Gbit/s..4Gbit/s x2", DataRate::parse, DataRate::bytesPerSecond, DataRate::new))
        .containsExactly(
            DataRate.gigabitsPerSecond(1),
            DataRate.gigabitsPerSecond(2),
            DataRate.gigabitsPerSecond(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1GiB..8GiB",
        "8GiB..1GiB x2",
        "0B..8GiB x2",
        "1GiB..8GiB x1",
        "1GiB..8GiB +0B",
        "1GiB..8GiB :1",
        "1GiB..8GiB xtwo",
        "1GiB..1TiB +1B",
        "1GB..8GB x2"
      })
  void refusesRangesWithoutAnEnd(String text) {
    assertThatThrownBy(() -> sizes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<ByteCount> sizes(String text) {
    return Values.parse(
        text, ByteCount::parse, ByteCount::bytes, bytes -> new ByteCount(Math.round(bytes)));
  }

  private static ByteCount gib(long count) {
    return ByteCount.gibibytes(count);
  }
}

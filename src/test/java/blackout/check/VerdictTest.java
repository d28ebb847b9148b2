package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate is passed only when checks ran and none failed, stayed open or warned. */
final class VerdictTest {

  @Test
  void theWorstResultDecides() {
    assertThat(of(Result.SUCCESS, Result.NOT_APPLICABLE)).isEqualTo(Verdict.READY);
    assertThat(of(Result.SUCCESS, Result.WARNING)).isEqualTo(Verdict.READY_WITH_WARNINGS);
    assertThat(of(Result.SUCCESS, Result.WAIVED)).isEqualTo(Verdict.READY_WITH_WARNINGS);
    assertThat(of(Result.WARNING, Result.INCOMPLETE)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(of(Result.SUCCESS, Result.CANCELED)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(of(Result.INCOMPLETE, Result.FAILED)).isEqualTo(Verdict.NOT_READY);
  }

  @Test
  void nothingThatRanIsNothingPromised() {
    assertThat(Verdict.of(List.of())).isEqualTo(Verdict.INCOMPLETE);
    assertThat(of(Result.NOT_APPLICABLE)).isEqualTo(Verdict.INCOMPLETE);
  }

  private static Verdict of(Result... results) {
    return Verdict.of(
        Arrays.stream(results)
            .map(r -> new CheckResult("X", Category.NETWORK, "", r, "", List.of(), "", ""))
            .toList());
  }
}

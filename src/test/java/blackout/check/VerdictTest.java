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
    assertThat(Verdict.of(List.of(), 0)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(of(Result.NOT_APPLICABLE)).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void whereEveryDirtyRateIsAssumedReadinessIsAnAssumption() {
    CheckResult fine = check("N01", Category.NETWORK, Result.SUCCESS);
    CheckResult warns = check("W01", Category.NETWORK, Result.WARNING);
    CheckResult assumed = check(Verdict.EVIDENCE, Category.DOWNTIME, Result.WARNING);
    CheckResult unknown = check(Verdict.PREREQUISITES, Category.NETWORK, Result.INCOMPLETE);

    assertThat(Verdict.of(List.of(fine, warns, assumed), 0))
        .isEqualTo(Verdict.READY_ON_ASSUMPTIONS);
    assertThat(Verdict.of(List.of(unknown, assumed), 0)).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void aPartOfTheInputThatWasLeftOutPromisesNothing() {
    List<CheckResult> fine = List.of(check("N01", Category.NETWORK, Result.SUCCESS));

    assertThat(Verdict.of(fine, 0)).isEqualTo(Verdict.READY);
    assertThat(Verdict.of(fine, 1)).isEqualTo(Verdict.INCOMPLETE);
    assertThat(Verdict.INCOMPLETE.line(fine, 2)).isEqualTo("INCOMPLETE: 2 problems of the input");
  }

  @Test
  void predictionsAloneAreNoPrerequisites() {
    assertThat(Verdict.of(List.of(check("D01", Category.DOWNTIME, Result.SUCCESS)), 0))
        .isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void theLineCountsWhatTheVerdictIsAbout() {
    CheckResult warns = check("W01", Category.NETWORK, Result.WARNING);

    assertThat(Verdict.READY_WITH_WARNINGS.line(List.of(warns, warns, warns), 0))
        .isEqualTo("READY WITH WARNINGS: 3 warnings");
    assertThat(Verdict.NOT_READY.line(List.of(check("W02", Category.NETWORK, Result.FAILED)), 0))
        .isEqualTo("NOT READY: 1 failed check");
  }

  private static CheckResult check(String id, Category category, Result result) {
    return new CheckResult(id, category, "", result, "", List.of(), "", "");
  }

  private static Verdict of(Result... results) {
    return Verdict.of(
        Arrays.stream(results)
            .map(r -> new CheckResult("X", Category.NETWORK, "", r, "", List.of(), "", ""))
            .toList(),
        0);
  }
}

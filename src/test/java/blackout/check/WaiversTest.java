package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A waived check stays in sight; an expired waiver does not count and is a warning. */
final class WaiversTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

  private static final CheckResult FAILED = result("W04", Result.FAILED);
  private static final CheckResult WARNED = result("W01", Result.WARNING);
  private static final CheckResult PASSED = result("N01", Result.SUCCESS);
  private static final CheckResult UNKNOWN = result("S04", Result.INCOMPLETE);
  private static final List<CheckResult> RESULTS = List.of(PASSED, WARNED, FAILED, UNKNOWN);

  @Test
  void aWaivedFailureIsShownWithItsReasonAndItsEvidence() {
    CheckResult waived = applied(waiver("W04", TODAY)).get(2);

    assertThat(waived.result()).isEqualTo(Result.WAIVED);
    assertThat(waived.evidence())
        .containsExactly(
            "Waived until 2026-06-30 by net team: by design (without it: Failed)",
            "evidence of W04");
    assertThat(waived.action()).isEqualTo(FAILED.action());
  }

  @Test
  void aWaivedFailureLeavesWarnings() {
    assertThat(
            Verdict.of(
                Waivers.apply(List.of(PASSED, FAILED), List.of(waiver("W04", TODAY)), TODAY), 0))
        .isEqualTo(Verdict.READY_WITH_WARNINGS);
  }

  @Test
  void anExpiredWaiverChangesNothingAndWarns() {
    List<CheckResult> results = applied(waiver("W04", TODAY.minusDays(1)));

    assertThat(results.get(2)).isEqualTo(FAILED);
    assertThat(results.get(4).result()).isEqualTo(Result.WARNING);
    assertThat(results.get(4).evidence().get(0)).startsWith("Expired on 2026-06-29: W04");
  }

  @Test
  void whatIsNotKnownCannotBeWaived() {
    List<CheckResult> results = applied(waiver("S04", TODAY));

    assertThat(results.get(3)).isEqualTo(UNKNOWN);
    assertThat(results.get(4).evidence().get(0)).startsWith("For a check that needs none");
  }

  @Test
  void aWaiverForNothingWarns() {
    CheckResult about = applied(waiver("Z99", TODAY)).get(4);

    assertThat(about.result()).isEqualTo(Result.WARNING);
    assertThat(about.evidence().get(0)).startsWith("For a check that does not exist: Z99");
  }

  @Test
  void aValidWaiverIsTold() {
    CheckResult about = applied(waiver("W01", TODAY)).get(4);

    assertThat(about.result()).isEqualTo(Result.SUCCESS);
    assertThat(about.evidence())
        .containsExactly("Valid until 2026-06-30: W01: by design (net team)");
  }

  @Test
  void withoutWaiversNothingIsAdded() {
    assertThat(Waivers.apply(RESULTS, List.of(), TODAY)).isEqualTo(RESULTS);
  }

  private static List<CheckResult> applied(Waiver waiver) {
    return Waivers.apply(RESULTS, List.of(waiver), TODAY);
  }

  private static Waiver waiver(String check, LocalDate expires) {
    return new Waiver(check, "by design", "net team", expires);
  }

  private static CheckResult result(String id, Result result) {
    return new CheckResult(
        id,
        Category.NETWORK,
        "title",
        result,
        "something",
        List.of("evidence of " + id),
        "mend",
        "");
  }
}

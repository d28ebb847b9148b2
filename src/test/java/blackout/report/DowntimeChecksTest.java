package blackout.report;

import static blackout.report.SampleReports.estate;
import static blackout.report.SampleReports.report;
import static blackout.report.SampleReports.vm;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * By hand: at 100 MiB/s a VM of 256 MiB is saved and restored in 2.56 s each; with the disk of its
 * own (1 + 2 + 3 s) and 0.5 s to resume it is out for 11.62 s. Its live migration is far below a
 * second.
 */
final class DowntimeChecksTest {

  private static final DowntimeLimit TEN_SECONDS =
      new DowntimeLimit("ten seconds", Duration.ofSeconds(10), "this test");

  @Test
  void withLiveMigrationNobodyNoticesTheMove() {
    Estate estate =
        estate(
            WindowsVersion.WINDOWS_2008_R2,
            List.of(vm("a", Optional.of(Duration.ofSeconds(1)))),
            List.of(TEN_SECONDS));

    assertThat(results(estate))
        .extracting(CheckResult::result)
        .containsExactly(Result.SUCCESS, Result.SUCCESS, Result.SUCCESS);
  }

  @Test
  void withoutLiveMigrationTheSavedStateIsHeldAgainstWhatWasAsked() {
    Estate estate =
        estate(
            WindowsVersion.WINDOWS_2008,
            List.of(
                vm("patient", Optional.of(Duration.ofSeconds(12))),
                vm("hasty", Optional.of(Duration.ofSeconds(11)))),
            List.of(TEN_SECONDS));

    List<CheckResult> results = results(estate);

    assertThat(results)
        .extracting(CheckResult::result)
        .containsExactly(Result.NOT_APPLICABLE, Result.FAILED, Result.WARNING);
    assertThat(results.get(1).evidence()).containsExactly("hasty accepts 11 s, predicted 11.6 s");
  }

  @Test
  void whatNobodyAskedForIsNotApplicable() {
    Estate estate =
        estate(WindowsVersion.WINDOWS_2008_R2, List.of(vm("a", Optional.empty())), List.of());

    assertThat(results(estate))
        .extracting(CheckResult::result)
        .containsExactly(Result.SUCCESS, Result.NOT_APPLICABLE, Result.NOT_APPLICABLE);
  }

  private static List<CheckResult> results(Estate estate) {
    return DowntimeChecks.all(estate, report(estate, List.of()).forecast());
  }
}

package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attempts told apart; all expectations by hand from the looks in the test. */
final class WatchedMigrationsTest {

  private static MigrationPoll look(Status status, long millis, Map<Counter, Double> counters) {
    return new MigrationPoll(status, Duration.ofMillis(millis), counters);
  }

  private static Map<Counter, Double> pages(double raw, double zero) {
    return Map.of(
        Counter.RAW_PAGES, raw, Counter.ZERO_PAGES, zero, Counter.MEMORY_BYTES, 4096.0 * 1000);
  }

  private static List<Status> statuses(MigrationPoll... polls) {
    return WatchedMigrations.attempts(List.of(polls), Duration.ZERO).stream()
        .map(Attempt::status)
        .toList();
  }

  @Test
  void aCancelledAttemptIsNotPartOfTheNext() {
    assertThat(
            statuses(
                look(Status.ACTIVE, 100, pages(10, 0)),
                look(Status.CANCELLED, 60_000, pages(170, 5)),
                look(Status.ACTIVE, 70_000, pages(300, 5)),
                look(Status.COMPLETED, 80_000, pages(900, 5))))
        .containsExactly(Status.CANCELLED, Status.COMPLETED);
  }

  @Test
  void twoEndsAreTwoMigrationsWhicheverTookLonger() {
    MigrationPoll shorter = look(Status.COMPLETED, 22_010, pages(342, 7));
    MigrationPoll longer = look(Status.COMPLETED, 23_150, pages(340, 7));

    assertThat(statuses(shorter, longer)).hasSize(2);
    assertThat(statuses(longer, shorter)).hasSize(2);
  }

  @Test
  void theSameEndAgainIsOneMigration() {
    MigrationPoll end = look(Status.COMPLETED, 22_010, pages(342, 7));

    assertThat(statuses(look(Status.ACTIVE, 900, pages(40, 7)), end, end)).hasSize(1);
    assertThat(statuses(end, look(Status.COMPLETED, 0, Map.of()))).hasSize(1);
  }

  @Test
  void aCounterThatGoesBackBeginsAnotherMigration() {
    assertThat(
            statuses(
                look(Status.ACTIVE, 5_000, pages(500, 0)),
                look(Status.ACTIVE, 6_000, pages(100, 0)),
                look(Status.COMPLETED, 9_000, pages(1_000, 0))))
        .containsExactly(Status.ACTIVE, Status.COMPLETED);
  }

  @Test
  void afterPostCopyNothingIsToldOfTheGuestOrTheStream() {
    var end =
        look(
            Status.COMPLETED,
            2_100,
            Map.of(
                Counter.RAW_PAGES, 660.0,
                Counter.ZERO_PAGES, 5.0,
                Counter.MEMORY_BYTES, 4096.0 * 1000,
                Counter.BYTES_PER_SECOND, 1.31e9,
                Counter.DOWNTIME_SECONDS, 0.002,
                Counter.POST_COPY_REQUESTS, 4400.0));

    Attempt record = WatchedMigrations.attempts(List.of(end), Duration.ZERO).get(0);
    ObservedMigration observed = WatchedMigrations.observed(record);

    assertThat(record.postCopy()).isTrue();
    assertThat(observed.totals()).isEmpty();
    assertThat(observed.rate()).isEmpty();
    assertThat(observed.finish()).isEmpty();
  }

  @Test
  void theRateOfThePauseIsWhatWasSentInIt() {
    var end =
        look(
            Status.COMPLETED,
            12_932,
            Map.of(Counter.DOWNTIME_SECONDS, 0.008, Counter.DOWNTIME_BYTES, 19_563_600.0));

    // 19,563,600 B in 8 ms are 2,445,450,000 B/s.
    assertThat(WatchedMigrations.attempts(List.of(end), Duration.ZERO).get(0).pauseRate())
        .hasValueSatisfying(r -> assertThat(r.bytesPerSecond()).isEqualTo(2_445_450_000.0));
  }

  @Test
  void theDirtyRateOfTheHypervisorIsTakenOnceWithItsStretch() {
    var record =
        WatchedMigrations.attempts(
                List.of(
                    look(Status.ACTIVE, 52_000, rate(60, 31_000)),
                    look(Status.ACTIVE, 52_100, rate(60, 31_000)),
                    look(Status.ACTIVE, 58_100, rate(62, 29_000))),
                Duration.ZERO)
            .get(0);

    // The first look is alone: QEMU counts over at least a second. Two syncs in 6 s are 3 s each.
    assertThat(record.dirtyRates())
        .containsExactly(
            new Attempt.ReportedRate(31_000, Duration.ofSeconds(1)),
            new Attempt.ReportedRate(29_000, Duration.ofSeconds(3)));
  }

  private static Map<Counter, Double> rate(double syncs, double pagesPerSecond) {
    return Map.of(Counter.SYNCS, syncs, Counter.DIRTY_PAGES_PER_SECOND, pagesPerSecond);
  }
}

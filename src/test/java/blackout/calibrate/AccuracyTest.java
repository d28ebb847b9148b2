package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.Accuracy.MeasuredFile;
import blackout.calibrate.MeasuredRun.LimitedBy;
import blackout.calibrate.MeasuredRun.MeasuredEnd;
import blackout.calibrate.MeasuredRun.MeasuredGuest;
import blackout.calibrate.MeasuredRun.Sync;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import blackout.inventory.Workload.Regions;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expectations by hand unless a test says otherwise. */
final class AccuracyTest {

  private static final MeasuredEnd CANCELLED =
      new MeasuredEnd(Optional.empty(), Optional.empty(), List.of());

  /** 40,960 pages, all resident, idle, at 40,960,000 B/s. */
  private static MeasuredRun idle(MeasuredEnd measured) {
    return run(Optional.of(new Regions(List.of())), List.of(), measured);
  }

  private static MeasuredRun run(
      Optional<Regions> writes, List<Window> windows, MeasuredEnd measured) {
    return new MeasuredRun(
        "row",
        Hypervisors.named("qemu-7.2"),
        new MeasuredGuest(40_960, 40_960, writes, windows),
        LimitedBy.WIRE,
        new DataRate(40_960_000),
        Duration.ofMillis(300),
        false,
        false,
        MigrationOptions.none(),
        Duration.ofSeconds(45),
        measured);
  }

  private static MeasuredEnd completed(long totalMillis, long downtimeMillis, int syncs) {
    return new MeasuredEnd(
        Optional.of(finish(totalMillis, downtimeMillis, syncs)), Optional.empty(), List.of());
  }

  private static Finish finish(long totalMillis, long downtimeMillis, int syncs) {
    return new Finish(Duration.ofMillis(totalMillis), Duration.ofMillis(downtimeMillis), syncs);
  }

  private static AccuracyRow row(Optional<Finish> predicted, MeasuredEnd measured) {
    return new AccuracyRow(
        "file", "model", idle(measured), new Prediction(predicted, Optional.empty(), List.of(), 0));
  }

  @Test
  void errorsAreOverRowsThatCompletedInBothAndVerdictsOverAll() {
    List<AccuracyRow> rows =
        List.of(
            row(Optional.of(finish(1100, 20, 5)), completed(1000, 10, 5)),
            row(Optional.of(finish(980, 10, 8)), completed(1000, 40, 5)),
            row(Optional.of(finish(1000, 10, 5)), CANCELLED),
            row(Optional.empty(), completed(1000, 10, 5)),
            row(Optional.empty(), CANCELLED));

    ErrorFigures figures = ErrorFigures.of(rows);

    // Errors: total 10 % and 2 %, downtime 10 and 30 ms, syncs 0 and 3.
    assertThat(figures.rows()).isEqualTo(5);
    assertThat(figures.verdictRight()).isEqualTo(3);
    ErrorFigures.Errors errors = figures.errors().orElseThrow();
    assertThat(errors.rows()).isEqualTo(2);
    assertThat(errors.totalMedian()).isCloseTo(0.06, within(1e-12));
    assertThat(errors.totalP90()).isCloseTo(0.092, within(1e-12));
    assertThat(errors.downtimeMedianMillis()).isEqualTo(20);
    assertThat(errors.downtimeP90Millis()).isEqualTo(28);
    assertThat(errors.syncCountMedian()).isEqualTo(1.5);
    assertThat(errors.syncCountEqualRatio()).isEqualTo(0.5);
    assertThat(errors.syncCountWithinTwoRatio()).isEqualTo(0.5);
  }

  @Test
  void withoutARowThatCompletedInBothThereAreNoErrors() {
    ErrorFigures figures = ErrorFigures.of(List.of(row(Optional.empty(), CANCELLED)));

    assertThat(figures.errors()).isEmpty();
    assertThat(figures.verdictRight()).isEqualTo(1);
  }

  @Test
  void percentilesLieOnStraightLinesBetweenTheValues() {
    // rank 0.9 * 4 = 3.6 of 0, 1, 2, 3, 4.
    assertThat(Percentiles.of(List.of(4, 0, 3, 1, 2), v -> v, 90)).isCloseTo(3.6, within(1e-12));
    assertThat(Percentiles.median(List.of(7), v -> v)).isEqualTo(7);
  }

  @Test
  void noPredictionLooksAtWhatWasMeasured() {
    MeasuredRun run = MeasuredRows.QEMU.runs().get(5);
    MeasuredRun blind =
        new MeasuredRun(
            run.id(),
            run.hypervisor(),
            run.guest(),
            run.limitedBy(),
            run.rate(),
            run.downtimeLimit(),
            run.kvm(),
            run.preallocated(),
            run.options(),
            run.giveUpAfter(),
            CANCELLED);

    for (Model model : Model.all(3)) {
      assertThat(model.rule().apply(blind)).as(model.name()).isEqualTo(model.rule().apply(run));
    }
  }

  @Test
  void theSameFilesGiveTheSameResult() {
    var few = new MeasuredFile("few", MeasuredRows.QEMU.runs().subList(0, 4));

    assertThat(Accuracy.of(List.of(few), 3).rows()).isEqualTo(Accuracy.of(List.of(few), 3).rows());
  }

  @Test
  void anIdleGuestTakesItsMemoryOverTheRateInEveryModel() {
    // 40,960 pages of 4096 B at 40,960,000 B/s take 4.096 s, of 4104 B with their headers 4.104 s.
    // To the kernel the stream ends when the last page is in the buffer: 17 ms earlier, after 1 ms
    // of setup.
    var file = new MeasuredFile("file", List.of(idle(CANCELLED)));

    for (AccuracyRow row : Accuracy.of(List.of(file), 3).rows()) {
      assertThat(row.prediction().finish().orElseThrow().total().toMillis())
          .as(row.model())
          .isBetween(4087L, 4105L);
    }
  }

  @Test
  void distinctPagesOfRandomWritesSaturateAndThoseOfASweepStop() {
    Duration second = Duration.ofSeconds(1);

    // 1000 (1 - e^-2) = 864.66; a sweep of 2000 writes has been round twice.
    assertThat(ClosedForms.distinctPages(new Region(Pattern.RANDOM, 1000, 2000), second))
        .isCloseTo(864.6647, within(1e-4));
    assertThat(ClosedForms.distinctPages(new Region(Pattern.SEQUENTIAL, 1000, 2000), second))
        .isEqualTo(1000);
    assertThat(ClosedForms.distinctPages(new Region(Pattern.SEQUENTIAL, 1000, 300), second))
        .isEqualTo(300);
  }

  @Test
  void aCurveNeedsTwoWindowsOfDifferentLength() {
    var once = new Window(Duration.ofSeconds(1), DataRate.mebibytesPerSecond(1));
    var twice = new Window(Duration.ofSeconds(2), DataRate.mebibytesPerSecond(1));
    MeasuredFile file =
        new MeasuredFile(
            "file",
            List.of(
                run(Optional.empty(), List.of(once, once), CANCELLED),
                run(Optional.empty(), List.of(twice, once), CANCELLED)));

    AccuracySummary curve =
        Accuracy.of(List.of(file), 1).summaries().stream()
            .filter(s -> s.model().name().equals("measured curve"))
            .findFirst()
            .orElseThrow();

    assertThat(curve.all().rows()).isEqualTo(1);
  }

  @Test
  void aHintSaysWhereTheSyncsPart() {
    MeasuredEnd measured =
        new MeasuredEnd(
            Optional.of(finish(4900, 30, 6)),
            Optional.empty(),
            List.of(new Sync(Duration.ZERO, 0), new Sync(Duration.ofMillis(4610), 7)));
    AccuracyRow predicted =
        Accuracy.of(List.of(new MeasuredFile("file", List.of(idle(measured)))), 1)
            .kernelRows()
            .get(0);

    // The first pass would take 4.104 s and stops when what is left fits 300 ms: at 3.8 s, to the
    // next 100 ms. An idle guest is synced three times: at the start, there, and in the pause.
    assertThat(predicted.prediction().rounds().get(0).duration().toMillis())
        .isBetween(3750L, 3850L);
    assertThat(MissHints.of(predicted))
        .anyMatch(hint -> hint.matches("first sync (7|8)\\d\\d ms later than predicted"))
        .contains("3 more syncs measured", "outside the replays' 10..90 % range");
  }

  @Test
  void theWorstRowsAreWrongVerdictsThenTheLargestErrors() {
    MeasuredRun right = idle(completed(4125, 10, 3));
    MeasuredRun late = idle(completed(2000, 10, 3));
    MeasuredRun wrong = idle(CANCELLED);
    var file = new MeasuredFile("file", List.of(right, late, wrong));

    assertThat(Accuracy.of(List.of(file), 1).worst(2))
        .extracting(AccuracyRow::run)
        .containsExactly(wrong, late);
  }

  @Test
  void theScenarioOfAWireHoldsBackTheFinalCopyAndThatOfASenderDoesNot() {
    MeasuredRun wire = idle(CANCELLED);

    assertThat(MeasuringHost.scenario(wire).link().senderLimit()).isEmpty();
    assertThat(MeasuringHost.scenario(wire).link().wire()).isEqualTo(wire.rate());
    MeasuredRun sender = MeasuredRows.QEMU.runs().get(0);
    assertThat(sender.limitedBy()).isEqualTo(LimitedBy.SENDER);
    assertThat(MeasuringHost.scenario(sender).link().senderLimit()).contains(sender.rate());
    assertThat(sender.vm().workload()).isInstanceOf(Workload.Regions.class);
  }
}

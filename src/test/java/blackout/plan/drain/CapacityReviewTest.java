package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.Advice;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.Samples;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The review of the example of two nodes, whose sql-02 is out for 2.88 s (README). */
final class CapacityReviewTest {

  private static Estate estate;
  private static CapacityReview review;

  @BeforeAll
  static void makeReview() {
    estate = EstateFile.load(Path.of("datasets/two-node-r2/estate.json")).value();
    review =
        CapacityReview.of(
            estate,
            EstateForecast.of(estate, 1, done -> {}),
            Maintenance.of(estate, Optional.of(Duration.ofHours(2)), DrainRules.of(estate)));
  }

  @Test
  void theWorstVmComesFirstAndItsActionIsEnoughWhenReplayed() {
    CapacityReview.Advised worst = review.worst().get(0);

    assertThat(worst.vm().vm().name()).isEqualTo("sql-02");
    assertThat(worst.goal()).isEqualTo(CapacityReview.GOAL);
    assertThat(worst.action().reachesGoal()).isTrue();
    assertThat(worst.action().kind()).isNotEqualTo(Advice.Measure.NOTHING);
    assertThat(worst.action().downtime().orElseThrow()).isLessThanOrEqualTo(worst.goal());
  }

  @Test
  void oneCaseWithNothingChangedIsThePlannedDrain() {
    Drain drain = review.fullest().drain();
    var risk = new DrainRisk(drain, review.rules());

    assertThat(risk.with(1, 1).total()).isEqualTo(drain.makespan().toNanos() / 1e9);
    assertThat(review.whatIf().get(0).drained()).hasValue(drain.makespan());
  }

  @Test
  void halfTheLinkCostsIdleGuestsTwiceTheTimeOnTheWire() {
    // By hand: without writes every page is sent once, so twice as long on half the link, apart
    // from the fixed steps of each migration, which here are 2.5 s or less.
    var risk = new DrainRisk(review.fullest().drain(), review.rules());

    double whole = risk.with(1e-5, 1).total();
    double half = risk.with(1e-5, 0.5).total();

    assertThat(half / whole).isCloseTo(2, within(0.1));
  }

  @Test
  void theSameSeedGivesTheSameQuantilesAndTheyRise() {
    var risk = new DrainRisk(review.fullest().drain(), review.rules());

    Samples once = risk.run(100, 7).makespans();
    Samples again = risk.run(100, 7).makespans();

    assertThat(once.quantile(0.9)).isEqualTo(again.quantile(0.9));
    assertThat(once.quantile(0.5).value()).isLessThan(once.quantile(0.9).value());
    assertThat(once.quantile(0.9).low()).isLessThanOrEqualTo(once.quantile(0.9).value());
  }

  @Test
  void theTornadoBeginsWithTheInputThatMovesTheEndMost() {
    var swings = review.fullest().sure().orElseThrow().tornado();

    assertThat(swings).hasSize(2);
    assertThat(swings.get(0).width()).isGreaterThanOrEqualTo(swings.get(1).width());
    // Less of the link never ends a drain sooner.
    MonteCarlo.Swing<DrainRisk.Input> payload =
        swings.stream().filter(s -> s.input() == DrainRisk.Input.PAYLOAD).findFirst().orElseThrow();
    assertThat(payload.low().total()).isGreaterThan(payload.high().total());
  }

  @Test
  void everyWhatIfRowCountsTheVmsThatTheEngineCounts() {
    WhatIf asItIs = review.whatIf().get(0);
    long over =
        estate.vms().stream()
            .map(v -> EstateForecast.scenario(estate, v.vm(), 1).orElseThrow())
            .map(s -> Kernel.run(s, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of()))
            .filter(o -> o.downtime().orElseThrow().total().compareTo(CapacityReview.GOAL) > 0)
            .count();

    assertThat(asItIs.change()).isEqualTo("as it is");
    assertThat((long) asItIs.overGoal()).isEqualTo(over).isPositive();
    assertThat(review.whatIf()).extracting(WhatIf::change).doesNotHaveDuplicates();
  }

  @Test
  void theTotalIsEveryDrainAndEveryPatchAndTheWindowIsHeldAgainstIt() {
    Duration drained =
        review.drains().stream().map(Drain::makespan).reduce(Duration.ZERO, Duration::plus);

    assertThat(review.total()).isEqualTo(drained.plus(review.rules().patch().multipliedBy(2)));
    assertThat(review.maintenance().fits())
        .isEqualTo(review.total().compareTo(Duration.ofHours(2)) <= 0);
    assertThat(review.maintenance().asked()).isPresent();
  }

  /**
   * What never ends is longer than anything: sql-02 writes 1,000,000 pages a second, 4 GB/s where
   * the link carries 0.12, and QEMU has no most rounds.
   */
  @Test
  void whatNeverEndsCountsAsTheLongest() throws IOException {
    var tree =
        (ObjectNode)
            new ObjectMapper().readTree(Path.of("datasets/two-node-r2/estate.json").toFile());
    tree.remove("windows_version");
    tree.put("hypervisor", "qemu-10.1");
    ((ObjectNode) tree.at("/vms/7/writes")).put("writes_per_s", 1_000_000);
    Estate kvm =
        EstateFile.parse(tree.toString().getBytes(StandardCharsets.UTF_8), "draft.json").value();

    CapacityReview stuck =
        CapacityReview.of(
            kvm,
            EstateForecast.of(kvm, 1, done -> {}),
            Maintenance.of(kvm, Optional.empty(), DrainRules.of(kvm)));

    WhatIf asItIs = stuck.whatIf().get(0);
    assertThat(asItIs.neverEnding()).isEqualTo(1);
    assertThat(asItIs.longestTime()).isEmpty();
    assertThat(asItIs.longestDowntime()).isEmpty();
    assertThat(review.whatIf()).allMatch(other -> other.longestTime().isPresent());
  }

  @Test
  void withoutLiveMigrationOnlySavedStatesAreLeft() {
    Estate old = EstateFile.load(Path.of("datasets/exclusive-disks-2008/estate.json")).value();

    CapacityReview saved =
        CapacityReview.of(
            old,
            EstateForecast.of(old, 1, done -> {}),
            Maintenance.of(old, Optional.empty(), DrainRules.of(old)));

    assertThat(saved.whatIf()).isEmpty();
    assertThat(saved.worst()).isEmpty();
    assertThat(saved.fullest().sure()).isEmpty();
    assertThat(saved.window()).isEqualTo(Maintenance.USUAL_WINDOW);
  }
}

package blackout.kernel.policy;

import static blackout.kernel.policy.ScriptedPages.finalSend;
import static blackout.kernel.policy.ScriptedPages.liveSends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Hyper-V, vMotion and the textbook's rule; cases worked by hand from what is public. */
final class ClosedSourcePolicyTest {

  private static final long PAGES = 262_144;
  private static final int PAGE_ON_WIRE = 4104;

  /** What 1000 MiB/s carry in 300 ms. */
  private static final long FITTING = (long) (0.3 * 1000 * (1 << 20) / PAGE_ON_WIRE);

  private static Outcome hyperV2012(MigrationOptions options) {
    return ScriptedPages.run(
        HyperVPolicy.windows2012R2(),
        ScriptedPages.scenario(PAGES).withOptions(options),
        List.of());
  }

  @Test
  void hyperVStopsOnceTheRestFitsThePause() {
    Outcome outcome =
        ScriptedPages.run(HyperVPolicy.windows2008R2(), PAGES, FITTING + 1, FITTING, 5L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, FITTING + 1);
    assertThat(finalSend(outcome)).isEqualTo(FITTING + 5);
    assertThat(outcome.word()).isEqualTo("converged");
  }

  /** Directions on Microsoft, 15 June 2009: ten passes at most. */
  @Test
  void hyperVStopsAfterTenPasses() {
    Outcome outcome =
        ScriptedPages.run(
            HyperVPolicy.windows2008R2(),
            PAGES,
            Collections.nCopies(11, PAGES).toArray(Long[]::new));

    assertThat(liveSends(outcome)).hasSize(10).containsOnly(PAGES);
    assertThat(outcome.word()).isEqualTo("forced");
  }

  @Test
  void theConfigurationIsCopiedBeforeRound0AndIsNoDowntime() {
    Outcome outcome = ScriptedPages.run(HyperVPolicy.windows2008R2(), PAGES);

    assertThat(outcome.record().rounds().get(0).start()).isEqualTo(Duration.ofMillis(2500));
    assertThat(outcome.downtime().orElseThrow().total()).isZero();
  }

  /** "Expected to halve the time" (A. Finn, aidanfinn.com/?p=14907); the header is not halved. */
  @Test
  void compressionHalvesTheBytesAndTheTime() {
    Outcome outcome = hyperV2012(MigrationOptions.none());

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(PAGES * 2056);
    assertThat(outcome.record().rounds().get(0).duration())
        .isEqualTo(DataRate.mebibytesPerSecond(1000).timeFor(new ByteCount(PAGES * 2056)));
  }

  /** By hand: 8 + 4096 / 4 B at 1000 MiB/s, 0.98 us a page, while 1 GiB/s takes in 3.81 us. */
  @Test
  void aStatedRatioAndRateReplaceTheDefaultsAndTheProcessorsHoldTheWireBack() {
    Outcome outcome =
        hyperV2012(
            MigrationOptions.none().withCompression(0.25, DataRate.mebibytesPerSecond(1024)));

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(PAGES * 1032);
    assertThat(outcome.record().rounds().get(0).duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theTextbookStopsAtAThresholdOrARoundLimit() {
    var policy = new TextbookPolicy(3, OptionalLong.of(10));

    assertThat(liveSends(ScriptedPages.run(policy, PAGES, 11L, 10L, 0L)))
        .containsExactly(PAGES, 11L);
    assertThat(liveSends(ScriptedPages.run(policy, PAGES, 11L, 11L, 11L)))
        .containsExactly(PAGES, 11L, 11L);
  }

  /** By hand: 500 ms of 1000 MiB/s, not the scenario's 300 ms. */
  @Test
  void vMotionStopsOnceTheRestFitsHalfASecond() {
    long fitting = (long) (0.5 * 1000 * (1 << 20) / PAGE_ON_WIRE);

    Outcome outcome = ScriptedPages.run(new VMotionPolicy(), PAGES, fitting + 1, fitting, 5L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, fitting + 1);
    assertThat(outcome.record().throttleRatio()).isZero();
  }

  /**
   * By hand: after a round that left all N pages that it sent, each was written ln(N + 1) times or
   * more; to leave one half, each may be written ln 2 times in the next, which is as long.
   */
  @Test
  void vMotionSlowsAGuestThatDirtiesAsFastAsItIsSent() {
    Outcome outcome = ScriptedPages.run(new VMotionPolicy(), PAGES, PAGES, PAGES, PAGES / 2);

    double keeps = Math.log(2) / Math.log(PAGES + 1.0);
    assertThat(outcome.record().throttleRatio())
        .isCloseTo(1 - Math.max(0.01, keeps * keeps), within(1e-12));
    assertThat(outcome.record().rounds().get(0).throttleRatio())
        .isCloseTo(1 - keeps, within(1e-12));
    assertThat(outcome.record().brownout().deepestRatio())
        .isEqualTo(outcome.record().throttleRatio());
    assertThat(outcome.record().brownout().lostWork()).isPositive();
  }

  /** The guest writes four times as fast as the link carries, over all of its memory. */
  @Test
  void vMotionConvergesWhereTheOthersAreForced() {
    var vm = new Vm("busy", ByteCount.gibibytes(4), 0, Workload.steady(900_000, 500_000));
    var scenario =
        Scenario.of(vm, Link.wire(DataRate.mebibytesPerSecond(500)), "vmotion")
            .withCosts(HostCosts.NONE);

    assertThat(Kernel.run(scenario, Engine.PAGE_BY_PAGE).word()).isEqualTo("converged");
    assertThat(Kernel.run(scenario, Engine.PAGE_BY_PAGE).downtime().orElseThrow().total())
        .isLessThan(Duration.ofMillis(500));
    assertThat(Kernel.run(scenario.withHypervisor("hyper-v-2008-r2"), Engine.PAGE_BY_PAGE).word())
        .isEqualTo("forced");
  }
}

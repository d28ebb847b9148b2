package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.estimate.SavedState;
import blackout.exhibit.AdviceText;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * VMs for which the cheapest action is known beforehand, and effects that are those of a direct
 * replay. A link of 1 Gbit/s carries 30,518 pages of 4096 B a second; the goals are pauses unless
 * another time is named.
 */
final class CheapestActionTest {

  private static final Link GIGABIT = Link.wire(DataRate.gigabitsPerSecond(1));
  private static final Goal SECOND = Goal.downtimeWithin(Duration.ofSeconds(1));

  /** The same, for a guest that may be all but stopped meanwhile. */
  private static final Goal HOWEVER_SLOW = new Goal(SECOND.downtime(), Optional.empty(), 1);

  /** 512 MiB written to and read from storage at 100 MiB/s: 10.2 s. */
  private static final Downtime SLOWLY_SAVED = saved(DataRate.mebibytesPerSecond(100));

  @Test
  void twoAtOnceInsteadOfThreeWhereAThirdOfTheLinkIsTooLittle() {
    // By hand: the guest dirties 12,000 pages a second and never fewer; a third of the link carries
    // 10,173 and never catches up, a half carries 15,259 and gains on it.
    Scenario vm = qemu(65_536, 12_000);

    Advice.Action best = best(vm, SECOND, SLOWLY_SAVED, 3);

    assertThat(best.kind()).isEqualTo(Advice.Measure.SPLIT_WAVE);
    assertThat(best.how()).isEqualTo("2 at once, not 3");
    assertEffect(best, vm.withLink(Link.wire(DataRate.megabitsPerSecond(500))));
  }

  @Test
  void aQuieterHourWhereTheWholeLinkIsTooLittle() {
    // By hand: 40,000 writes a second are more than the link carries, 30,518 pages (76 %); a page
    // that is written twice is sent once, so that a little more will do: a share u of the working
    // set is left after a round where u = 1 - exp(-a u), and 300 ms carry u = 0.14, so a = 1.08
    // (82 %).
    Scenario vm = qemu(65_536, 40_000);

    Advice.Action best = best(vm, SECOND, SLOWLY_SAVED, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.QUIETER_HOUR);
    int percent = Integer.parseInt(best.how().replace(" % of the writes", ""));
    assertThat(percent).isBetween(75, 85);
    assertEffect(best, qemu(65_536, 40_000 * percent / 100.0));
  }

  @Test
  void aLongerLimitWhereEvenATwentiethOfTheWritesFillsTheWorkingSet() {
    // By hand: 32,768 pages are dirty again after every pass, and take 1.07 s at most to send: too
    // long for 300 ms, however quiet the hour, and short enough for 3 s.
    Scenario vm = qemu(32_768, 2_000_000);

    Advice.Action best = best(vm, Goal.downtimeWithin(Duration.ofSeconds(3)), SLOWLY_SAVED, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.LONGER_LIMIT);
    assertThat(best.how()).isEqualTo("2970 ms");
    assertEffect(best, vm.withDowntimeLimit(Duration.ofMillis(2970)));
  }

  @Test
  void throttlingWhereATwentiethOfTheWritesIsStillTooMuch() {
    // By hand: a twentieth of 1,200,000 pages a second is 60,000, twice the link; QEMU throttles to
    // a hundredth, 12,000.
    Scenario vm = qemu(98_304, 1_200_000);

    Advice.Action best = best(vm, HOWEVER_SLOW, SLOWLY_SAVED, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.THROTTLE);
    assertEffect(best, vm.withOptions(MigrationOptions.none().withAutoConverge(true)));
  }

  @Test
  void postCopyWhereEvenTheThrottledGuestIsTooBusy() {
    // By hand: a hundredth of 4,000,000 pages a second is 40,000, more than the link.
    Scenario vm = qemu(98_304, 4_000_000);

    Advice.Action best = best(vm, HOWEVER_SLOW, SLOWLY_SAVED, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.POST_COPY);
    var afterOneRound =
        new MigrationOptions.PostCopy(Optional.empty(), Optional.of(1), Duration.ofMillis(1));
    assertEffect(best, vm.withOptions(MigrationOptions.none().withPostCopy(afterOneRound)));
  }

  @Test
  void savedStateWhereTheStorageIsFasterThanTheLink() {
    // By hand: no way over the link moves 512 MiB within 3 s, for they take 4.3 s; storage of
    // 1 GiB/s takes half a second to write them and half a second to read them.
    Downtime saved = saved(DataRate.mebibytesPerSecond(1024));

    Advice.Action best = best(qemu(1, 0), Goal.totalWithin(Duration.ofSeconds(3)), saved, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.SAVED_STATE);
    assertThat(best.downtime()).hasValue(saved.total());
  }

  @Test
  void aFasterLinkWhereEverythingElseTakesLonger() {
    // By hand: 512 MiB take 4.3 s over 1 Gbit/s and 10.2 s by storage; a port of 10 Gbit/s leaves
    // 9.415 Gbit/s to TCP and takes half a second.
    Scenario vm = qemu(1, 0);

    Advice.Action best = best(vm, Goal.totalWithin(Duration.ofSeconds(3)), SLOWLY_SAVED, 1);

    assertThat(best.kind()).isEqualTo(Advice.Measure.FASTER_LINK);
    assertThat(best.how()).isEqualTo("a port of 10 Gbit/s");
    assertEffect(best, vm.withLink(Link.wire(DataRate.gigabitsPerSecond(9.415))));
  }

  @Test
  void aFasterLinkIsSharedAsTheSlowOneIs() {
    // By hand: 512 MiB within 1 s need 4.3 Gbit/s. Ten share a port, so 40 Gbit/s leave 3.8 and
    // 100 Gbit/s 9.4 to each; alone on the present one they take 4.3 s.
    Scenario vm = qemu(1, 0);

    Advice.Action best = best(vm, Goal.totalWithin(Duration.ofSeconds(1)), SLOWLY_SAVED, 10);

    assertThat(best.kind()).isEqualTo(Advice.Measure.FASTER_LINK);
    assertThat(best.how()).isEqualTo("a port of 100 Gbit/s");
    assertEffect(best, vm.withLink(Link.wire(DataRate.gigabitsPerSecond(9.415))));
  }

  @Test
  void nothingWhereStoppingAndResumingAloneTakeLonger() {
    // By hand: to stop the guest and to resume it take 15 ms, whatever is done.
    Goal goal = Goal.downtimeWithin(Duration.ofMillis(10));

    List<Advice.Action> actions = Advice.of(qemu(65_536, 40_000), goal, SLOWLY_SAVED, 2);

    assertThat(actions).noneMatch(Advice.Action::reachesGoal);
    assertThat(actions.get(0).downtime().orElseThrow()).isGreaterThan(Duration.ofMillis(15));
    assertThat(AdviceText.sentence(actions))
        .startsWith("Nothing reaches the goal. The shortest downtime has: ");
  }

  @Test
  void whatMissesTheGoalIsRankedByDowntimeAndWhatNeverEndsComesLast() {
    Goal goal = Goal.downtimeWithin(Duration.ofMillis(10));

    List<Optional<Duration>> downtimes =
        Advice.of(qemu(65_536, 40_000), goal, SLOWLY_SAVED, 2).stream()
            .map(Advice.Action::downtime)
            .toList();

    Duration longest = Duration.ofDays(1000);
    assertThat(downtimes.stream().map(d -> d.orElse(longest)).toList()).isSorted();
    assertThat(downtimes).contains(Optional.empty());
  }

  @Test
  void aLimitThatChangesNothingIsNoAction() {
    // Hyper-V pauses this guest after ten passes, whatever limit it has.
    Scenario vm = qemu(65_536, 400_000).withHypervisor("hyper-v-2008-r2");

    assertThat(Advice.of(vm, SECOND, SLOWLY_SAVED, 1))
        .extracting(Advice.Action::kind)
        .contains(Advice.Measure.NOTHING, Advice.Measure.QUIETER_HOUR, Advice.Measure.FASTER_LINK)
        .doesNotContain(Advice.Measure.LONGER_LIMIT);
  }

  @Test
  void everyEffectIsThatOfTheKernel() {
    Scenario vm = qemu(65_536, 40_000);

    for (Advice.Action action : Advice.of(vm, SECOND, SLOWLY_SAVED, 2)) {
      switch (action.kind()) {
        case NOTHING -> assertEffect(action, vm.withLink(half()));
        case SPLIT_WAVE -> assertEffect(action, vm);
        case LONGER_LIMIT ->
            assertEffect(
                action,
                vm.withLink(half())
                    .withDowntimeLimit(
                        Duration.ofMillis(Long.parseLong(action.how().replace(" ms", "")))));
        case THROTTLE ->
            assertEffect(
                action,
                vm.withLink(half()).withOptions(MigrationOptions.none().withAutoConverge(true)));
        case SAVED_STATE -> assertThat(action.downtime()).hasValue(SLOWLY_SAVED.total());
        case QUIETER_HOUR, POST_COPY, FASTER_LINK -> assertThat(action.total()).isPositive();
      }
    }
  }

  private static Link half() {
    return Link.wire(DataRate.megabitsPerSecond(500));
  }

  private static Advice.Action best(Scenario vm, Goal goal, Downtime saved, int sharing) {
    Advice.Action best = Advice.of(vm, goal, saved, sharing).get(0);
    assertThat(best.reachesGoal()).as("%s", best).isTrue();
    return best;
  }

  private static void assertEffect(Advice.Action action, Scenario changed) {
    Outcome direct = Kernel.run(changed, Engine.PAGE_BY_PAGE);
    assertThat(action.downtime()).isEqualTo(direct.downtime().map(Downtime::total));
    assertThat(action.total()).isEqualTo(direct.record().total());
  }

  /** A guest of 512 MiB that writes at random to its working set; given up after 5 minutes. */
  private static Scenario qemu(long workingSetPages, double writesPerSecond) {
    var vm =
        new Vm(
            "VM",
            ByteCount.mebibytes(512),
            0,
            writesPerSecond == 0
                ? Workload.idle()
                : Workload.steady(workingSetPages, writesPerSecond));
    return Scenario.of(vm, GIGABIT, "qemu-7.2").withGiveUpAfter(Duration.ofMinutes(5));
  }

  private static Downtime saved(DataRate storage) {
    return SavedState.ofAssignedMemory(ByteCount.mebibytes(512), storage, storage).downtime();
  }
}

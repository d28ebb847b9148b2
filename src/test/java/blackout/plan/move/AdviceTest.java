package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.estimate.SavedState;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every action has a computed effect, and the cheapest that is enough comes first. */
final class AdviceTest {

  private static final Goal SECOND = Goal.downtimeWithin(Duration.ofSeconds(1));

  private static Question busy(String hypervisor) {
    return Question.of(
            Guest.of(ByteCount.gibibytes(2), DataRate.mebibytesPerSecond(150)),
            DataRate.gigabitsPerSecond(1))
        .withHypervisor(hypervisor);
  }

  private static Downtime saved() {
    DataRate storage = DataRate.mebibytesPerSecond(100);
    return SavedState.ofAssignedMemory(ByteCount.gibibytes(2), storage, storage).downtime();
  }

  @Test
  void whatReachesTheGoalComesFirstAndTheCheapestOfThatFirst() {
    List<Advice.Action> actions = Advice.of(busy("hyper-v-2008-r2").scenario(), SECOND, saved(), 2);

    List<Advice.Action> reaching = actions.stream().takeWhile(Advice.Action::reachesGoal).toList();
    assertThat(reaching).isNotEmpty();
    assertThat(actions.subList(reaching.size(), actions.size()))
        .noneMatch(Advice.Action::reachesGoal)
        .isNotEmpty();
    assertThat(reaching).extracting(a -> a.kind().ordinal()).isSorted();
    for (Advice.Action action : actions) {
      boolean enough =
          action.downtime().filter(d -> d.compareTo(Duration.ofSeconds(1)) <= 0).isPresent();
      assertThat(action.reachesGoal()).isEqualTo(enough);
    }
  }

  @Test
  void nothingIsToBeDoneWhereTheGoalIsReached() {
    Question calm =
        busy("hyper-v-2008-r2")
            .withGuest(
                busy("hyper-v-2008-r2").guest().withDirtyRate(DataRate.mebibytesPerSecond(1)));

    assertThat(Advice.of(calm.scenario(), SECOND, saved(), 1))
        .extracting(Advice.Action::kind)
        .containsExactly(Advice.Measure.NOTHING);
  }

  /** By hand: 100 ms less twice the 15 ms that stopping and resuming take. */
  @Test
  void aLimitThatIsTooLongForTheGoalIsToBeMadeShorter() {
    Question move =
        Question.of(
                Guest.of(ByteCount.gibibytes(4), DataRate.mebibytesPerSecond(20)),
                DataRate.gigabitsPerSecond(1))
            .withHypervisor("qemu-10.1");
    Goal goal = Goal.downtimeWithin(Duration.ofMillis(100));

    Advice.Action first = Advice.of(move.scenario(), goal, saved(), 1).get(0);

    assertThat(first.kind()).isEqualTo(Advice.Measure.SHORTER_LIMIT);
    assertThat(first.how()).isEqualTo("70 ms");
    assertThat(first.reachesGoal()).isTrue();
  }

  @Test
  void onlyAHypervisorThatKnowsThrottlingIsAdvisedToThrottle() {
    assertThat(kinds("qemu-7.2")).contains(Advice.Measure.THROTTLE, Advice.Measure.POST_COPY);
    assertThat(kinds("hyper-v-2008-r2"))
        .doesNotContain(Advice.Measure.THROTTLE, Advice.Measure.POST_COPY);
  }

  private static List<Advice.Measure> kinds(String hypervisor) {
    return Advice.of(busy(hypervisor).scenario(), SECOND, saved(), 1).stream()
        .map(Advice.Action::kind)
        .toList();
  }

  @Test
  void theEffectOfAQuieterHourIsThatOfFewerWrites() {
    var scenario = busy("hyper-v-2008-r2").scenario();

    Advice.Action quieter =
        Advice.of(scenario, Goal.downtimeWithin(Duration.ofMillis(200)), saved(), 1).stream()
            .filter(a -> a.kind() == Advice.Measure.QUIETER_HOUR)
            .findFirst()
            .orElseThrow();

    double ratio = Double.parseDouble(quieter.how().replace(" % of the writes", "")) / 100;
    var slower =
        busy("hyper-v-2008-r2")
            .withGuest(
                busy("hyper-v-2008-r2")
                    .guest()
                    .withDirtyRate(DataRate.mebibytesPerSecond(150 * ratio)));
    assertThat(quieter.total())
        .isEqualTo(Kernel.run(slower.scenario(), Engine.PAGE_BY_PAGE).record().total());
  }

  @Test
  void everyKindOfWorkloadCanBeQuieter() {
    long pages = 1000;
    List<Workload> workloads =
        List.of(
            Workload.idle(),
            Workload.steady(pages, 100),
            new Workload.Zipf(pages, 100, 1),
            new Workload.Traced(pages, Duration.ofSeconds(1), List.of(10L, 20L)),
            new Workload.MeasuredCurve(
                List.of(new Workload.Window(Duration.ofSeconds(1), DataRate.mebibytesPerSecond(1))),
                512));

    for (Workload workload : workloads) {
      Vm vm = new Vm("VM", ByteCount.mebibytes(16), 0, workload);
      assertThat(QuieterGuest.of(vm, 1).workload()).isEqualTo(workload);
      assertThat(QuieterGuest.of(vm, 0.5).workload().workingSetPages())
          .isEqualTo(workload.workingSetPages());
    }
  }
}

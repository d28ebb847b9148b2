package blackout.plan.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A goal limits how much the guest is slowed. */
final class GoalSlowdownTest {

  private static final Goal SECOND = Goal.downtimeWithin(Duration.ofSeconds(1));

  private static Scenario vMotion(DataRate rate) {
    var vm = new Vm("VM", ByteCount.gibibytes(64), 0, Workload.steady(2_097_152, 30_720));
    return Scenario.of(vm, Link.wire(rate), "vmotion");
  }

  /** A link on which the guest is all but stopped for hours does not reach its pause. */
  @Test
  void aFrozenGuestReachesNoGoal() {
    Scenario slow = vMotion(DataRate.megabitsPerSecond(15)).withGiveUpAfter(Duration.ofDays(30));
    Outcome outcome = Kernel.run(slow, Engine.EXPECTED_COUNTS);

    Goal goal = Goal.downtimeWithin(Duration.ofSeconds(2));
    assertThat(outcome.downtime().orElseThrow().total()).isLessThan(Duration.ofSeconds(2));
    assertThat(outcome.record().brownout().deepestRatio()).isGreaterThan(0.95);
    assertThat(goal.isMetBy(outcome)).isFalse();
    assertThat(new Goal(goal.downtime(), Optional.empty(), 1).isMetBy(outcome)).isTrue();
  }

  /** What is found keeps the limit. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.5, 0.95})
  void theBandwidthFoundKeepsTheLimit(double most) {
    var goal = new Goal(SECOND.downtime(), Optional.empty(), most);
    Solution solution =
        Search.in(vMotion(DataRate.gigabitsPerSecond(1)), Unknown.BANDWIDTH, goal).expected();

    assertThat(solution).isInstanceOf(Solution.Found.class);
    var found = (Solution.Found) solution;
    assertThat(found.simulated().record().brownout().isWithin(most)).isTrue();
  }

  @Test
  void theMoreThatMayBeTakenTheLessBandwidthIsNeeded() {
    double before = Double.POSITIVE_INFINITY;
    for (double most : new double[] {0, 0.3, 0.6, 0.95}) {
      var goal = new Goal(SECOND.downtime(), Optional.empty(), most);
      Solution solution =
          Search.in(vMotion(DataRate.gigabitsPerSecond(1)), Unknown.BANDWIDTH, goal).expected();
      double value = ((Solution.Found) solution).value();

      assertThat(value).as("%s", most).isLessThanOrEqualTo(before);
      before = value;
    }
  }

  @Test
  void aLimitThatIsNoShareIsRefused() {
    assertThatThrownBy(() -> new Goal(Optional.empty(), Optional.empty(), 1.5))
        .hasMessageContaining("1.5");
  }
}

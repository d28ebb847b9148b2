package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.MigrationOptions;
import blackout.scenario.MigrationOptions.Rearm;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The engine in expected counts tells what the page-exact one tells: total within 1 %, downtime
 * within 5 ms or 5 %, over a seeded grid of scenarios of every hypervisor, up to 80 % of the link.
 *
 * <p>The corners where they may part, because the outcome moves in steps: QEMU compares with the
 * downtime limit once in 51 or 100 ms, so where the remainder comes close to it, chance decides
 * about one step more or less; a sweep meets the cursor in one step or the next; Hyper-V's and the
 * others' last round with a few hundred pages. These are counted, and none may be far off.
 */
final class EnginesAgreeTest {

  private static final int SCENARIOS = 400;
  private static final double TOTAL_TOLERANCE = 0.01;
  private static final double DOWNTIME_TOLERANCE = 0.05;
  private static final double DOWNTIME_TOLERANCE_MILLIS = 5;
  private static final double MOST_CORNERS_RATIO = 0.04;
  private static final double CORNER_TOTAL_TOLERANCE = 0.05;

  static List<Scenario> grid() {
    var random = new SplittableRandom(20261122);
    var all = new ArrayList<Scenario>();
    List<String> hypervisors = Kernel.hypervisors();
    long[] limits = {30, 100, 300, 1000};
    for (int i = 0; i < SCENARIOS; i++) {
      long mebibytes = 256L << random.nextInt(6);
      long pages = mebibytes * 256;
      long zero = (long) (pages * random.nextDouble() * 0.7);
      double bytesPerSecond = 50e6 * Math.pow(20, random.nextDouble());
      double ratio = 0.05 + random.nextDouble() * 0.75;
      double share = 0.02 + 0.9 * random.nextDouble();
      long workingSet = Math.max(2000, (long) ((pages - zero - 600) * share));
      double writes = bytesPerSecond / 4096 * ratio;
      Workload workload =
          switch (random.nextInt(4)) {
            case 0, 1 -> Workload.steady(workingSet, writes);
            case 2 -> Workload.hotAndCold(workingSet, Math.max(500, workingSet / 8), writes, 0.8);
            default -> Workload.sequential(workingSet, writes);
          };
      DataRate rate = new DataRate(bytesPerSecond);
      Link link =
          random.nextBoolean()
              ? Link.limited(DataRate.gigabitsPerSecond(25), rate)
              : Link.wire(rate);
      Rearm rearm = random.nextBoolean() ? Rearm.AT_SYNC : Rearm.DEFAULT;
      Duration limit = Duration.ofMillis(limits[random.nextInt(limits.length)]);
      String hypervisor = hypervisors.get(random.nextInt(hypervisors.size()));
      all.add(
          Scenario.of(
                  new Vm("vm" + i, ByteCount.mebibytes(mebibytes), zero, workload),
                  link,
                  hypervisor)
              .withDowntimeLimit(limit)
              .withOptions(MigrationOptions.none().withRearm(rearm))
              .withSeed(i));
    }
    return all;
  }

  @Test
  void expectedCountsTellWhatThePagesTell() {
    int corners = 0;
    for (Scenario scenario : grid()) {
      Outcome exact = Kernel.simulate(scenario);
      Outcome expected = Kernel.expect(scenario);

      assertThat(expected.word()).as("%s", scenario).isEqualTo(exact.word());
      double total = millis(exact.story().total());
      double totalError = Math.abs(millis(expected.story().total()) - total) / total;
      double downtime = exact.downtime().map(d -> millis(d.total())).orElse(0.0);
      double downtimeError =
          Math.abs(expected.downtime().map(d -> millis(d.total())).orElse(0.0) - downtime);
      boolean agree =
          totalError <= TOTAL_TOLERANCE
              && (downtimeError <= DOWNTIME_TOLERANCE_MILLIS
                  || downtimeError <= DOWNTIME_TOLERANCE * downtime);
      if (!agree) {
        corners++;
        assertThat(totalError).as("%s", scenario).isLessThan(CORNER_TOTAL_TOLERANCE);
      }
    }

    assertThat(corners / (double) SCENARIOS).isLessThan(MOST_CORNERS_RATIO);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}

package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.LinkShare;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A move that cannot end is told from one that can without replaying the time until it gives up.
 */
final class BalanceTest {

  private static final List<String> UNLIMITED =
      List.of("qemu-7.2", "qemu-10.1", "cloud-hypervisor-52", "vmotion", "virtualbox");

  /**
   * The replay without a watch on the balance is the same one over a link whose share is said to
   * change after the end: there nothing is foretold. Guests around the edge, from 70 to 150 % of
   * the link, where a wrong word is likeliest.
   */
  @Test
  void whatIsForetoldIsWhatAWholeReplayTells() {
    var random = new SplittableRandom(16);
    int foretold = 0;
    for (int i = 0; i < 150; i++) {
      long pages = ByteCount.mebibytes(256L << random.nextInt(3)).pages(Vm.PAGE_BYTES);
      long written = (long) (pages * (0.05 + 0.9 * random.nextDouble()));
      double bytesPerSecond = 50e6 * Math.pow(10, random.nextDouble());
      double writes = bytesPerSecond / Vm.PAGE_BYTES * (0.7 + 0.8 * random.nextDouble());
      Workload workload =
          i % 3 == 0 ? Workload.sequential(written, writes) : Workload.steady(written, writes);
      DataRate rate = new DataRate(bytesPerSecond);
      Duration giveUp = Duration.ofMinutes(10);
      Scenario scenario =
          Scenario.of(
                  new Vm("edge", new ByteCount(pages * Vm.PAGE_BYTES), 0, workload),
                  Link.wire(rate),
                  UNLIMITED.get(i % UNLIMITED.size()))
              .withGiveUpAfter(giveUp)
              .withDowntimeLimit(Duration.ofMillis(30 + random.nextInt(400)))
              .withSeed(i);

      Outcome whole =
          Kernel.run(
              scenario,
              Engine.PAGE_BY_PAGE,
              Detail.ROUNDS,
              List.of(
                  new LinkShare(Duration.ZERO, rate), new LinkShare(giveUp.multipliedBy(2), rate)));
      Outcome watched = Kernel.run(scenario, Engine.PAGE_BY_PAGE);

      assertThat(watched.word()).as("%s", scenario).isEqualTo(whole.word());
      assertThat(seconds(watched)).isCloseTo(seconds(whole), within(0.02 * seconds(whole)));
      double sent = whole.record().sent().bytes().bytes();
      assertThat((double) watched.record().sent().bytes().bytes())
          .as("%s", scenario)
          .isCloseTo(sent, within(0.02 * sent));
      foretold += watched.record().rounds().size() < whole.record().rounds().size() ? 1 : 0;
    }

    assertThat(foretold).as("moves of which the end was foretold").isGreaterThan(25);
  }

  private static double seconds(Outcome outcome) {
    return outcome.record().total().toMillis() / 1e3;
  }

  /** 5,658 rounds in our own run before the balance was watched. */
  @Test
  void anHourOfRoundsThatAreAlikeIsNotReplayed() {
    Workload workload = Workload.steady(ByteCount.gibibytes(8).pages(Vm.PAGE_BYTES), 230_400);
    Scenario scenario =
        Scenario.of(
            new Vm("busy", ByteCount.gibibytes(64), 0, workload),
            Link.wire(DataRate.gigabitsPerSecond(7)),
            "qemu-10.1");

    Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);

    assertThat(outcome).isInstanceOf(Outcome.Aborted.class);
    assertThat(outcome.record().total()).isEqualTo(Duration.ofHours(1));
    assertThat(outcome.record().rounds()).hasSizeLessThan(1000);
    assertThat(outcome.record().syncCount()).isBetween(5_500, 5_800);
  }
}

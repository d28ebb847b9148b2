package blackout.plan.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.exhibit.Gantt;
import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.plan.cluster.SmallEstate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What serial and all-at-once would cost in a rolling drain. */
final class RollingDrainTest {

  @Test
  void everyChoiceCostsWhatADrainByThatRuleTakes() {
    Estate estate = EstateFile.load(Path.of("datasets/cluster-2022/estate.json")).value();
    DrainRules rules = DrainRules.of(estate);

    List<Drain.Choice> choices = Drains.choices(Drains.rolling(estate, rules), rules);

    List<Concurrency> asked = List.of(rules.atOnce(), Concurrency.serial(), Concurrency.ALL);
    assertThat(choices)
        .extracting(Drain.Choice::name)
        .containsExactlyElementsOf(asked.stream().map(Concurrency::name).toList());
    for (int i = 0; i < asked.size(); i++) {
      DrainRules other = rules.withAtOnce(asked.get(i));
      assertThat(choices.get(i).makespan())
          .isEqualTo(Drains.total(Drains.rolling(estate, other), other));
    }
  }

  @Test
  void idleGuestsTakeAsLongOnTheWireTogetherAsOneByOne() {
    // By hand: the wire carries the same bytes by every rule; the 2.5 s before the first page
    // (Hyper-V's profile) and the pause are waited for once by all together, but by each if they go
    // one by one.
    Estate estate =
        SmallEstate.of(WindowsVersion.WINDOWS_2008_R2)
            .node("A", 32)
            .node("B", 32)
            .volume("CSV", Volume.VolumeUse.SHARED)
            .vm("one", 1, "A", "CSV")
            .vm("two", 2, "A", "CSV")
            .estate();
    DrainRules rules = DrainRules.of(estate);

    List<Drain.Choice> choices = Drains.choices(Drains.rolling(estate, rules), rules);

    // Two patches; 3 GiB over 1 Gbit/s, 25.77 s, from A to B and back.
    double wire = 2 * 20 * 60 + 2 * 25.77;
    double together = choices.get(2).makespan().toMillis() / 1e3;
    double serial = choices.get(1).makespan().toMillis() / 1e3;
    assertThat(together).isCloseTo(wire + 2 * 2.55, within(0.2));
    assertThat(serial).isCloseTo(wire + 4 * 2.55, within(0.2));
  }

  @Test
  void theGapOfTheOrdersIsSaidWhereOneIsLeft() {
    var proven =
        new Drain.Order(
            false, Duration.ofSeconds(110), true, Duration.ofSeconds(110), Duration.ofSeconds(100));
    var open =
        new Drain.Order(
            false,
            Duration.ofSeconds(110),
            false,
            Duration.ofSeconds(110),
            Duration.ofSeconds(100));

    assertThat(proven.gapRatio()).isZero();
    assertThat(open.gapRatio()).isCloseTo(0.1, within(1e-9));
    assertThat(Gantt.orders(List.of(drain("A", proven), drain("B", open))))
        .contains("at most 10.0 % more")
        .contains("(B)");
    assertThat(Gantt.orders(List.of(drain("A", proven))))
        .isEqualTo("No order of the live migrations of any host can be faster.");
    assertThat(Gantt.order(open)).contains("10.0 % more");
  }

  private static Drain drain(String host, Drain.Order order) {
    return new Drain(host, List.of(), List.of(), true, order, List.of());
  }
}

package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.outcome.Downtime;
import blackout.plan.move.QuieterGuest;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Sobol;
import blackout.plan.stats.Spread;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How sure the drain of a host is: how busy the guests are that day, and what the network leaves,
 * are not known. Both hold for all VMs of the host alike, which is on the safe side: they do not
 * level each other out. Every case is the same schedule, event by event, in expected counts.
 *
 * @param drain of the host
 * @param rules by which it was planned
 */
public record DrainRisk(Drain drain, DrainRules rules) {

  /** What is not sure. */
  @SuppressWarnings("ImmutableEnumChecker") // A spread is one of a few records.
  public enum Input {
    /** Half of the days below; two thirds within a factor of 1.5: an assumption. */
    WRITES("writes of the guests", new Spread.LogNormal(1, 1.5)),
    /** From 60 % to all of the stated payload rate, most often 90 %: an assumption. */
    PAYLOAD("payload rate", new Spread.Triangular(0.6, 0.9, 1));

    private final String label;
    private final Spread spread;

    Input(String label, Spread spread) {
      this.label = label;
      this.spread = spread;
    }

    public String label() {
      return label;
    }

    /** How it varies, as a share of what the estate says. */
    public Spread spread() {
      return spread;
    }
  }

  /**
   * One case.
   *
   * @param makespan when the host is empty (s), infinite if a migration never ends
   * @param longestDowntime of a VM that moves live (s), infinite likewise
   */
  public record Times(double makespan, double longestDowntime) {}

  /**
   * What came of many cases.
   *
   * @param makespans when the host is empty (s)
   * @param downtimes the longest pause of a VM that moves live (s)
   */
  public record Result(Samples makespans, Samples downtimes) {}

  /**
   * What one input does while the other stays as the estate says.
   *
   * @param low at its 10th percentile
   * @param high at its 90th percentile
   */
  public record Swing(Input input, Times low, Times high) {
    double width() {
      return Math.abs(high.makespan - low.makespan);
    }
  }

  /** The share of the variance of the makespan that one input causes. */
  public record Share(Input input, Sobol.Index index) {}

  /** Many cases, side by side; the same for any number of threads. */
  public Result run(int cases, long seed) {
    List<Times> times =
        Samples.seeds(cases, seed)
            .parallel()
            .mapToObj(SplittableRandom::new)
            .map(random -> at(random.nextDouble(1e-9, 1), random.nextDouble(1e-9, 1)))
            .toList();
    return new Result(samples(times, Times::makespan), samples(times, Times::longestDowntime));
  }

  /** What each input does by itself, the widest swing of the makespan first. */
  public List<Swing> tornado() {
    var swings = new ArrayList<Swing>();
    Spread writes = Input.WRITES.spread;
    swings.add(new Swing(Input.WRITES, with(writes.at(0.1), 1), with(writes.at(0.9), 1)));
    Spread payload = Input.PAYLOAD.spread;
    swings.add(new Swing(Input.PAYLOAD, with(1, payload.at(0.1)), with(1, payload.at(0.9))));
    swings.sort(Comparator.comparing(Swing::width).reversed());
    return swings;
  }

  /**
   * Which input the spread of the makespan comes from; a migration that never ends counts with the
   * time after which it was given up.
   */
  public List<Share> shares(int points, long seed) {
    List<Sobol.Index> indices =
        Sobol.indices(
            2,
            points,
            seed,
            at -> end(done(Input.WRITES.spread.at(at[0]), Input.PAYLOAD.spread.at(at[1]))));
    return List.of(
        new Share(Input.WRITES, indices.get(0)), new Share(Input.PAYLOAD, indices.get(1)));
  }

  /**
   * One case.
   *
   * @param writes the share of its writes that every guest writes, more than 0
   * @param payload the share of the payload rate that the network leaves, more than 0
   */
  public Times with(double writes, double payload) {
    List<LiveQueue.Done> done = done(writes, payload);
    boolean allEnd = done.stream().allMatch(d -> d.outcome().downtime().isPresent());
    return allEnd
        ? new Times(
            end(done),
            done.stream()
                .flatMap(d -> d.outcome().downtime().stream())
                .map(Downtime::total)
                .mapToDouble(DrainRisk::seconds)
                .max()
                .orElse(0))
        : new Times(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private Times at(double writes, double payload) {
    return with(Input.WRITES.spread.at(writes), Input.PAYLOAD.spread.at(payload));
  }

  private List<LiveQueue.Done> done(double writes, double payload) {
    List<LiveMove> moves =
        drain.moves().stream()
            .filter(move -> move.replay().isPresent())
            .map(
                move ->
                    new LiveMove(
                        changed(move.replay().get().scenario(), writes, payload),
                        drain.host(),
                        move.to()))
            .toList();
    return LiveQueue.run(moves, rules.atOnce());
  }

  static Scenario changed(Scenario scenario, double writes, double payload) {
    return scenario
        .withVm(QuieterGuest.of(scenario.vm(), writes))
        .withLink(scenario.link().wire().times(payload));
  }

  private double end(List<LiveQueue.Done> done) {
    double saved =
        drain.moves().stream()
            .filter(move -> move.replay().isEmpty())
            .mapToDouble(move -> seconds(move.end()))
            .max()
            .orElse(0);
    return Math.max(saved, seconds(LiveQueue.makespan(done)));
  }

  private static Samples samples(List<Times> times, ToDoubleFunction<Times> time) {
    return Samples.of(times.stream().mapToDouble(time).toArray());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** Whether anything moves live at all. */
  static boolean applies(Estate estate, Drain drain) {
    return estate.migrationLink().isPresent()
        && drain.moves().stream().anyMatch(move -> move.replay().isPresent());
  }
}

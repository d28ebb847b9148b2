package blackout.plan.move;

import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Spread;
import blackout.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What to plan with: the downtime and the time of one live migration over the days and networks
 * that it may meet, each case in expected counts.
 *
 * @param downtimes the pauses (s), infinite where the migration never ends
 * @param totals the times from the command to the end (s), infinite likewise
 */
public record Planned(Samples downtimes, Samples totals) {

  /** What is planned with where nothing else is said: nine cases of ten are no worse. */
  public static final double LEVEL = 0.9;

  /** The dirty rate as a share of what is stated: within a factor of 1.5 on two days of three. */
  public static final Spread WRITES = new Spread.LogNormal(1, 1.5);

  /** What other traffic leaves of the payload: 60 % to all of it, most often 90 %. */
  public static final Spread PAYLOAD = new Spread.Triangular(0.6, 0.9, 1);

  /** The evidence of what was typed in. */
  public static final String TYPED = "dirty rate as stated, not measured here";

  static final String SPREAD_OF_WRITES = "dirty rate within a factor of 1.5 on two days of three";

  static final String SPREAD_OF_PAYLOAD = "60 to 100 % of the payload left by other traffic";

  /** Both spreads in words; both are assumptions. */
  public static final String SPREAD = SPREAD_OF_WRITES + ", " + SPREAD_OF_PAYLOAD;

  /** As many as take no longer than the replay of the move itself, as a rule. */
  private static final int CASES = 200;

  /**
   * The cases of one move between hosts that are known, over the days and networks alone: without
   * the error of the model. Side by side; the same for any number of threads.
   */
  public static Planned of(Scenario scenario) {
    Map<String, Spread> inputs = new LinkedHashMap<>();
    inputs.put("writes", WRITES);
    inputs.put("payload", PAYLOAD);
    var cases =
        new MonteCarlo<String, Outcome>(
            inputs,
            spread -> 1,
            at ->
                Kernel.run(
                    on(scenario, at[0], at[1]), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of()),
            Planned::times);
    return of(cases.cases(CASES, scenario.seed()).stream().map(Planned::times).toList());
  }

  static Planned of(List<MonteCarlo.Times> times) {
    return new Planned(
        samples(times, MonteCarlo.Times::downtime), samples(times, MonteCarlo.Times::total));
  }

  /**
   * The move on another day.
   *
   * @param writes the share of its writes that the guest writes, more than 0
   * @param payload the share of the payload that the network leaves, more than 0
   */
  public static Scenario on(Scenario scenario, double writes, double payload) {
    return scenario
        .withVm(QuieterGuest.of(scenario.vm(), writes))
        .withLink(scenario.link().wire().times(payload));
  }

  private static MonteCarlo.Times times(Outcome outcome) {
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(d -> new MonteCarlo.Times(outcome.record().total().toNanos() / 1e9, d.toNanos() / 1e9))
        .orElse(MonteCarlo.Times.NEVER);
  }

  private static Samples samples(
      List<MonteCarlo.Times> times, Function<MonteCarlo.Times, Double> time) {
    return Samples.of(times.stream().mapToDouble(time::apply).toArray());
  }
}

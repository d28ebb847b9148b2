package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.outcome.Downtime;
import blackout.plan.move.Planned;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.MonteCarlo.Times;
import blackout.plan.stats.Samples;
import blackout.plan.stats.Spread;
import blackout.quantity.Labelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How sure the drain of a host is: how busy the guests are that day, and what the network leaves,
 * are not known. Both hold for all VMs of the host alike, which is on the safe side: they do not
 * level each other out. Every case is the same schedule, event by event, in expected counts.
 *
 * @param drain of the host
 * @param rules by which it was planned
 */
public record DrainRisk(Drain drain, DrainRules rules) {

  /** The cases of a Monte Carlo run: an assumption, of which the intervals tell what it costs. */
  public static final int CASES = 600;

  /** What is not sure. */
  @SuppressWarnings("ImmutableEnumChecker") // A spread is one of a few records.
  public enum Input implements Labelled {
    /** How busy the guests are. */
    WRITES("dirty rates of the guests", Planned.WRITES),
    /** What other traffic leaves of the network. */
    PAYLOAD("effective bandwidth", Planned.PAYLOAD);

    private final String label;
    private final Spread spread;

    Input(String label, Spread spread) {
      this.label = label;
      this.spread = spread;
    }

    @Override
    public String label() {
      return label;
    }

    /** How it varies, as a share of what the estate says. */
    public Spread spread() {
      return spread;
    }
  }

  /**
   * What came of many cases.
   *
   * @param makespans when the host is empty (s)
   * @param downtimes the longest pause of a VM that moves live (s)
   * @param vms the pause of each VM that moves live (s), by its name
   */
  public record Result(Samples makespans, Samples downtimes, Map<String, Samples> vms) {
    public Result {
      vms = Collections.unmodifiableMap(new TreeMap<>(vms));
    }
  }

  /** Many cases, side by side; the same for any number of threads. */
  public Result run(int cases, long seed) {
    List<List<LiveQueue.Done>> runs = monteCarlo().cases(cases, seed);
    List<Times> times = runs.stream().map(this::times).toList();
    return new Result(samples(times, Times::total), samples(times, Times::downtime), byVm(runs));
  }

  private static Map<String, Samples> byVm(List<List<LiveQueue.Done>> runs) {
    Map<String, List<Double>> pauses = new LinkedHashMap<>();
    for (LiveQueue.Done done : runs.stream().flatMap(List::stream).toList()) {
      pauses
          .computeIfAbsent(done.move().vm(), vm -> new ArrayList<>())
          .add(
              done.outcome()
                  .downtime()
                  .map(d -> seconds(d.total()))
                  .orElse(Double.POSITIVE_INFINITY));
    }
    Map<String, Samples> samples = new LinkedHashMap<>();
    pauses.forEach((vm, all) -> samples.put(vm, samples(all, pause -> pause)));
    return samples;
  }

  /**
   * Many cases of hosts emptied one after the other in one night, with the same dirty rates and the
   * same network for all: the times added up, and the longest pause.
   *
   * @param between the time after each host until the next
   */
  public static Result inTurn(
      List<Drain> drains, DrainRules rules, Duration between, int cases, long seed) {
    double[] totals = new double[cases];
    double[] downtimes = new double[cases];
    for (Drain drain : drains) {
      var risk = new DrainRisk(drain, rules);
      List<Times> times = risk.monteCarlo().cases(cases, seed).stream().map(risk::times).toList();
      for (int i = 0; i < cases; i++) {
        totals[i] += times.get(i).total() + seconds(between);
        downtimes[i] = Math.max(downtimes[i], times.get(i).downtime());
      }
    }
    return new Result(Samples.of(totals), Samples.of(downtimes), Map.of());
  }

  /** What each input does by itself, the widest swing of the makespan first. */
  public List<MonteCarlo.Swing<Input>> tornado() {
    return monteCarlo().tornado();
  }

  /**
   * Which input the spread of the makespan comes from; a migration that never ends counts with the
   * time after which it was given up.
   */
  public List<MonteCarlo.Share<Input>> shares(int points, long seed) {
    return monteCarlo().shares(points, seed, this::end);
  }

  private MonteCarlo<Input, List<LiveQueue.Done>> monteCarlo() {
    var inputs = new EnumMap<Input, Spread>(Input.class);
    Stream.of(Input.values()).forEach(input -> inputs.put(input, input.spread));
    return new MonteCarlo<>(inputs, spread -> 1, values -> done(values[0], values[1]), this::times);
  }

  /**
   * One case.
   *
   * @param writes the share of its writes that every guest writes, more than 0
   * @param payload the share of the payload rate that the network leaves, more than 0
   */
  public Times with(double writes, double payload) {
    return times(done(writes, payload));
  }

  private Times times(List<LiveQueue.Done> done) {
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
        : Times.NEVER;
  }

  private List<LiveQueue.Done> done(double writes, double payload) {
    List<LiveMove> moves =
        drain.moves().stream()
            .filter(move -> move.replay().isPresent())
            .map(
                move ->
                    new LiveMove(
                        Planned.on(move.replay().get().scenario(), writes, payload),
                        drain.host(),
                        move.to()))
            .toList();
    return LiveQueue.run(moves, rules.atOnce());
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

  private static <T> Samples samples(List<T> times, ToDoubleFunction<T> time) {
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

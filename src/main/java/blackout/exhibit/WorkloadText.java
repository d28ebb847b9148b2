package blackout.exhibit;

import blackout.inventory.WorkloadClass;
import blackout.outcome.Downtime;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.Planned;
import blackout.plan.move.VmForecast;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** Answers for a guest whose dirty rate is guessed by what it does: ranges, and what to measure. */
public final class WorkloadText {

  /** How the cases of a range are called, rising. */
  public static final List<String> CASES = List.of("least", "likeliest", "most");

  private WorkloadText() {}

  /**
   * A case of a range.
   *
   * @param rate its dirty rate
   * @param forecast what is predicted with it
   * @param interval the same over days, networks and hosts, with the model's error
   */
  public record Case(DataRate rate, VmForecast forecast, MoveInterval interval) {
    Planned planned() {
      return interval.planned();
    }
  }

  /**
   * That it is a guess, on what it rests, and what to measure.
   *
   * @param asked whether somebody named the class
   */
  public static List<String> lines(WorkloadClass workload, int processors, boolean asked) {
    var lines = new ArrayList<String>();
    if (!asked) {
      lines.add(
          "No dirty rate and no workload is given, so one is assumed: "
              + workload.label()
              + ". Name it with --workload and --vcpus, or give --dirty-rate.");
    }
    lines.add("A guess by " + workload.words(processors) + ".");
    lines.add("It rests on this: " + workload.source() + ".");
    lines.add(
        "Measure first: the dirty rate of this guest. \"blackout calibrate\" makes it of what QEMU"
            + " (calc-dirty-rate), virsh (domdirtyrate-calc), KubeVirt or a past migration says;"
            + " \"blackout import --collector\" prints the script for Hyper-V. Then give"
            + " --dirty-rate.");
    return lines;
  }

  /** The answer as a range over the cases: the value to plan with first. */
  public static String range(List<Case> cases) {
    VmForecast any = cases.get(0).forecast();
    return ("Plan with P90: downtime %s, migration time %s, over the range of the class. As guessed,"
            + " with the network to itself: downtime %s, migration time %s. By saved state the VM is"
            + " out for %s, after a crash for %s, whatever it writes.")
        .formatted(
            span(planned(cases, Planned::downtimes)),
            span(planned(cases, Planned::totals)),
            span(
                cases.stream().map(c -> c.forecast().liveDowntime().map(Downtime::total)).toList()),
            span(
                cases.stream()
                    .map(c -> c.forecast().liveDowntime().flatMap(d -> c.forecast().liveTotal()))
                    .toList()),
            Amounts.duration(any.savedState().total()),
            Amounts.duration(any.crash().total()));
  }

  private static List<Optional<Duration>> planned(
      List<Case> cases, Function<Planned, Samples> samples) {
    return cases.stream()
        .map(c -> samples.apply(c.planned()).quantile(Planned.LEVEL).value())
        .map(
            s ->
                Double.isInfinite(s)
                    ? Optional.<Duration>empty()
                    : Optional.of(Duration.ofNanos(Math.round(s * 1e9))))
        .toList();
  }

  private static String span(List<Optional<Duration>> times) {
    String never = "never ends";
    List<Duration> ended = times.stream().flatMap(Optional::stream).sorted().toList();
    boolean all = ended.size() == times.size();
    if (ended.isEmpty()) {
      return never;
    }
    return Amounts.duration(ended.get(0))
        + " to "
        + (all ? Amounts.duration(ended.get(ended.size() - 1)) : never);
  }

  /** The cases side by side. */
  public static Table table(List<Case> cases) {
    return Table.create(
        "Over the range of the class",
        Tables.texts("Case", cases, c -> CASES.get(cases.indexOf(c))),
        Tables.texts("Dirty rate", cases, c -> Amounts.rate(c.rate())),
        Tables.texts("Downtime", cases, c -> time(c, true)),
        Tables.texts(
            "P90", cases, c -> ReviewTables.quantile(c.planned().downtimes(), Planned.LEVEL)),
        Tables.texts("Takes", cases, c -> time(c, false)),
        Tables.texts(
            "P90 of it", cases, c -> ReviewTables.quantile(c.planned().totals(), Planned.LEVEL)),
        Tables.texts("Live migration", cases, c -> c.forecast().liveWord()));
  }

  private static String time(Case one, boolean downtime) {
    if (one.forecast().liveDowntime().isEmpty()) {
      return "never ends";
    }
    return Amounts.duration(
        downtime
            ? one.forecast().liveDowntime().get().total()
            : one.forecast().liveTotal().orElseThrow());
  }

  /** The dirty rates, rising, each with its case. */
  public static String heading(int place, DataRate rate) {
    return "With %s (%s):".formatted(Amounts.rate(rate), CASES.get(place));
  }
}

package blackout.exhibit;

import blackout.plan.cluster.Availability;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.AvailabilityPlan.OfVm;
import blackout.plan.cluster.AvailabilityPlan.Remedy;
import blackout.plan.cluster.MoveStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A year in tables. */
public final class AvailabilityTables {

  /** Enough decimals for seven nines. */
  private static final String PERCENT = "0.00000";

  private AvailabilityTables() {}

  /** One line for each strategy, over all VMs. */
  public static Table strategies(AvailabilityPlan plan) {
    List<MoveStrategy> rows = plan.strategies();
    return Table.create(
        "Strategies compared",
        Tables.texts("Strategy", rows, s -> s.label() + (s == plan.usual() ? " (usual)" : "")),
        minutes("Mean downtime (min a year)", rows, s -> mean(plan, s)),
        minutes("Worst VM (min a year)", rows, s -> worst(plan, s)),
        minutes("of that, by moves (min)", rows, s -> minutes(worstYear(plan, s).planned())),
        Tables.doubles(
            "Worst VM (nines)", "0.0", rows, s -> floorNines(worstYear(plan, s).nines())),
        Tables.counts("VMs with an objective", rows, s -> plan.objectives()),
        Tables.counts("that break it", rows, s -> plan.breaking(s).size()));
  }

  /** One line for each VM. */
  public static Table vms(AvailabilityPlan plan, List<OfVm> vms) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(Tables.texts("VM", vms, v -> v.vm().name()));
    for (MoveStrategy strategy : plan.strategies()) {
      columns.add(
          minutes(
              strategy.label() + " (min)", vms, v -> minutes(v.yearUnder(strategy).downtime())));
    }
    columns.add(
        minutes("of that, by crashes (min)", vms, v -> minutes(usual(plan, v).unplanned())));
    columns.add(
        Tables.doubles(
            "Availability (%)", PERCENT, vms, v -> floorPercent(usual(plan, v).ratio())));
    columns.add(Tables.doubles("Nines", "0.0", vms, v -> floorNines(usual(plan, v).nines())));
    columns.add(
        Tables.doubles(
            "Objective (%)",
            "0.#####",
            vms,
            v -> v.vm().availabilityObjective().map(o -> o * 100).orElse(Double.NaN)));
    columns.add(Tables.texts("Kept", vms, v -> kept(plan, v)));
    return Table.create("A year of each VM", columns.toArray(Column<?>[]::new));
  }

  /** The VMs that break their objective under the usual strategy, and what would mend it. */
  public static Table remedies(AvailabilityPlan plan) {
    List<OfVm> vms = plan.breaking(plan.usual());
    return Table.create(
        "Objectives that are broken",
        Tables.texts("VM", vms, v -> v.vm().name()),
        minutes("Out (min a year)", vms, v -> minutes(usual(plan, v).downtime())),
        minutes(
            "Allowed (min a year)",
            vms,
            v -> (1 - v.vm().availabilityObjective().orElseThrow()) * minutes(365)),
        Tables.texts("What would mend it", vms, v -> v.remedy().map(Remedy::words).orElse("-")));
  }

  /** Everything about every VM and strategy, one record each, for other programs. */
  public static Table records(AvailabilityPlan plan) {
    record Line(OfVm vm, MoveStrategy strategy, Availability year) {}
    List<Line> lines =
        plan.vms().stream()
            .flatMap(v -> plan.strategies().stream().map(s -> new Line(v, s, v.yearUnder(s))))
            .toList();
    return Table.create(
        "availability",
        Tables.texts("name", lines, l -> l.vm().vm().name()),
        Tables.texts("strategy", lines, l -> l.strategy().label()),
        Tables.doubles(
            "move_downtime_s", "0.###", lines, l -> l.vm().moveUnder(l.strategy()).toNanos() / 1e9),
        Tables.doubles("crash_downtime_s", "0.###", lines, l -> l.vm().crash().toNanos() / 1e9),
        Tables.texts("starts_again", lines, l -> Boolean.toString(l.vm().startsAgain())),
        Tables.doubles(
            "planned_s_per_year", "0.###", lines, l -> l.year().planned().toNanos() / 1e9),
        Tables.doubles(
            "unplanned_s_per_year", "0.###", lines, l -> l.year().unplanned().toNanos() / 1e9),
        Tables.texts("availability_ratio", lines, l -> Double.toString(l.year().ratio())),
        Tables.texts(
            "objective_ratio",
            lines,
            l -> l.vm().vm().availabilityObjective().map(o -> Double.toString(o)).orElse("")),
        Tables.texts(
            "keeps_objective",
            lines,
            l -> l.vm().keepsObjective(l.strategy()).map(k -> Boolean.toString(k)).orElse("")));
  }

  private static Availability usual(AvailabilityPlan plan, OfVm vm) {
    return vm.yearUnder(plan.usual());
  }

  private static String kept(AvailabilityPlan plan, OfVm vm) {
    return vm.keepsObjective(plan.usual()).map(k -> k ? "yes" : "no").orElse(Tables.MISSING);
  }

  private static double mean(AvailabilityPlan plan, MoveStrategy strategy) {
    return plan.vms().stream()
        .mapToDouble(v -> minutes(v.yearUnder(strategy).downtime()))
        .average()
        .orElse(0);
  }

  private static double worst(AvailabilityPlan plan, MoveStrategy strategy) {
    return minutes(worstYear(plan, strategy).downtime());
  }

  private static Availability worstYear(AvailabilityPlan plan, MoveStrategy strategy) {
    return plan.vms().stream()
        .map(v -> v.yearUnder(strategy))
        .reduce((a, b) -> b.downtime().compareTo(a.downtime()) > 0 ? b : a)
        .orElse(new Availability(Duration.ZERO, Duration.ZERO));
  }

  private static double minutes(Duration time) {
    return time.toNanos() / 60e9;
  }

  private static double minutes(long days) {
    return days * 1440.0;
  }

  private static <T> DoubleColumn minutes(String title, List<T> rows, ToDoubleFunction<T> cell) {
    return Tables.doubles(title, "#,##0.0", rows, cell::applyAsDouble);
  }

  /** Rounded down: an availability must not look better than it is. */
  private static double floorPercent(double ratio) {
    return Math.floor(ratio * 1e7) / 1e5;
  }

  /** Rounded down, at most 9.9, which also stands for a year without downtime. */
  private static double floorNines(double nines) {
    return Math.min(9.9, Math.floor(nines * 10) / 10);
  }
}

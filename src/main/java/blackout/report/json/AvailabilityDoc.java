package blackout.report.json;

import blackout.json.Description;
import blackout.plan.cluster.Availability;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.Calendar;
import blackout.plan.cluster.MoveStrategy;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A year of moves and crashes for every VM. */
public record AvailabilityDoc(
    @Description("How often VMs move and nodes crash.") CalendarDoc calendar,
    @Description("The strategy that the estate follows.") String usualStrategy,
    @Description("The VMs and their year.") List<OfVm> vms) {

  /** How often VMs move and nodes crash. */
  public record CalendarDoc(
      @Description("Rounds of patches in a year.") double patchCyclesPerYear,
      @Description("Moves of a VM in a round.") double movesPerCycle,
      @Description("Crashes of a node in a year.") double crashesPerNodeYear,
      @Description("How long somebody takes to start a VM by hand, in milliseconds.")
          Duration manualRestartMs) {}

  /** The year of a VM. */
  public record OfVm(
      @Description("The name of the VM.") String name,
      @Description("The share of the year in which it must serve, 0 to 1; null if none is stated.")
          @Nullable Double objectiveRatio,
      @Description("Whether it starts again when its node is lost.") boolean startsAgain,
      @Description("What would keep the objective; null if nothing is needed or helps.")
          @Nullable String remedy,
      @Description("Its year under each strategy.") List<Year> strategies) {
    static OfVm of(AvailabilityPlan.OfVm vm) {
      return new OfVm(
          vm.vm().name(),
          vm.vm().availabilityObjective().orElse(null),
          vm.startsAgain(),
          vm.remedy().map(AvailabilityPlan.Remedy::words).orElse(null),
          vm.year().entrySet().stream().map(year -> Year.of(vm, year)).toList());
    }
  }

  /** A year under one strategy. */
  public record Year(
      @Description("The strategy.") String strategy,
      @JsonProperty("planned_s_per_year")
          @Description("The downtime of planned moves, in seconds a year.")
          double plannedSPerYear,
      @JsonProperty("unplanned_s_per_year")
          @Description("The downtime of crashes, in seconds a year.")
          double unplannedSPerYear,
      @Description("The share of the year in which it serves, 0 to 1.") double availabilityRatio,
      @Description("Whether that keeps the objective; null if none is stated.")
          @Nullable Boolean keepsObjective) {
    static Year of(AvailabilityPlan.OfVm vm, Map.Entry<MoveStrategy, Availability> year) {
      return new Year(
          year.getKey().label(),
          seconds(year.getValue().planned()),
          seconds(year.getValue().unplanned()),
          year.getValue().ratio(),
          vm.keepsObjective(year.getKey()).orElse(null));
    }
  }

  /** The year alone. */
  @Description("A year of moves and crashes for every VM of an estate.")
  public record Alone(
      @Description("The name and version of the form.") String schema,
      @Description("The name of the estate, untrusted text.") String estate,
      @Description("The year.") AvailabilityDoc availability,
      @Description("The seed of all chance.") long seed) {

    /** The name and version of the form; a change that breaks readers counts the number up. */
    public static final String SCHEMA = "blackout-availability/1";

    public static Alone of(String estate, AvailabilityPlan plan, long seed) {
      return new Alone(SCHEMA, estate, AvailabilityDoc.of(plan), seed);
    }
  }

  static AvailabilityDoc of(AvailabilityPlan plan) {
    Calendar calendar = plan.calendar();
    return new AvailabilityDoc(
        new CalendarDoc(
            calendar.patchCyclesPerYear(),
            calendar.movesPerCycle(),
            calendar.crashesPerNodeYear(),
            calendar.manualRestart()),
        plan.usual().label(),
        plan.vms().stream().map(OfVm::of).toList());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

package blackout.report.json;

import blackout.inventory.Assumption;
import blackout.inventory.Origins;
import blackout.json.Description;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One VM alone, as it stands in a report. */
@Description("The downtime of one VM by three ways.")
public record EstimateDoc(
    @Description("The name and version of the form.") String schema,
    @Description("What was asked, in one line.") String question,
    @Description("The name of the VM, untrusted text.") String name,
    @Description("The assigned memory in bytes.") ByteCount memoryBytes,
    @Description("A move by saved state.") VmDoc.Way savedState,
    @Description("A live migration; null where none is possible.") VmDoc.@Nullable Live live,
    @Description("A restart after a crash.") VmDoc.Way crash,
    @Description("What to plan with for the live migration.") PlanningDoc planning,
    @Description("The ranges that hold the next such move.") MoveIntervalDoc interval,
    @Description("What nobody gave, measured or looked up.") List<ReportDoc.Assumed> assumptions,
    @Description("What made this document.") Program provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-estimate/1";

  /** The program and the chance in it. */
  public record Program(
      @Description("The name and version of the program.") String program,
      @Description("The seed of all chance.") long seed) {}

  /**
   * A prediction.
   *
   * @param question what was asked, in one line
   * @param program the name and version of the program
   */
  public static EstimateDoc of(
      VmForecast forecast,
      MoveInterval interval,
      List<Assumption> assumptions,
      String question,
      String program,
      long seed) {
    VmDoc vm = VmDoc.of(forecast, Origins.NONE);
    return new EstimateDoc(
        SCHEMA,
        question,
        vm.name(),
        vm.memoryBytes(),
        vm.savedState(),
        vm.live(),
        vm.crash(),
        PlanningDoc.of(interval),
        MoveIntervalDoc.of(interval),
        assumptions.stream().map(ReportDoc.Assumed::of).toList(),
        new Program(program, seed));
  }
}

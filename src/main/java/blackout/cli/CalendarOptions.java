package blackout.cli;

import blackout.plan.cluster.Calendar;
import blackout.plan.cluster.ClientView;
import blackout.plan.cluster.ClusterOutlook;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What no estate says: how often VMs move and nodes are lost. */
final class CalendarOptions {

  /** The command that these options belong to; set by picocli before the command runs. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--patch-cycles",
      paramLabel = "NUMBER",
      description = "Patch cycles a year (12).")
  private double patchCycles = Calendar.DEFAULT.patchCyclesPerYear();

  @Option(
      names = "--moves-per-cycle",
      paramLabel = "NUMBER",
      description = "Moves of a VM in each of them (2: away and back).")
  private double movesPerCycle = Calendar.DEFAULT.movesPerCycle();

  @Option(
      names = "--crashes",
      paramLabel = "NUMBER",
      description = "Crashes of a node in a year (0.5).")
  private double crashes = Calendar.DEFAULT.crashesPerNodeYear();

  @Option(
      names = "--manual-restart",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Until somebody has started a VM that does not start by itself (1 h).")
  private Duration manualRestart = Calendar.DEFAULT.manualRestart();

  @Option(
      names = "--announcement",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "How much longer a network outage is than the downtime (50 ms).")
  private Duration announcement = ClientView.ANNOUNCEMENT;

  ClusterOutlook.Settings settings() {
    try {
      return new ClusterOutlook.Settings(
          new Calendar(patchCycles, movesPerCycle, crashes, manualRestart), announcement);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}

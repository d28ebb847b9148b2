package blackout.plan.move;

import blackout.inventory.Vm;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * What is predicted for one VM: its downtime with each of three ways to change hosts.
 *
 * @param vm the VM
 * @param savedState saved to storage and restored on another host: estimated
 * @param live moved while it runs: simulated; empty where the hypervisor cannot do it
 * @param crash restarted on another host after its own failed: estimated
 */
@RecordBuilder
public record VmForecast(Vm vm, Downtime savedState, Optional<Outcome> live, Downtime crash)
    implements VmForecastBuilder.With {

  /** The downtime of the live migration; empty where it was not possible or did not end. */
  public Optional<Downtime> liveDowntime() {
    return live.flatMap(Outcome::downtime);
  }

  /**
   * How the live migration ended, in one word: that of {@link Outcome#word}, or "not possible"
   * where the hypervisor cannot do it.
   */
  public String liveWord() {
    return live.map(Outcome::word).orElse("not possible");
  }

  /** From the command to the source being released; empty where the hypervisor cannot do it. */
  public Optional<Duration> liveTotal() {
    return live.map(outcome -> outcome.record().total());
  }
}

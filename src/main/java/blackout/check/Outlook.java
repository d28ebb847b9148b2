package blackout.check;

import blackout.inventory.Estate;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Maintenance;
import java.time.Duration;
import java.util.Optional;

/**
 * What is predicted for a cluster, as far as rules ask for it.
 *
 * @param forecast the move of each VM by itself
 * @param cluster what the cluster as a whole does to its VMs, of the same forecast
 * @param maintenance how the hosts are emptied and patched
 */
public record Outlook(EstateForecast forecast, ClusterOutlook cluster, Maintenance maintenance) {

  /**
   * With the usual year and the rules of the platform.
   *
   * @param window the time there is to patch all nodes, if somebody stated it
   * @param seed the seed of all chance
   */
  public static Outlook of(
      Estate estate, EstateForecast forecast, Optional<Duration> window, long seed) {
    return new Outlook(
        forecast,
        ClusterOutlook.of(estate, forecast, ClusterOutlook.Settings.DEFAULT),
        Maintenance.of(estate, window, DrainRules.of(estate).withSeed(seed)));
  }
}

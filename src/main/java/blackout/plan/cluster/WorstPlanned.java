package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.plan.move.Planned;
import blackout.plan.move.VmForecast;
import java.util.Comparator;
import java.util.Optional;

/**
 * The VM whose live migration, alone on the network, is to be planned with the longest downtime.
 *
 * @param vm the VM and what happens to it with all inputs as stated
 * @param planned what to plan with
 */
public record WorstPlanned(VmForecast vm, Planned planned) {

  /** The VMs that are looked at: those with the longest downtimes as stated. */
  private static final int CANDIDATES = 10;

  /** Empty where nothing moves live; what never ends counts as the longest. */
  public static Optional<WorstPlanned> of(Estate estate, EstateForecast forecast, long seed) {
    return forecast.worstFirst().stream()
        .limit(CANDIDATES)
        .flatMap(
            vm ->
                EstateForecast.scenario(estate, vm.vm(), seed).stream()
                    .map(scenario -> new WorstPlanned(vm, Planned.of(scenario))))
        .max(
            Comparator.comparing(
                worst -> worst.planned.downtimes().quantile(Planned.LEVEL).value()));
  }
}

package blackout.report;

import blackout.inventory.Estate;
import blackout.inventory.Hypervisor;
import blackout.plan.cluster.EstateForecast;
import blackout.quantity.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the numbers of a page come about, in a few lines; the whole of it is in method.md. */
final class MethodText {

  private MethodText() {}

  static List<String> lines(Estate estate, EstateForecast forecast) {
    String profile = estate.hypervisor().map(Hypervisor::name).orElse("none") + switchedOn(estate);
    var lines = new ArrayList<>(lines(profile));
    forecast
        .fleet()
        .map(fleet -> fleet(fleet, forecast.vms().size()))
        .ifPresent(f -> lines.add(3, f));
    return lines;
  }

  /** What is switched on at the hypervisor, behind a comma; nothing if nothing is. */
  private static String switchedOn(Estate estate) {
    return estate.switchedOn().stream().map(o -> ", " + o).collect(Collectors.joining());
  }

  /** How a large estate was predicted, and how far that is from the replay. */
  static String fleet(EstateForecast.Fleet fleet, int vms) {
    return "With more than "
        + Amounts.count(EstateForecast.MOST_REPLAYED)
        + " VMs, only the live migrations of the worst "
        + Amounts.count(fleet.replayed().size())
        + " are followed page by page; those of the other "
        + Amounts.count(vms - fleet.replayed().size())
        + " are computed in expected numbers of pages. Computed both ways, the worst differ by at"
        + " most "
        + Amounts.percent(fleet.totalDifferenceRatio(), 3)
        + " of their time and "
        + Amounts.duration(fleet.downtimeDifference())
        + " of downtime.";
  }

  private static List<String> lines(String profile) {
    return List.of(
        "Downtime is the time in which no virtual processor runs, each VM moved alone.",
        "Saved state (estimated): memory at the write rate of the storage, the steps of the disk"
            + " unless the volume is shared, memory at its read rate, resume.",
        "Live migration (simulated, profile "
            + profile
            + "): every page is followed; each round sends what the round before left dirty, until"
            + " the rest fits the pause or the rounds are used up; then the guest is paused and the"
            + " rest copied.",
        "Crash restart (estimated): missed heartbeats, arbitration and ownership, start of the VM,"
            + " boot of the guest.",
        "The link carries its payload rate and nothing else; chance comes from the seed below, so"
            + " the same input gives the same report.");
  }
}

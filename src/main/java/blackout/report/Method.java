package blackout.report;

import blackout.inventory.Estate;
import blackout.plan.EstateForecast;
import java.util.List;

/** How the numbers of a page come about, in a few lines; the whole of it is in method.md. */
final class Method {

  private Method() {}

  static List<String> lines(Estate estate) {
    String profile = EstateForecast.hypervisor(estate).orElse("none");
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

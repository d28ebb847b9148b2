package blackout.scenario;

import blackout.inventory.Hypervisor;
import java.util.List;

/**
 * What one hypervisor does in a live migration, in short texts: a row of a table of all of them.
 *
 * @param hypervisor which
 * @param order the order in which pages are sent
 * @param roundEnd when a round ends
 * @param rearm when a page that was read begins to report writes again
 * @param stopRule when the rounds end and the guest is paused
 * @param finalCopy what is sent during the pause
 * @param zeroPages how a page of zeros travels
 * @param bandwidthEstimate where the bandwidth comes from that the stop rule uses
 * @param throttle how the guest is slowed if it dirties too fast
 * @param source where the rules were read
 * @param assumptions the constants that no public source gives; empty if all are public
 */
public record HypervisorProfile(
    Hypervisor hypervisor,
    String order,
    String roundEnd,
    String rearm,
    String stopRule,
    String finalCopy,
    String zeroPages,
    String bandwidthEstimate,
    String throttle,
    String source,
    List<String> assumptions) {

  public HypervisorProfile {
    assumptions = List.copyOf(assumptions);
  }

  /** The name by which scenarios ask for it. */
  public String name() {
    return hypervisor.name();
  }
}

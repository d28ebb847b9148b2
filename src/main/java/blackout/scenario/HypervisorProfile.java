package blackout.scenario;

import static blackout.quantity.Require.require;

import java.util.List;

/**
 * What one hypervisor does in a live migration, in short texts: a row of a table of all of them.
 *
 * @param name the name by which a scenario asks for it, for example {@code "xen-v2"}
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
    String name,
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
    require(!name.isBlank(), "hypervisor profile without a name");
    assumptions = List.copyOf(assumptions);
  }
}

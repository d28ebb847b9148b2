package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.util.Optional;

/**
 * The hosts of a move, and what of their figures counts for each part of the VM.
 *
 * @param profile the profile asked for; empty for the usual one of the hypervisor
 * @param processors the virtual processors of the VM
 * @param devices the devices that are passed through to it
 */
public record HostChoice(Optional<HostProfile> profile, int processors, int devices) {

  /** The usual hosts of the hypervisor and two virtual processors. */
  public static final HostChoice USUAL =
      new HostChoice(Optional.empty(), HostProfile.USUAL_PROCESSORS, 0);

  public HostChoice {
    require(processors >= 1 && processors <= 4096, "processors are not in 1..4096: %s", processors);
    require(devices >= 0 && devices <= 4096, "devices are not in 0..4096: %s", devices);
  }

  /** These hosts by a profile. */
  public static HostChoice of(HostProfile profile) {
    return new HostChoice(Optional.of(profile), HostProfile.USUAL_PROCESSORS, 0);
  }

  /** The profile for a hypervisor. */
  public HostProfile profile(Hypervisor hypervisor) {
    return profile.orElseGet(() -> HostProfiles.usual(hypervisor));
  }

  /** The question on these hosts. */
  public Scenario on(Scenario scenario) {
    return profile(scenario.hypervisor()).on(scenario, processors, devices);
  }
}

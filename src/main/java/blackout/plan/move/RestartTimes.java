package blackout.plan.move;

import blackout.estimate.CrashRestart;
import blackout.estimate.CrashRestart.WindowsCluster;
import blackout.inventory.Hypervisor;
import blackout.inventory.WindowsVersion;
import blackout.quantity.TimeText;
import blackout.scenario.Defaults;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * How a VM comes back after a crash of its host.
 *
 * @param vmStart the start of the VM until its guest boots
 * @param guestBoot the boot of the guest until it serves
 * @param windows the version of Windows Server whose cluster restarts the VM; that of the
 *     hypervisor's name if empty
 */
@RecordBuilder
public record RestartTimes(Duration vmStart, Duration guestBoot, Optional<WindowsVersion> windows)
    implements RestartTimesBuilder.With {

  /** Times that are assumptions. */
  public static final RestartTimes USUAL =
      new RestartTimes(
          TimeText.parse(Defaults.VM_START), TimeText.parse(Defaults.GUEST_BOOT), Optional.empty());

  /** The restart; another product's VM is held to the shortest detection that is known. */
  CrashRestart after(Hypervisor hypervisor) {
    WindowsCluster cluster =
        windows
            .or(hypervisor::namedVersion)
            .map(WindowsCluster::of)
            .orElse(WindowsCluster.SERVER_2008_R2_TO_2012);
    return CrashRestart.onWindows(cluster, vmStart, guestBoot);
  }
}

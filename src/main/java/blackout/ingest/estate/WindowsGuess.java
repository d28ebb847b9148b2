package blackout.ingest.estate;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.VmField;
import blackout.inventory.WindowsVersion;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Windows version of a cluster, from what its hosts say or its VMs suggest. */
final class WindowsGuess {

  /**
   * The highest configuration version of a VM in each version of Windows.
   *
   * @see <a
   *     href="https://learn.microsoft.com/en-us/windows-server/virtualization/hyper-v/deploy/upgrade-virtual-machine-version-in-hyper-v-on-windows-or-windows-server">Upgrade
   *     virtual machine version in Hyper-V</a>
   */
  private static final Map<String, WindowsVersion> BY_CONFIGURATION =
      Map.of(
          "5.0", WindowsVersion.WINDOWS_2012_R2,
          "8.0", WindowsVersion.WINDOWS_2016,
          "9.0", WindowsVersion.WINDOWS_2019,
          "10.0", WindowsVersion.WINDOWS_2022);

  private WindowsGuess() {}

  /** The version in the caption of a host, {@code "Microsoft Windows Server 2019 Datacenter"}. */
  static Optional<WindowsVersion> of(String caption) {
    return Arrays.stream(WindowsVersion.values())
        .filter(v -> caption.contains("Server " + v.label()))
        .max(Comparator.naturalOrder());
  }

  /** The oldest version of a host that says; a cluster keeps to the rules of that. */
  static Optional<WindowsVersion> ofHosts(Collection<Facts<HostField>> hosts) {
    return hosts.stream()
        .flatMap(h -> h.text(HostField.SYSTEM).flatMap(WindowsGuess::of).stream())
        .min(Comparator.naturalOrder());
  }

  /** The version that came with the newest configuration version of a VM. */
  static Optional<WindowsVersion> ofVms(List<Facts<VmField>> vms) {
    return vms.stream()
        .flatMap(vm -> vm.text(VmField.CONFIGURATION_VERSION).map(BY_CONFIGURATION::get).stream())
        .max(Comparator.naturalOrder());
  }
}

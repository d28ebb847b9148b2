package blackout.kernel;

import static blackout.quantity.Require.require;

import java.util.List;

/**
 * All policies, in the order in which they are listed. A new hypervisor is one file and one line
 * here.
 */
final class Policies {

  private static final List<Policy> ALL =
      List.of(
          QemuPolicy.QEMU_7_2,
          QemuPolicy.QEMU_9_2,
          QemuPolicy.QEMU_10_1,
          new XenV2Policy(),
          new XenLegacyPolicy(),
          new CloudHypervisor51Policy(),
          new CloudHypervisor52Policy(),
          HyperVPolicy.windows2008R2(),
          HyperVPolicy.windows2012R2(),
          new VMotionPolicy(),
          new VirtualBoxPolicy(),
          new PropolisPolicy(),
          new BhyvePolicy(),
          new TextbookPolicy());

  private Policies() {}

  static List<Policy> all() {
    return ALL;
  }

  /**
   * The policy of a hypervisor.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   *     ones
   */
  static Policy named(String name) {
    Policy found = ALL.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
    require(
        found != null,
        "unknown hypervisor \"%s\"; known are %s",
        name,
        String.join(", ", ALL.stream().map(Policy::name).toList()));
    return found;
  }
}

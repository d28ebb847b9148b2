package blackout.kernel.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All policies, in the order in which they are listed. A new hypervisor is one file and one line
 * here.
 */
public final class Policies {

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

  private static final Map<String, Policy> BY_NAME = new LinkedHashMap<>();

  static {
    for (Policy policy : ALL) {
      BY_NAME.put(policy.name(), policy);
    }
  }

  private Policies() {}

  public static List<Policy> all() {
    return ALL;
  }

  /**
   * The policy of a hypervisor.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   *     ones
   */
  public static Policy named(String name) {
    Policy found = BY_NAME.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "unknown hypervisor \"" + name + "\"; known are " + String.join(", ", BY_NAME.keySet()));
    }
    return found;
  }
}

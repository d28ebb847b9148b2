package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * All policies, in the order in which they are listed. A new hypervisor is one file, which says
 * what it is and what it does, and one line here.
 */
public final class Policies implements PolicyCatalogue {

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

  /** Those of other catalogues too. */
  private static final Map<String, Policy> BY_NAME = new HashMap<>();

  static {
    for (Hypervisors.Catalogue catalogue :
        ServiceLoader.load(Hypervisors.Catalogue.class, Policies.class.getClassLoader())) {
      if (catalogue instanceof PolicyCatalogue policies) {
        policies.policies().forEach(p -> BY_NAME.put(p.hypervisor().name(), p));
      }
    }
  }

  /** Made by the service loader. */
  public Policies() {}

  @Override
  public List<Policy> policies() {
    return ALL;
  }

  /**
   * The policy of a hypervisor.
   *
   * @throws IllegalArgumentException if the kernel has no rules for it
   */
  public static Policy of(Hypervisor hypervisor) {
    Policy found = BY_NAME.get(hypervisor.name());
    if (found == null) {
      throw new IllegalArgumentException("no rules of \"" + hypervisor + "\" are known");
    }
    return found;
  }

  /**
   * The policy of a hypervisor.
   *
   * @param name its name, or an alias
   * @throws IllegalArgumentException as {@link Hypervisors#resolve}
   */
  public static Policy named(String name) {
    return of(Hypervisors.named(name));
  }
}

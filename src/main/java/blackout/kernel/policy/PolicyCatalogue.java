package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import java.util.List;

/** Hypervisors with their policies; registered as a service of {@link Hypervisors.Catalogue}. */
public interface PolicyCatalogue extends Hypervisors.Catalogue {

  /** In the order in which they are listed. */
  List<Policy> policies();

  @Override
  default List<Hypervisor> hypervisors() {
    return policies().stream().map(Policy::hypervisor).toList();
  }
}

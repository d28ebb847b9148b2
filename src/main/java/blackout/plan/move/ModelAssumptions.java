package blackout.plan.move;

import blackout.inventory.Assumption;
import blackout.inventory.Hypervisor;
import blackout.kernel.Kernel;
import java.util.List;
import java.util.Optional;

/** What the model of a hypervisor assumes, because no public source gives it. */
public final class ModelAssumptions {

  /** What the program knows them by. */
  public static final String CODE = "model";

  private ModelAssumptions() {}

  /** Each once; none where all rules are public. */
  public static List<Assumption> of(Hypervisor hypervisor) {
    return Kernel.rules(hypervisor).assumptions().stream()
        .map(
            rule ->
                new Assumption(
                    Optional.of(CODE),
                    "Model of " + hypervisor.name(),
                    rule,
                    "No public source gives it."))
        .toList();
  }
}

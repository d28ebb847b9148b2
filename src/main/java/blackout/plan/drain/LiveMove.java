package blackout.plan.drain;

import blackout.scenario.Scenario;

/**
 * A live migration that waits for its turn.
 *
 * @param scenario the VM, and the link as if it alone used it
 * @param from the name of the source
 * @param to the name of the destination, another one
 */
public record LiveMove(Scenario scenario, String from, String to) {
  public String vm() {
    return scenario.vm().name();
  }
}

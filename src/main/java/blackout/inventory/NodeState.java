package blackout.inventory;

import blackout.quantity.Labelled;

/** Whether a host takes VMs now. */
public enum NodeState implements Labelled {
  UP("up"),
  /** Its VMs leave or have left, and it gets no others. */
  MAINTENANCE("maintenance"),
  /** Its management does not reach it; VMs on it may run. */
  DISCONNECTED("disconnected"),
  OFFLINE("offline");

  private final String label;

  NodeState(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}

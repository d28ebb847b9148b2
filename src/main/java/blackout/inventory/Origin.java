package blackout.inventory;

import blackout.quantity.Labelled;

/** How a fact of an estate came to be known, the surest first. */
public enum Origin implements Labelled {
  /** A hypervisor counted it while the guest ran. */
  MEASURED("measured"),
  /** It stands in an export as it is used. */
  IMPORTED("imported"),
  /** It follows from other facts of an export. */
  INFERRED("inferred"),
  /** Nobody said it; an assumption stands in. */
  ASSUMED("assumed");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}

package blackout.inventory;

/** How sure the writes of a VM are, and with them every prediction of its live migration. */
public enum Grade {
  A("dirty rate measured"),
  B("dirty rate inferred from counters"),
  C("dirty rate assumed by class");

  private final String meaning;

  Grade(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }

  /** The grade of writes that are known in a way. */
  public static Grade of(Origin writes) {
    return switch (writes) {
      case MEASURED -> A;
      case IMPORTED, INFERRED -> B;
      case ASSUMED -> C;
    };
  }
}

package blackout.kernel;

/** How a migration is computed. */
public enum Engine {
  /** Page by page, seeded: one course of the migration as it may happen. */
  PAGE_BY_PAGE("page by page"),
  /** In expected counts: much faster than page by page, and close to it. */
  EXPECTED_COUNTS("expected counts");

  private final String label;

  Engine(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}

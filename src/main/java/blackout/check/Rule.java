package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A rule as data, with the few lines that look at an estate.
 *
 * @param lookedAt what it looks at, for the report
 * @param action what mends it
 * @param look writes down what it finds
 */
record Rule(
    String id,
    Category category,
    Severity severity,
    Versions range,
    String title,
    String lookedAt,
    String action,
    String source,
    List<String> dependsOn,
    BiConsumer<Estate, Findings> look)
    implements Check {

  /** A rule that depends on no other. */
  Rule(
      String id,
      Category category,
      Severity severity,
      Versions range,
      String title,
      String lookedAt,
      String action,
      String source,
      BiConsumer<Estate, Findings> look) {
    this(id, category, severity, range, title, lookedAt, action, source, List.of(), look);
  }

  /** The same rule, decided only where another one held. */
  Rule after(String check) {
    return new Rule(
        id, category, severity, range, title, lookedAt, action, source, List.of(check), look);
  }

  @Override
  public boolean appliesTo(WindowsVersion version) {
    return range.include(version);
  }

  @Override
  public String versions() {
    return range.toString();
  }

  @Override
  public CheckResult run(Estate estate) {
    if (!estate.isWindows()) {
      return result(
          estate,
          Result.NOT_APPLICABLE,
          List.of(
              "A rule of Windows failover clusters; this estate runs " + estate.platform() + "."));
    }
    if (!appliesTo(estate.version())) {
      return result(
          estate,
          Result.NOT_APPLICABLE,
          List.of("A rule of " + range + "; this estate is " + estate.version().label() + "."));
    }
    var findings = new Findings(severity);
    look.accept(estate, findings);
    return result(estate, findings.result(), findings.evidence());
  }

  private CheckResult result(Estate estate, Result result, List<String> evidence) {
    String todo =
        switch (result) {
          case FAILED, WARNING -> action;
          case INCOMPLETE -> "State the missing facts in the estate file. " + action;
          case SUCCESS, NOT_APPLICABLE, CANCELED, WAIVED -> "";
        };
    return new CheckResult(
        id, category.in(estate.version()), title, result, lookedAt, evidence, todo, source);
  }
}

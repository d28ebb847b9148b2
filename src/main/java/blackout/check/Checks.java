package blackout.check;

import blackout.inventory.Estate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules, in the order of the report. */
public final class Checks {

  private Checks() {}

  /** Every rule, in a fixed order. */
  public static List<Check> all() {
    return List.of();
  }

  /** Runs every rule on an estate; a rule whose ground fell away is canceled and says why. */
  public static List<CheckResult> runAll(Estate estate) {
    return run(all(), estate);
  }

  static List<CheckResult> run(List<Check> checks, Estate estate) {
    Map<String, CheckResult> results = new LinkedHashMap<>();
    for (Check check : checks) {
      results.put(check.id(), result(check, estate, results));
    }
    return new ArrayList<>(results.values());
  }

  private static CheckResult result(Check check, Estate estate, Map<String, CheckResult> before) {
    Optional<CheckResult> broken =
        check.dependsOn().stream()
            .map(before::get)
            .filter(r -> r.result() == Result.FAILED || r.result() == Result.CANCELED)
            .findFirst();
    if (broken.isEmpty() || !check.appliesTo(estate.version())) {
      return check.run(estate);
    }
    return new CheckResult(
        check.id(),
        check.category().in(estate.version()),
        check.title(),
        Result.CANCELED,
        "nothing",
        List.of(
            "Not run, because "
                + broken.get().id()
                + " ("
                + broken.get().title()
                + ") did not succeed."),
        "Mend " + broken.get().id() + " and run the checks again.",
        check.source());
  }
}

package blackout.check;

import blackout.check.rules.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules, in the order of the report. */
public final class Checks {

  private Checks() {}

  /** Every rule, in a fixed order; a rule stands after those it depends on. */
  public static List<Rule> all() {
    return Rules.ALL;
  }

  /**
   * Runs the rules of the platform of an estate; a rule whose ground fell away is canceled and says
   * why. Rules of predictions are left out where there are none.
   */
  public static List<CheckResult> runAll(Ground ground) {
    Map<String, CheckResult> results = new LinkedHashMap<>();
    for (Rule rule : Rules.ALL) {
      if (rule.isFor(ground.estate()) && (!rule.predicted() || ground.outlook().isPresent())) {
        results.put(rule.id(), result(rule, ground, results));
      }
    }
    return new ArrayList<>(results.values());
  }

  private static CheckResult result(Rule rule, Ground ground, Map<String, CheckResult> before) {
    Optional<CheckResult> broken =
        rule.dependsOn().stream()
            .map(before::get)
            .filter(r -> r.result() == Result.FAILED || r.result() == Result.CANCELED)
            .findFirst();
    if (broken.isEmpty() || !rule.appliesTo(ground.estate())) {
      return rule.run(ground);
    }
    CheckResult by = broken.get();
    return new CheckResult(
        rule.id(),
        rule.in(ground.estate()),
        rule.title(),
        Result.CANCELED,
        "nothing",
        List.of("Not run, because %s (%s) did not succeed.".formatted(by.id(), by.title())),
        "Mend " + by.id() + " and run the checks again.",
        rule.source());
  }
}

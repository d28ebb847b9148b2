package blackout.check;

import blackout.inventory.Estate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, in the order of the report. */
public final class Checks {

  /** Nodes, networks, storage, VMs. */
  private static final String LETTERS = "NWSV";

  private static final List<Check> ALL =
      Stream.of(
              SystemRules.rules(),
              ClusterSizeRules.rules(),
              HardwareRules.rules(),
              NetworkRules.rules(),
              AddressRules.rules(),
              TrafficRules.rules(),
              StorageRules.rules(),
              VirtualMachineRules.rules())
          .<Check>flatMap(List::stream)
          .sorted(
              Comparator.comparing((Check c) -> LETTERS.indexOf(c.id().charAt(0)))
                  .thenComparing(Check::id))
          .toList();

  private Checks() {}

  /** Every rule, in a fixed order; a rule stands after those it depends on. */
  public static List<Check> all() {
    return ALL;
  }

  /** Runs every rule on an estate; a rule whose ground fell away is canceled and says why. */
  public static List<CheckResult> runAll(Estate estate) {
    Map<String, CheckResult> results = new LinkedHashMap<>();
    for (Check check : ALL) {
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

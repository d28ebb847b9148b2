package blackout.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waivers put beside the results they are for. */
public final class Waivers {

  /** The id of the result that speaks of the waivers themselves. */
  public static final String ID = "X01";

  private Waivers() {}

  /**
   * The results, those that failed or warned and have a valid waiver marked as waived, and one more
   * result about the waivers themselves: expired ones and those that nothing needs are a warning.
   * Nothing is left out. Without waivers the results are returned as they are.
   *
   * @param today the day that decides what has expired
   */
  public static List<CheckResult> apply(
      List<CheckResult> results, List<Waiver> waivers, LocalDate today) {
    if (waivers.isEmpty()) {
      return List.copyOf(results);
    }
    List<CheckResult> marked = new ArrayList<>();
    for (CheckResult result : results) {
      marked.add(
          waivers.stream()
              .filter(w -> w.check().equals(result.id()) && !w.hasExpired(today))
              .findFirst()
              .filter(w -> canBeWaived(result))
              .map(w -> waived(result, w))
              .orElse(result));
    }
    marked.add(about(results, waivers, today));
    return marked;
  }

  private static boolean canBeWaived(CheckResult result) {
    return result.result() == Result.FAILED || result.result() == Result.WARNING;
  }

  private static CheckResult waived(CheckResult result, Waiver waiver) {
    List<String> evidence = new ArrayList<>();
    evidence.add(waiver.line() + " (without it: " + result.result().label() + ")");
    evidence.addAll(result.evidence());
    return new CheckResult(
        result.id(),
        result.category(),
        result.title(),
        Result.WAIVED,
        result.lookedAt(),
        evidence,
        result.action(),
        result.source());
  }

  private static CheckResult about(
      List<CheckResult> results, List<Waiver> waivers, LocalDate today) {
    var found = new CheckEvidence(Severity.WARN);
    for (Waiver waiver : waivers) {
      Optional<CheckResult> target =
          results.stream().filter(r -> r.id().equals(waiver.check())).findFirst();
      String line = waiver.check() + ": " + waiver.reason() + " (" + waiver.owner() + ")";
      if (waiver.hasExpired(today)) {
        found.broken("Expired on " + waiver.expires() + ": " + line);
      } else if (target.isEmpty()) {
        found.broken("For a check that does not exist: " + line);
      } else if (!canBeWaived(target.get())) {
        found.broken(
            "For a check that needs none, its result is "
                + target.get().result().label()
                + ": "
                + line);
      } else {
        found.fine("Valid until " + waiver.expires() + ": " + line);
      }
    }
    return new CheckResult(
        ID,
        Category.INVENTORY,
        "Waivers are current",
        found.result(),
        "expiry and use of every waiver on " + today,
        found.evidence(),
        found.result() == Result.WARNING ? "Renew or remove the waiver." : "",
        "the waivers file");
  }
}

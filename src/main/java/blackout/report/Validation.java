package blackout.report;

import blackout.check.CheckResult;
import blackout.check.Checks;
import blackout.check.Result;
import blackout.check.Verdict;
import blackout.check.Waiver;
import blackout.check.Waivers;
import blackout.exhibit.TerminalText;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.inventory.Estate;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checks of an estate alone, without any prediction.
 *
 * @param estate the name of the estate
 * @param system its version and size in words
 * @param checks the results, by category and then by title, both in the order of the alphabet: the
 *     order in which the vendor's tool lists its tests
 * @param problems what in the input could not be used
 */
public record Validation(
    String estate, String system, List<CheckResult> checks, List<Problem> problems) {

  private static final Comparator<CheckResult> ORDER =
      Comparator.comparing((CheckResult c) -> c.category().title())
          .thenComparing(CheckResult::title)
          .thenComparing(CheckResult::id);

  public Validation {
    checks = checks.stream().sorted(ORDER).toList();
    problems = List.copyOf(problems);
  }

  /**
   * Runs the rules, and puts the waivers beside what they find.
   *
   * @param today the day that decides which waivers have expired
   */
  public static Validation of(Loaded<Estate> input, List<Waiver> waivers, LocalDate today) {
    Estate estate = input.value();
    int nodes = estate.nodes().size();
    return new Validation(
        estate.name(),
        estate.platform() + ", " + (nodes == 1 ? "1 node" : nodes + " nodes"),
        Waivers.apply(Checks.runAll(estate), waivers, today),
        input.problems());
  }

  /** What all checks say; never READY while a part of the input was left out. */
  public Verdict verdict() {
    return Report.verdict(checks, problems);
  }

  /** The results for a terminal; what was found is told where there is something to do. */
  public String text() {
    var text = new StringBuilder();
    line(text, estate + ": " + system);
    String category = "";
    for (CheckResult check : checks) {
      if (!check.category().title().equals(category)) {
        category = check.category().title();
        text.append('\n');
        line(text, category + ": " + worst(check.category().title()).word());
      }
      line(
          text,
          String.format(
              Locale.ROOT, "  %-14s  %-4s %s", check.result().word(), check.id(), check.title()));
      if (!check.action().isEmpty()) {
        check.evidence().forEach(found -> line(text, " ".repeat(18) + "- " + found));
        line(text, " ".repeat(18) + "> " + check.action());
      }
    }
    text.append('\n');
    line(text, checks.size() + " checks: " + PageMaker.counts(counts()) + ".");
    line(text, verdict().sentence());
    return text.toString();
  }

  private Result worst(String category) {
    return checks.stream()
        .filter(c -> c.category().title().equals(category))
        .map(CheckResult::result)
        .min(Comparator.comparing(PageMaker.WEIGHT::indexOf))
        .orElseThrow();
  }

  private Map<Result, Long> counts() {
    return checks.stream()
        .collect(Collectors.groupingBy(CheckResult::result, Collectors.counting()));
  }

  private static void line(StringBuilder text, String line) {
    text.append(TerminalText.plain(line).stripTrailing()).append('\n');
  }
}

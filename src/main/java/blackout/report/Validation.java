package blackout.report;

import blackout.check.Assessment;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.check.Verdict;
import blackout.check.Waiver;
import blackout.exhibit.TerminalText;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.inventory.Estate;
import blackout.quantity.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The checks of an estate as a list, without the numbers behind them.
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
   * @param window the time there is to patch all nodes, if somebody stated it
   * @param seed the seed of the predictions that some rules look at
   * @param today the day that decides which waivers have expired
   */
  public static Validation of(
      Loaded<Estate> input,
      Optional<Duration> window,
      long seed,
      List<Waiver> waivers,
      LocalDate today) {
    Estate estate = input.value();
    return new Validation(
        estate.name(),
        estate.platform() + ", " + Text.count(estate.nodes().size(), "node"),
        Assessment.of(estate, window, seed, input.problems().size())
            .withWaivers(waivers, today)
            .checks(),
        input.problems());
  }

  /** What all checks say. */
  public Verdict verdict() {
    return Verdict.of(checks, problems.size());
  }

  /** The last line of the command: the verdict, and how many checks it is about. */
  public String line() {
    return verdict().line(checks, problems.size());
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
        line(text, category + ": " + worst(check.category().title()).label());
      }
      line(
          text,
          String.format(
              Locale.ROOT, "  %-14s  %-4s %s", check.result().label(), check.id(), check.title()));
      if (!check.action().isEmpty()) {
        check.evidence().forEach(found -> line(text, " ".repeat(18) + "- " + found));
        line(text, " ".repeat(18) + "> " + check.action());
      }
    }
    text.append('\n');
    line(text, Text.count(checks.size(), "check") + ": " + PageMaker.counts(counts()) + ".");
    line(text, verdict().sentence(checks, problems.size()));
    return text.toString();
  }

  private Result worst(String category) {
    return checks.stream()
        .filter(c -> c.category().title().equals(category))
        .map(CheckResult::result)
        .min(Comparator.comparing(Result.GRAVEST_FIRST::indexOf))
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

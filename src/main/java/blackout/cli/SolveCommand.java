package blackout.cli;

import blackout.cli.WorkloadOptions.Guess;
import blackout.exhibit.SolutionText;
import blackout.exhibit.TextWrap;
import blackout.exhibit.WorkloadText;
import blackout.plan.move.Goal;
import blackout.plan.move.Question;
import blackout.plan.move.Search;
import blackout.plan.move.Solution;
import blackout.plan.move.Unknown;
import blackout.quantity.Text;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code blackout solve}. */
@Command(
    name = "solve",
    description =
        "Find the smallest bandwidth or downtime limit, or the largest memory or dirty rate, with"
            + " which a live migration still reaches a goal.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The answer is searched with expected page counts and confirmed page by page: with it the goal is"
          + " reached, with the next worse value of three digits it is missed. Without a goal, the"
          + " migration has to end at all.",
      "",
      "Example: blackout solve bandwidth --memory 16GiB --dirty-rate 40MiB/s --within-downtime 1s"
    })
final class SolveCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "WHAT", description = "What is looked for: ${COMPLETION-CANDIDATES}.")
  private Unknown unknown;

  @Mixin private GoalOptions goal = new GoalOptions();

  @Mixin private MoveOptions options;

  SolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Guess> guess = options.guess();
    if (guess.isEmpty()) {
      return solve(options.question(unknown)).code();
    }
    Guess by = guess.get();
    List<Question> questions = options.questions(unknown, by);
    WorkloadText.lines(by.workload(), by.processors(), true)
        .forEach(line -> terminal.out().print(TextWrap.paragraph(line)));
    Exit exit = Exit.FINE;
    for (int i = 0; i < questions.size(); i++) {
      terminal.out().println("\n" + WorkloadText.heading(i, questions.get(i).guest().dirtyRate()));
      exit = solve(questions.get(i)); // that of the most, which is the safe one
    }
    return exit.code();
  }

  private Exit solve(Question question) {
    try {
      Goal asked = goal.goal();
      Search search = Search.in(question, unknown, asked);
      Solution solution = search.solve();
      terminal.out().print(TextWrap.text(SolutionText.text(unknown, asked, solution)));
      search
          .withLowerLimit(solution)
          .ifPresent(
              lower ->
                  terminal
                      .out()
                      .print("\n" + TextWrap.text(SolutionText.text(unknown, asked, lower))));
      terminal.out().flush();
      return solution instanceof Solution.Never ? Exit.CHECK_FAILED : Exit.FINE;
    } catch (IllegalArgumentException e) {
      throw options.usage(Text.reason(e));
    }
  }
}

package blackout.cli;

import blackout.cli.WorkloadOptions.Guess;
import blackout.estimate.SavedState;
import blackout.exhibit.AdviceText;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TextWrap;
import blackout.exhibit.WorkloadText;
import blackout.plan.move.Advice;
import blackout.plan.move.Question;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code blackout advise}. */
@Command(
    name = "advise",
    description = "What can be done so that a VM reaches a goal: each action with its effect.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "What reaches the goal comes first, the cheapest of that first; what is cheap is a judgement:"
          + " shorter downtime limit, smaller wave, quieter hour, longer limit, throttling, post-copy, saved state,"
          + " faster link. Exit code 3: nothing reaches the goal.",
      "",
      "Example: blackout advise --memory 16GiB --dirty-rate 200MiB/s --link 1Gbit/s"
          + " --within-downtime 1s"
    })
final class AdviseCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private GoalOptions goal = new GoalOptions();

  @Option(
      names = "--sharing",
      defaultValue = "1",
      paramLabel = "NUMBER",
      description = "Live migrations that share the link, this one included (${DEFAULT-VALUE}).")
  private int sharing;

  @Option(
      names = "--storage",
      defaultValue = Defaults.STORAGE,
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Storage write and read rate for a saved state (${DEFAULT-VALUE}).")
  private DataRate storage;

  @Mixin private MoveOptions options;

  AdviseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Guess> guess = options.guess();
    if (guess.isEmpty()) {
      return advise(options.question()).code();
    }
    Guess by = guess.get();
    List<Question> questions = options.questions(by);
    WorkloadText.lines(by.workload(), by.processors(), true)
        .forEach(line -> terminal.out().print(TextWrap.paragraph(line)));
    Exit exit = Exit.FINE;
    for (int i = 0; i < questions.size(); i++) {
      terminal.out().println("\n" + WorkloadText.heading(i, questions.get(i).guest().dirtyRate()));
      exit = advise(questions.get(i)); // that of the most, which is the safe one
    }
    return exit.code();
  }

  private Exit advise(Question question) {
    try {
      var savedState =
          SavedState.ofAssignedMemory(question.guest().memory(), storage, storage).downtime();
      List<Advice.Action> actions =
          Advice.of(question.scenario(), goal.goal(), savedState, sharing);
      terminal.out().print(FormattedTable.of(AdviceText.table(actions)).text());
      terminal.out().println();
      terminal.out().print(TextWrap.paragraph(AdviceText.sentence(actions)));
      terminal.out().flush();
      return actions.get(0).reachesGoal() ? Exit.FINE : Exit.CHECK_FAILED;
    } catch (IllegalArgumentException e) {
      throw options.usage(Text.reason(e));
    }
  }
}

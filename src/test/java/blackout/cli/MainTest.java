package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

final class MainTest {

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Run run = Run.of();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: blackout").contains("report", "estimate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "estimate", "hypervisors", "completion"})
  void everyCommandExplainsItself(String command) {
    Run run = Run.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("Usage: blackout " + command);
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @FieldSource("blackout.cli.Main#COMMANDS")
  void aCommandThatIsReadAloneExplainsItselfAsAmongAll(Class<?> command) {
    String name = command.getAnnotation(Command.class).name();

    assertThat(helpOf(name, Main.meant(name, "--help")))
        .contains("blackout " + name)
        .isEqualTo(helpOf(name, Main.COMMANDS));
  }

  @Test
  void onlyTheCommandThatArgumentsBeginWithIsRead() {
    assertThat(Main.meant("import", "fleet")).containsExactly(ImportCommand.class);
    assertThat(Main.meant("fleet")).containsExactly(FleetCommand.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help import", "completion", "--debug import", "imprt"})
  void allCommandsAreReadWhereOthersAreSpokenOf(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(Main.meant(args)).isEqualTo(Main.COMMANDS);
  }

  private static String helpOf(String name, List<Class<?>> commands) {
    var out = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(new StringWriter()), false, Ansi.OFF);
    Main.commandLine(terminal, commands).execute(name, "--help");
    return out.toString();
  }

  @Test
  void anUnknownOptionIsAUsageErrorOfOneLineAndAHint() {
    Run run = Run.of("estimate", "--memroy", "16GiB");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).startsWith("blackout estimate: ").contains("--help");
  }

  @Test
  void theVersionNamesTheCommit() {
    var git = new Properties();
    git.setProperty("git.build.version", "1.2.3");
    assertThat(Version.line(git)).isEqualTo("blackout 1.2.3 (unknown commit)");

    git.setProperty("git.commit.id.abbrev", "abc1234");
    assertThat(Version.line(git)).isEqualTo("blackout 1.2.3 (commit abc1234)");

    git.setProperty("git.dirty", "true");
    assertThat(Version.line(git)).isEqualTo("blackout 1.2.3 (commit abc1234, with changes)");
    assertThat(Run.of("--version").out()).startsWith("blackout ");
  }

  @Test
  void theCompletionKnowsCommandsAndOptions() {
    Run run = Run.of("completion");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("--dirty-rate", "hypervisors", "complete -F");
  }

  @Test
  void theHypervisorsAreListedAndEachTellsItsRules() {
    Run all = Run.of("hypervisors");
    assertThat(all.out().lines()).allMatch(line -> line.length() <= 100);
    for (String name : Hypervisors.all().stream().map(Hypervisor::name).toList()) {
      assertThat(all.out()).containsPattern("(?m)^" + name + " ");
      assertThat(Run.of("hypervisors", name).out()).contains("pauses the guest when", "read at");
    }

    assertThat(Run.of("hypervisors", "hyper-v-2012-r2").out())
        .containsPattern("can be switched on +compression\n");
    assertThat(Run.of("hypervisors", "bhyve").out())
        .containsPattern("can be switched on +nothing\n");
    Run unknown = Run.of("hypervisors", "hyper-w");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("known are", "hyper-v-2008-r2");
  }

  @Test
  void anInternalErrorIsOneLineUnlessAskedForMore() {
    assertThat(failing())
        .isEqualTo(new Run(1, "", BROKEN + " (run again with --debug to see where)\n"));
    Run debug = failing("--debug");
    assertThat(debug.exit()).isEqualTo(1);
    assertThat(debug.err()).contains("\tat ").endsWith(BROKEN + "\n");
  }

  private static final String BROKEN =
      "blackout: internal error: java.lang.IllegalStateException: broken?[2J";

  private static Run failing(String... options) {
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, Ansi.OFF);
    CommandLine line = Main.commandLine(terminal).addSubcommand(new Broken());
    var args = new String[options.length + 1];
    System.arraycopy(options, 0, args, 0, options.length);
    args[options.length] = "broken";
    int exit = line.execute(args);
    return new Run(exit, "", err.toString());
  }

  @Command(name = "broken")
  static final class Broken implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("broken\u001b[2J");
    }
  }
}

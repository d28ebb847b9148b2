package blackout.cli;

import blackout.check.Checks;
import blackout.check.Rule;
import blackout.exhibit.CheckTables;
import blackout.exhibit.CsvText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code blackout checks}. */
@Command(
    name = "checks",
    description = "List all rules of a cluster that can move its VMs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Rules of every platform look at what is predicted. With waivers comes one about them, X01."
    })
final class ChecksCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the rules as CSV to a file; - for standard output, without text.")
  private Optional<String> csv = Optional.empty();

  ChecksCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (csv.isPresent()) {
      terminal.write(csv.get(), CsvText.of(CheckTables.rules(Checks.all())));
    }
    if (csv.filter("-"::equals).isEmpty()) {
      print(terminal.out());
    }
    return Exit.FINE.code();
  }

  private static void print(PrintWriter out) {
    for (Rule rule : Checks.all()) {
      out.println(rule.id() + "  " + rule.title());
      out.println("     " + rule.severity().word() + "; " + rule.platforms());
      out.println("     " + CheckTables.categories(rule));
      if (!rule.dependsOn().isEmpty()) {
        out.println("     after " + String.join(", ", rule.dependsOn()));
      }
      out.println("     " + rule.source());
    }
    out.println();
    out.println(Checks.all().size() + " rules");
    out.flush();
  }
}

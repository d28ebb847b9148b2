package blackout.cli;

import blackout.calibrate.Calibration;
import blackout.calibrate.HostProfiles;
import blackout.calibrate.TrackRecord;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TerminalText;
import blackout.exhibit.TrackTables;
import blackout.ingest.CounterNames;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.measured.PastMoves;
import blackout.report.TrackPage;
import blackout.report.json.TrackDoc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tech.tablesaw.api.Table;

/** {@code blackout track}. */
@Command(
    name = "track",
    description = "Hold past moves of an estate against what was to be expected of them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A source is what calibrate reads, or a folder of such files. The order of time is that of"
          + " their names; a folder in the folder is a pair of hosts; measurements that name no VM"
          + " are of the one that their file is named after, without the number or the date at its"
          + " end. Each move is predicted from the three moves of its guest before it, and from what"
          + " else was measured of the guest by then.",
      "",
      "Example: blackout track moves --html track.html --save-host-profile hosts.json"
    })
final class TrackCommand implements Callable<Integer> {

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files or folders of moves.")
  private List<Path> sources = List.of();

  @Mixin private WatchedOptions measured = new WatchedOptions();

  @Option(
      names = "--draws",
      defaultValue = "100",
      paramLabel = "NUMBER",
      description = "Guests drawn for the intervals of a prediction (${DEFAULT-VALUE}).")
  private int draws;

  @Mixin private HostOptions host = new HostOptions();

  @Mixin private ColumnsOption columns = new ColumnsOption();

  @Option(
      names = "--save-host-profile",
      paramLabel = "FILE",
      description = "Write a profile that takes the bias away, for --host-profile.")
  private Optional<String> saveHostProfile = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page.")
  private Optional<Path> html = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  TrackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Loaded<List<TrackRecord.Past>> past;
    Calibration.Settings settings;
    try {
      settings = measured.settings().withHost(host.choice()).withDraws(draws);
      past = PastMoves.load(sources, columns.options(CounterNames.parse(List.of())));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    TrackRecord track = TrackRecord.of(past.value(), settings);
    List<String> problems = past.problems().stream().map(Problem::toString).toList();
    write(track, problems, settings);
    problems.forEach(p -> terminal.err().println(TerminalText.plain(p)));
    if (track.moves().isEmpty()) {
      terminal.err().println("No move that ended was found in what was read");
    }
    if (problems.isEmpty() && !track.moves().isEmpty()) {
      return Exit.FINE.code();
    }
    terminal.err().println("BAD INPUT");
    return Exit.BAD_INPUT.code();
  }

  private void write(TrackRecord track, List<String> problems, Calibration.Settings settings)
      throws IOException {
    String program = new Version().getVersion()[0];
    if (html.isPresent()) {
      terminal.write(html.get(), TrackPage.html(track, problems, program));
    }
    if (saveHostProfile.isPresent() && !track.moves().isEmpty()) {
      terminal.write(
          saveHostProfile.get(),
          HostProfiles.json(track.corrected(settings.host().profile(settings.hypervisor()))));
    }
    json.write(terminal, () -> TrackDoc.of(track, problems, program));
    if (!json.isStandardOutput() && !track.moves().isEmpty()) {
      print("Past moves, in the order of time", TrackTables.moves(track.moves()));
      print("How right", TrackTables.figures(track));
      print("Missed most", TrackTables.worst(track.worst(TrackPage.WORST)));
      terminal.out().println(track.sentence() + ".");
      terminal.out().flush();
    }
  }

  private void print(String title, Table table) {
    if (table.rowCount() > 0) {
      terminal.out().println(title);
      terminal.out().println();
      terminal.out().print(FormattedTable.of(table).text());
      terminal.out().println();
    }
  }
}

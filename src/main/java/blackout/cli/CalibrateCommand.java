package blackout.cli;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.HostProfiles;
import blackout.calibrate.Observation;
import blackout.calibrate.WorkloadFit;
import blackout.exhibit.CalibrationTables;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.MigrationLines;
import blackout.exhibit.TerminalText;
import blackout.ingest.CounterNames;
import blackout.ingest.FittedVms;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.CalibratedEstate;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.Measured;
import blackout.ingest.measured.MeasurementSource;
import blackout.json.Json;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.report.json.CalibrationDoc;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code blackout calibrate}. */
@Command(
    name = "calibrate",
    description = "Fit how a guest writes to what a hypervisor measured of it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A source is, recognised by its content: answers of QEMU to query-dirty-rate and query-migrate"
          + " (JSON, one or a series); what virsh domstats --dirtyrate or domjobinfo prints; KubeVirt"
          + " metrics; performance counters of a live migration by Hyper-V as CSV; a workbook of RVTools,"
          + " or its tab vMemory as CSV; a file of measured migrations. Measurements that name no VM are of the"
          + " one that --vm names. Without --link, the migration to predict has the payload of the one"
          + " that was watched. Intervals hold with 95 %% confidence.",
      "",
      "Example: blackout calibrate datasets/measurements/qmp/dirty-rate-windows.json --memory 4GiB"
          + " --link 1Gbit/s"
    })
final class CalibrateCommand implements Callable<Integer> {

  /** The VMs whose workloads are printed; more are for --json. */
  private static final int MOST_PRINTED = 3;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Files of measurements.")
  private List<Path> sources = List.of();

  @Option(
      names = "--vm",
      defaultValue = "VM",
      paramLabel = "NAME",
      description = "The VM that measurements without a name are of (${DEFAULT-VALUE}).")
  private String vm;

  @Mixin private WatchedOptions measured = new WatchedOptions();

  @Mixin private LinkOptions link = new LinkOptions();

  @Option(
      names = "--counter",
      paramLabel = "ROLE=NAME",
      description =
          "What a performance counter is called in another language; roles are pass, dirty-pages,"
              + " blackout, rate and wire-rate.")
  private List<String> counters = List.of();

  @Option(
      names = "--draws",
      defaultValue = "400",
      paramLabel = "NUMBER",
      description = "Guests drawn for the intervals of a prediction (${DEFAULT-VALUE}).")
  private int draws;

  @Mixin private LiveOptions live = new LiveOptions();

  @Mixin private ColumnsOption columns = new ColumnsOption();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--into",
      paramLabel = "ESTATE",
      description =
          "Put the fitted workloads into the VMs of those names in this estate file; --out says where"
              + " the result goes.")
  private Optional<Path> into = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the estate of --into with the workloads to this other file.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--save-host-profile",
      paramLabel = "FILE",
      description =
          "Write what the migration that was watched tells of its hosts, for --host-profile.")
  private Optional<String> saveHostProfile = Optional.empty();

  CalibrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Calibration.Settings settings;
    SourceOptions options;
    try {
      Calibration.Settings asked =
          measured
              .settings()
              .withVm(vm)
              .withOptions(live.options())
              .withSenderLimit(live.maxBandwidth())
              .withHost(live.host())
              .withDraws(draws);
      settings = link.payload().map(wire -> asked.withLink(wire)).orElse(asked);
      options = columns.options(CounterNames.parse(counters));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    requireTwoFiles();
    var problems = new ArrayList<Problem>();
    var observations = new ArrayList<Observation>();
    var notes = new ArrayList<String>();
    for (Path source : sources) {
      try {
        Loaded<Measured> loaded = MeasurementSource.load(source, options);
        observations.addAll(loaded.value().observations());
        notes.addAll(loaded.value().notes());
        problems.addAll(loaded.problems());
      } catch (UnreadableInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!observations.isEmpty()) {
      Calibration calibration = Calibration.of(observations, settings);
      List<String> watched = MigrationLines.of(observations, notes, calibration);
      write(calibration, calibration.asWatched(settings), watched, problems);
      saveHostProfile(calibration);
      merge(calibration, problems);
    }
    problems.forEach(p -> message(p.toString()));
    if (problems.isEmpty()) {
      return Exit.FINE.code();
    }
    message("BAD INPUT");
    return Exit.BAD_INPUT.code();
  }

  /** The first VM whose migration was watched tells it; hosts differ less than guests do. */
  private void saveHostProfile(Calibration calibration) throws IOException {
    if (saveHostProfile.isEmpty()) {
      return;
    }
    Optional<CalibratedVm> told =
        calibration.vms().stream().filter(v -> v.host().isPresent()).findFirst();
    if (told.isEmpty()) {
      message("No host profile is written: no migration was watched that tells of its hosts");
      return;
    }
    terminal.write(saveHostProfile.get(), HostProfiles.json(told.get().host().orElseThrow()));
  }

  private void requireTwoFiles() throws IOException {
    if (into.isPresent() != out.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--into and --out belong together: the one is read, the other written");
    }
    if (into.isPresent()
        && Files.exists(out.get())
        && (Files.isDirectory(out.get()) || Files.isSameFile(estateFile(), out.get()))) {
      throw new ParameterException(
          spec.commandLine(), "--out has to be another file than the estate of --into");
    }
  }

  private Path estateFile() {
    Path estate = into.orElseThrow();
    return Files.isDirectory(estate) ? estate.resolve("estate.json") : estate;
  }

  private void merge(Calibration calibration, List<Problem> problems) throws IOException {
    if (into.isEmpty()) {
      return;
    }
    try {
      CalibratedEstate estate = CalibratedEstate.of(estateFile(), FittedVms.of(calibration));
      problems.addAll(estate.problems());
      estate.write(out.orElseThrow());
      message(
          "Wrote " + out.get() + " with the fitted writes of " + Text.count(estate.merged(), "VM"));
    } catch (UnreadableInput e) {
      problems.addAll(e.problems());
    }
  }

  private void write(
      Calibration calibration, Calibration alike, List<String> watched, List<Problem> problems)
      throws IOException {
    json.write(
        terminal,
        () ->
            CalibrationDoc.of(
                calibration,
                problems.stream().map(Problem::toString).toList(),
                new Version().getVersion()[0]));
    if (!json.isStandardOutput()) {
      watched.forEach(line -> terminal.out().println(plain(line)));
      print(calibration, alike);
    }
  }

  /** Prints a calibration, of which some VMs are predicted over the link that was watched. */
  private void print(Calibration calibration, Calibration alike) {
    print("Fitted workloads", CalibrationTables.fits(calibration));
    print("Bounds only: nothing says how fast these write", CalibrationTables.bounds(calibration));
    PrintWriter out = terminal.out();
    List<CalibratedVm> vms = calibration.vms();
    if (vms.size() <= MOST_PRINTED) {
      vms.forEach(this::remarks);
      for (CalibratedVm each : vms) {
        each.fits().forEach(fit -> print(title(each, fit), CalibrationTables.points(fit)));
        each.link()
            .ifPresent(
                rate ->
                    out.println(
                        plain(each.name())
                            + ": the migration that was watched carried "
                            + Amounts.linkRate(rate)
                            + ".\n"));
      }
    }
    print("Predicted migrations", CalibrationTables.predictions(calibration));
    print("Predicted against observed", CalibrationTables.comparison(alike));
    print("Absolute errors", CalibrationTables.errors(alike));
    List<String> elsewhere =
        vms.stream().filter(vm -> !alike.vms().contains(vm)).map(CalibratedVm::name).toList();
    if (!elsewhere.isEmpty()) {
      out.println(
          plain(Text.names(elsewhere, MOST_PRINTED))
              + ": predicted over another link than the one that was watched, so not compared.\n");
    }
    if (into.isEmpty() && vms.stream().anyMatch(v -> v.best().isPresent())) {
      if (vms.size() <= MOST_PRINTED) {
        out.println("For an estate.json, or with --into and --out:");
        out.println();
        out.print(Json.text(FittedVms.of(calibration)));
      } else {
        out.println("--json gives the workloads in the form of an estate.json.");
      }
    }
    out.flush();
  }

  private void remarks(CalibratedVm each) {
    each.notes().forEach(note -> terminal.out().println(plain(each.name()) + ", " + note + "."));
    if (!each.notes().isEmpty()) {
      terminal.out().println();
    }
    for (WorkloadFit fit : each.fits()) {
      fit.remark()
          .ifPresent(
              remark ->
                  terminal
                      .out()
                      .println(
                          plain(each.name()) + ", " + fit.basis().label() + ": " + remark + "."));
    }
    if (each.predictions().isEmpty() && !each.fits().isEmpty()) {
      terminal
          .out()
          .println(
              plain(each.name())
                  + ": no prediction without "
                  + (each.memory().isEmpty() ? "--memory" : "--link")
                  + ".");
    }
    if (!each.fits().isEmpty() && each.fits().stream().anyMatch(f -> f.remark().isPresent())) {
      terminal.out().println();
    }
  }

  private static String title(CalibratedVm vm, WorkloadFit fit) {
    return "Measured and fitted: " + plain(vm.name()) + ", " + fit.basis().label();
  }

  /** A table with a title, if it has rows. */
  private void print(String title, Table table) {
    if (table.rowCount() > 0) {
      terminal.out().println(title);
      terminal.out().println();
      terminal.out().print(FormattedTable.of(table).text());
      terminal.out().println();
    }
  }

  private static String plain(String text) {
    return TerminalText.plain(text);
  }

  private void message(String text) {
    terminal.err().println(plain(text));
  }
}

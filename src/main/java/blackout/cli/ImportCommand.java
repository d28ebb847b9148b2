package blackout.cli;

import blackout.exhibit.AssumptionText;
import blackout.exhibit.OriginTables;
import blackout.exhibit.TerminalText;
import blackout.ingest.CounterNames;
import blackout.ingest.EstateFile;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSource;
import blackout.ingest.estate.ImportOptions;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.inventory.Hypervisors;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import java.io.IOException;
import java.nio.file.Files;
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

/** {@code blackout import}. */
@Command(
    name = "import",
    description = "Read exports of hypervisors and their tools, and say what each number rests on.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Knows RVTools (xlsx, csv), Hyper-V Get-VM (CSV, JSON), SCVMM CSV, the collector script of"
          + " --collector, virsh domstats and dominfo, Proxmox, OpenStack and KubeVirt, recognized by"
          + " their content. VMs in several sources are matched by identity, then by name and cluster.",
      "",
      "Exit codes: 0 fine, 5 something could not be used; it is listed, and the rest is kept.",
      "",
      "Example: blackout import datasets/imports/rvtools-csv --out estate.json"
    })
final class ImportCommand implements Callable<Integer> {

  /** The assumptions that are weighed against one another. */
  private static final int WEIGHED = 5;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description = "The exports: files, or folders of them.")
  private List<Path> sources = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the estate to a file, or into a folder, that every command takes.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Take only the VMs and hosts of this cluster; may be given several times.")
  private List<String> clusters = List.of();

  @Option(
      names = "--link",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "The port of the migration network, such as 25Gbit/s.")
  private Optional<DataRate> link = Optional.empty();

  @Option(
      names = "--storage",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Rate at which storage takes and gives saved states, such as 500MiB/s.")
  private Optional<DataRate> storage = Optional.empty();

  @Option(
      names = "--hypervisor",
      paramLabel = "NAME",
      converter = Quantities.HypervisorName.class,
      description = "Whose live migration, if another one than the sources suggest.")
  private Optional<Hypervisors.Named> hypervisor = Optional.empty();

  @Mixin private ColumnsOption columns = new ColumnsOption();

  @Option(
      names = "--collector",
      description = "Print the script that collects a Hyper-V cluster, and do nothing else.")
  private boolean collector;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (collector) {
      terminal.out().print(CollectorScript.text());
      terminal.out().flush();
      return Exit.FINE.code();
    }
    if (sources.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'SOURCE'");
    }
    if (link.filter(r -> r.bytesPerSecond() <= 0).isPresent()
        || storage.filter(r -> r.bytesPerSecond() <= 0).isPresent()) {
      throw new ParameterException(spec.commandLine(), "a rate of 0 moves nothing");
    }
    try {
      var options =
          new ImportOptions(
              clusters,
              link,
              storage,
              hypervisor.map(Hypervisors.Named::said),
              columns.options(CounterNames.ENGLISH));
      return tell(EstateSource.readAll(sources, options));
    } catch (UnreadableInput e) {
      complain(e.problems());
      message("BAD INPUT");
      return Exit.BAD_INPUT.code();
    }
  }

  private int tell(List<Imported> clusters) throws IOException {
    clusters.get(0).files().forEach(f -> line(f.path().getFileName() + ": " + f.format()));
    clusters.forEach(cluster -> tell(cluster.loaded().value()));
    if (clusters.size() > 1) {
      line("");
      line(
          clusters.size()
              + " clusters, each planned by itself; --cluster NAME takes one: "
              + String.join(", ", clusters.stream().map(c -> c.loaded().value().name()).toList()));
    }
    terminal.out().flush();
    List<Problem> problems =
        clusters.stream().flatMap(c -> c.loaded().problems().stream()).distinct().toList();
    complain(problems);
    if (out.isPresent()) {
      Path file = Files.isDirectory(out.get()) ? out.get().resolve("estate.json") : out.get();
      EstateFile.writeAll(clusters.stream().map(c -> c.loaded().value()).toList(), file);
      message("Wrote " + file);
    }
    Exit exit = problems.isEmpty() ? Exit.FINE : Exit.BAD_INPUT;
    message(problems.isEmpty() ? "IMPORTED" : "IMPORTED IN PART");
    return exit.code();
  }

  private void tell(Estate estate) {
    line("");
    line(
        estate.name()
            + ": "
            + estate.platform()
            + ", "
            + Text.count(estate.nodes().size(), "host")
            + ", "
            + Text.count(estate.vms().size(), "VM"));
    estate.origins().readings().forEach(this::line);
    line("");
    terminal.out().print(OriginTables.counts(estate.origins()).text());
    line("");
    terminal.out().print(OriginTables.grades(estate.origins()).text());
    line("");
    estate
        .assumptions()
        .forEach(a -> line("Assumed " + a.field() + " = " + a.value() + ": " + a.reason()));
    List<String> weights = AssumptionText.of(estate, WEIGHED);
    if (!weights.isEmpty()) {
      line("");
      weights.forEach(this::line);
    }
  }

  private void line(String text) {
    terminal.out().println(TerminalText.plain(text));
  }

  private void complain(List<Problem> problems) {
    problems.forEach(p -> message(p.toString()));
  }

  private void message(String text) {
    terminal.err().println(TerminalText.plain(text));
  }
}

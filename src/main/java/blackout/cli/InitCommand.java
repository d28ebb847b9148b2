package blackout.cli;

import static blackout.quantity.Require.require;

import blackout.exhibit.TerminalText;
import blackout.ingest.EstateStart;
import blackout.ingest.EstateStart.StartVm;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Hypervisors;
import blackout.inventory.WorkloadClass;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blackout init}. */
@Command(
    name = "init",
    description = "Begin an estate file: hosts, VMs and platform; the rest is usual and marked so.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "What is not said is asked on a terminal. The file is read by validate and report at once;"
          + " everything that nobody said stands under its assumptions. A VM in a line has the keys"
          + " memory, workload, vcpus and node.",
      "",
      "Example: blackout init --platform hyper-v-2022 --nodes 3 --node-memory 512GiB --vms 20"
          + " --vm-memory 16GiB --link 25Gbit/s --out site",
      "         blackout init --platform kvm --nodes A,B --node-memory 256GiB --vm \"sql-01:"
          + " memory=64GiB, workload=sql, vcpus=16\" --out site/estate.json"
    })
final class InitCommand implements Callable<Integer> {

  /** The most hosts and VMs that are made by a number: an assumption. */
  private static final int MOST = 10_000;

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      converter = Quantities.HypervisorName.class,
      description = "What the hosts run: a name of \"blackout hypervisors\", such as hyper-v-2022.")
  private Optional<Hypervisors.Named> platform = Optional.empty();

  @Option(
      names = "--nodes",
      paramLabel = "NODES",
      description = "How many hosts there are, or their names with commas.")
  private Optional<String> nodes = Optional.empty();

  @Option(
      names = "--node-memory",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "The memory of each host.")
  private Optional<ByteCount> nodeMemory = Optional.empty();

  @Option(
      names = "--vms",
      paramLabel = "VMS",
      description = "How many VMs there are, or their names with commas.")
  private Optional<String> vms = Optional.empty();

  @Option(
      names = "--vm-memory",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "The memory of each VM of --vms.")
  private Optional<ByteCount> vmMemory = Optional.empty();

  @Option(
      names = "--workload",
      paramLabel = "CLASS",
      completionCandidates = WorkloadOptions.Classes.class,
      converter = Quantities.WorkloadName.class,
      description = "What the VMs of --vms do: ${COMPLETION-CANDIDATES} (general).")
  private Optional<WorkloadClass> workload = Optional.empty();

  @Option(
      names = "--vcpus",
      paramLabel = "COUNT",
      description = "The virtual processors of the VMs of --vms (2).")
  private Optional<Integer> processors = Optional.empty();

  @Option(
      names = "--vm",
      paramLabel = "VM",
      description =
          "One more VM in a line, \"sql-01: memory=64GiB, workload=sql, vcpus=16, node=A\"; may be"
              + " given several times.")
  private List<String> lines = List.of();

  @Option(
      names = "--link",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "The port of the migration network; 10Gbit/s if not given, an assumption.")
  private Optional<DataRate> link = Optional.empty();

  @Option(
      names = "--storage",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description =
          "How fast storage takes saved states; "
              + Defaults.STORAGE
              + " if not given, an assumption.")
  private Optional<DataRate> storage = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "What the cluster is called.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the estate goes: a file, a folder, or - for standard output (-).")
  private String out = "-";

  @Option(names = "--force", description = "Replace an estate that is there.")
  private boolean force;

  /** A VM in a line: the options without their dashes. */
  @Command
  static final class VmLine {
    @Option(names = "--memory", required = true, converter = Quantities.Bytes.class)
    private ByteCount memory;

    @Option(names = "--workload", converter = Quantities.WorkloadName.class)
    private Optional<WorkloadClass> workload = Optional.empty();

    @Option(names = "--vcpus")
    private Optional<Integer> processors = Optional.empty();

    @Option(names = "--node")
    private Optional<String> node = Optional.empty();
  }

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      askForWhatIsMissing();
      List<String> hosts = names(needed(nodes, "--nodes"), "node", "--nodes");
      var start =
          new EstateStart(
              name.orElse("cluster"),
              needed(platform, "--platform"),
              hosts,
              needed(nodeMemory, "--node-memory"),
              all(),
              link,
              storage);
      String text = start.text();
      if (out.equals("-")) {
        terminal.write(out, text);
      } else {
        Path given = Path.of(out);
        boolean folder = Files.isDirectory(given) || !out.endsWith(".json");
        Path file = folder ? given.resolve("estate.json") : given;
        require(force || !Files.exists(file), "%s is there; --force replaces it", file);
        terminal.write(file, text);
        terminal.err().println("Next: blackout validate " + TerminalText.plain(file.toString()));
      }
      return Exit.FINE.code();
    } catch (UnreadableInput e) {
      // The last says what does not fit; those before it follow from that.
      throw new ParameterException(
          spec.commandLine(), e.problems().get(e.problems().size() - 1).toString(), e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Text.reason(e), e);
    }
  }

  private List<StartVm> all() {
    var found = new ArrayList<StartVm>();
    if (vms.isPresent()) {
      ByteCount memory = needed(vmMemory, "--vm-memory");
      for (String vm : names(vms.get(), "vm", "--vms")) {
        found.add(new StartVm(vm, memory, Optional.empty(), workload, processors));
      }
    }
    lines.forEach(line -> found.add(vm(line)));
    require(!found.isEmpty(), "no VM: give --vms with --vm-memory, or --vm");
    return found;
  }

  private static StartVm vm(String text) {
    int colon = text.indexOf(':');
    require(
        colon > 0 && !text.substring(0, colon).isBlank(),
        "a VM is a name, a colon and what it has, such as \"sql-01: memory=64GiB, workload=sql\";"
            + " not \"%s\"",
        text);
    String called = text.substring(0, colon).strip();
    var line = new VmLine();
    try {
      new CommandLine(line)
          .parseArgs(
              Arrays.stream(text.substring(colon + 1).split(","))
                  .map(part -> "--" + part.strip().replaceFirst("\\s*=\\s*", "="))
                  .toArray(String[]::new));
    } catch (ParameterException e) {
      throw new IllegalArgumentException("VM \"" + called + "\": " + Text.reason(e), e);
    }
    return new StartVm(called, line.memory, line.node, line.workload, line.processors);
  }

  /** Names with commas, or a number of them. */
  private static List<String> names(String said, String stem, String option) {
    if (!said.strip().matches("[0-9]{1,6}")) {
      return Arrays.stream(said.split(",")).map(String::strip).toList();
    }
    int count = Integer.parseInt(said.strip());
    require(count >= 1 && count <= MOST, "%s is not in 1..%s: %s", option, MOST, said);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> String.format(Locale.ROOT, "%s-%02d", stem, i))
        .toList();
  }

  private static <T> T needed(Optional<T> given, String option) {
    return given.orElseThrow(
        () -> new IllegalArgumentException("Missing required option: '" + option + "'"));
  }

  private void askForWhatIsMissing() {
    Console console = terminal.watched() ? System.console() : null;
    if (console == null) {
      return;
    }
    boolean vmsSaid = vms.isPresent() || !lines.isEmpty();
    platform =
        platform.or(
            () -> Optional.of(Hypervisors.resolve(ask(console, "Platform", "hyper-v-2022"))));
    nodes = nodes.or(() -> Optional.of(ask(console, "Hosts, a number or names", "2")));
    nodeMemory =
        nodeMemory.or(
            () ->
                Optional.of(
                    new Quantities.Bytes().convert(ask(console, "Memory of a host", "512GiB"))));
    if (!vmsSaid) {
      vms = Optional.of(ask(console, "VMs, a number or names", "10"));
    }
    if (vms.isPresent()) {
      vmMemory =
          vmMemory.or(
              () ->
                  Optional.of(
                      new Quantities.Bytes().convert(ask(console, "Memory of a VM", "16GiB"))));
      workload =
          workload.or(
              () ->
                  Optional.of(
                      WorkloadClass.named(
                          ask(
                              console,
                              "What they do (" + String.join(", ", WorkloadClass.names()) + ")",
                              "general"))));
    }
  }

  private static String ask(Console console, String question, String usual) {
    String answer = console.readLine("%s [%s]: ", question, usual);
    return answer == null || answer.isBlank() ? usual : answer.strip();
  }
}

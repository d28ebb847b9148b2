package blackout.cli;

import blackout.exhibit.TextWrap;
import blackout.ingest.EstateKeys;
import blackout.quantity.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blackout explain}. */
@Command(
    name = "explain",
    description = "Tell what a key of an estate file means: unit, values, default, where it shows.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Without a key: lists the keys. A key may be written with its place: vms.memory_mib,"
          + " /live_migration/payload_ratio.",
      "",
      "Example: blackout explain payload_ratio"
    })
final class ExplainCommand implements Callable<Integer> {

  /** Letters that may be wrong in a key that is suggested. */
  private static final int MOST_TYPOS = 3;

  /** Where values show, by the beginning of their place; the longest that fits counts. */
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("", "the title and the sources of the report"),
          Map.entry("windows_version", "which checks apply; the platform of the report"),
          Map.entry("hypervisor", "how every live migration is predicted"),
          Map.entry("nodes", "checks of hosts and adapters; where VMs go in drains and crashes"),
          Map.entry("networks", "checks of the network"),
          Map.entry("virtual_switches", "checks of switches; where a VM may go"),
          Map.entry("volumes", "checks of storage; saved states, drains and crashes"),
          Map.entry("witness", "checks of the quorum"),
          Map.entry("live_migration", "every live migration: estimate, report, drain, fleet"),
          Map.entry("storage", "saved states"),
          Map.entry("failover", "crash restarts and moves by saved state"),
          Map.entry("limits", "what clients notice; check D03"),
          Map.entry("vms", "the predictions of the VM, drains and crashes"),
          Map.entry("vms.writes", "the live migration of the VM"),
          Map.entry("vms.workload", "the live migration of the VM; its grade is C"),
          Map.entry("vms.downtime_objective_s", "check D02; the VMs that miss in compare"),
          Map.entry("vms.availability_objective_ratio", "check D04; availability"),
          Map.entry("assumptions", "the assumptions of the report; check D08"));

  private final Terminal terminal;

  /** Set by picocli before the command runs. */
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KEY", arity = "0..1", description = "The key.")
  private Optional<String> key = Optional.empty();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<EstateKeys.Key> all = EstateKeys.all();
    if (key.isEmpty()) {
      all.forEach(k -> terminal.out().println(k.path()));
    } else {
      List<EstateKeys.Key> meant = meant(all, EstateKeys.plain(key.get()));
      for (EstateKeys.Key one : meant) {
        tell(one);
      }
    }
    terminal.out().flush();
    return Exit.FINE.code();
  }

  private List<EstateKeys.Key> meant(List<EstateKeys.Key> all, String said) {
    List<EstateKeys.Key> exact = all.stream().filter(k -> plain(k).equals(said)).toList();
    List<EstateKeys.Key> named =
        all.stream().filter(k -> k.name().equals(said) || plain(k).endsWith("." + said)).toList();
    if (!exact.isEmpty() || !named.isEmpty()) {
      return exact.isEmpty() ? named : exact;
    }
    String last = said.substring(said.lastIndexOf('.') + 1);
    throw new ParameterException(
        spec.commandLine(),
        "no key \"%s\" in an estate%s \"blackout explain\" lists them."
            .formatted(
                key.orElse(""),
                all.stream()
                    .map(EstateKeys.Key::name)
                    .distinct()
                    .filter(
                        n ->
                            Text.distance(n, last) <= Math.min(MOST_TYPOS, last.length() / 2)
                                || (last.length() > MOST_TYPOS && n.contains(last)))
                    .min(Comparator.comparing(n -> Text.distance(n, last)))
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(".")));
  }

  private static String plain(EstateKeys.Key key) {
    return EstateKeys.plain(key.path());
  }

  private void tell(EstateKeys.Key key) {
    line(key.path() + (key.required() ? " (required)" : ""));
    line("  " + key.meaning());
    key.unit().ifPresent(unit -> line("  Unit: " + unit));
    line("  Values: " + key.values());
    if (!key.required()) {
      line(
          "  Left out: "
              + key.usual()
                  .map(usual -> usual + ", marked as assumed")
                  .orElse("nobody knows, or as its meaning says"));
    }
    line("  Shows in: " + shown(plain(key)));
  }

  private static String shown(String path) {
    return SHOWN.entrySet().stream()
        .filter(
            e ->
                e.getKey().isEmpty()
                    || path.equals(e.getKey())
                    || path.startsWith(e.getKey() + "."))
        .max(Comparator.comparing(e -> e.getKey().length()))
        .map(Map.Entry::getValue)
        .orElseThrow();
  }

  private void line(String text) {
    terminal.out().print(TextWrap.paragraph(text, "    "));
  }
}

package blackout.cli;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.plan.drain.Design;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A design in a line, {@code "name: link=25Gbit/s, hypervisor=qemu-10.1, multifd"}: the options of
 * the command line without their dashes.
 */
@Command
final class DesignText {

  /** Options of a move that are about hosts and guests, which a design leaves as they are. */
  private static final Set<String> NOT_OF_A_DESIGN =
      Set.of("host-profile", "virtual-processors", "passed-through");

  /** Letters that may be wrong in a key that is suggested. */
  private static final int MOST_TYPOS = 3;

  @Option(names = "--link", converter = Quantities.Rate.class)
  private Optional<DataRate> link = Optional.empty();

  @Option(names = "--hypervisor", converter = Quantities.HypervisorName.class)
  private Optional<Hypervisors.Named> hypervisor = Optional.empty();

  @Option(names = "--storage", converter = Quantities.Rate.class)
  private Optional<DataRate> storage = Optional.empty();

  @Option(names = "--at-once")
  private Optional<String> atOnce = Optional.empty();

  @Option(names = "--downtime-limit", converter = Quantities.Time.class)
  private Optional<Duration> downtimeLimit = Optional.empty();

  @Mixin private LiveOptions live = new LiveOptions();

  /**
   * Reads a design.
   *
   * @throws IllegalArgumentException if a part of it cannot be read; the message names it
   */
  static Design parse(String text) {
    int colon = text.indexOf(':');
    require(
        colon > 0 && !text.substring(0, colon).isBlank() && !text.substring(colon + 1).isBlank(),
        "a design is a name, a colon and what is different, such as \"fast: link=25Gbit/s,"
            + " multifd\"; not \"%s\"",
        text);
    String name = text.substring(0, colon).strip();
    var design = new DesignText();
    var line = new CommandLine(design);
    String[] parts = text.substring(colon + 1).split(",");
    for (String part : parts) {
      String key = part.strip().replaceFirst("\\s*=.*", "");
      require(
          line.getCommandSpec().optionsMap().containsKey("--" + key)
              && !NOT_OF_A_DESIGN.contains(key),
          "design \"%s\": %s",
          name,
          unknown(key, line));
    }
    try {
      line.parseArgs(
          Arrays.stream(parts)
              .map(part -> "--" + part.strip().replaceFirst("\\s*=\\s*", "="))
              .toArray(String[]::new));
      return design.named(name);
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException("design \"" + name + "\": " + Text.reason(e), e);
    }
  }

  private static String unknown(String key, CommandLine line) {
    List<String> keys =
        line.getCommandSpec().optionsMap().keySet().stream()
            .map(k -> k.substring(2))
            .filter(k -> !NOT_OF_A_DESIGN.contains(k))
            .sorted()
            .toList();
    String all = "there are " + String.join(", ", keys);
    return "no \"%s\"; %s"
        .formatted(
            key,
            keys.stream()
                .filter(k -> Text.distance(k, key) <= Math.min(MOST_TYPOS, key.length() / 2))
                .min(Comparator.comparing(k -> Text.distance(k, key)))
                .map(near -> "did you mean " + near + "? " + all)
                .orElse(all));
  }

  private Design named(String name) {
    MigrationOptions options = live.options();
    return new Design(
        name,
        link,
        hypervisor,
        storage,
        options.given().isEmpty() ? Optional.empty() : Optional.of(options),
        downtimeLimit,
        live.maxBandwidth(),
        atOnce);
  }
}

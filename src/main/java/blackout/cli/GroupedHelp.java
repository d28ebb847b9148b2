package blackout.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options in a command's help: those that matter first, the others by what they are about. */
final class GroupedHelp {

  /** What most people give, in the order in which they give it. */
  private static final List<String> FIRST =
      List.of(
          "--memory",
          "--dirty-rate",
          "--workload",
          "--link",
          "--working-set",
          "--within-downtime",
          "--within-total",
          "--hypervisor",
          "--host",
          "--rolling",
          "--window",
          "--at-once",
          "--start",
          "--out");

  private static final String GOAL = "Options:";
  private static final String MORE = "More options:";

  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "Guest and hosts:",
          List.of(
              "--payload",
              "--vcpus",
              "--pattern",
              "--zero-share",
              "--virtual-processors",
              "--passed-through",
              "--host-profile",
              "--storage",
              "--storage-read",
              "--vm-start",
              "--guest-boot"),
          "Hypervisor settings (QEMU where not said otherwise):",
          List.of(
              "--downtime-limit",
              "--max-bandwidth",
              "--switchover-bandwidth",
              "--auto-converge",
              "--throttle-initial",
              "--throttle-increment",
              "--throttle-most",
              "--throttle-trigger",
              "--multifd",
              "--xbzrle",
              "--xbzrle-cache",
              "--compressed",
              "--compression-rate",
              "--post-copy-after",
              "--post-copy-after-rounds",
              "--round-trip",
              "--rearm"),
          "Output:",
          List.of(
              "--json",
              "--csv",
              "--junit",
              "--html",
              "--gantt",
              "--heat-map",
              "--frontier",
              "--resume",
              "--no-commit",
              "--fail-on"),
          "General:",
          List.of("--seed", "--help", "--version", "--debug"));

  private static final List<String> ORDER =
      List.of(
          GOAL,
          MORE,
          "Guest and hosts:",
          "Hypervisor settings (QEMU where not said otherwise):",
          "Output:",
          "General:");

  private GroupedHelp() {}

  /** Lets a command and those below it show their help in groups. */
  static void on(CommandLine command) {
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::options);
    command.getSubcommands().values().forEach(GroupedHelp::on);
  }

  private static String options(Help help) {
    List<OptionSpec> all =
        help.commandSpec().options().stream()
            .filter(option -> !option.hidden())
            .sorted(Comparator.comparing(option -> FIRST.indexOf(name(option))))
            .toList();
    var text = new StringBuilder();
    for (String title : ORDER) {
      List<OptionSpec> some = all.stream().filter(o -> title(o).equals(title)).toList();
      if (!some.isEmpty()) {
        text.append(title).append('\n').append(list(help, some));
      }
    }
    return text.toString();
  }

  private static String list(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addAllOptions(options, help.parameterLabelRenderer());
    return layout.toString();
  }

  private static String title(OptionSpec option) {
    if (FIRST.contains(name(option))) {
      return GOAL;
    }
    return GROUPS.entrySet().stream()
        .filter(group -> group.getValue().contains(option.longestName()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(MORE);
  }

  /** The name that is in the list of the first ones, else the longest. */
  private static String name(OptionSpec option) {
    return Arrays.stream(option.names())
        .filter(FIRST::contains)
        .findFirst()
        .orElse(option.longestName());
  }
}

package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Findings.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.Findings;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.OperatingSystem.Edition;
import blackout.inventory.OperatingSystem.Installation;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The same installation type on all nodes. */
final class N04Installation {

  static final Rule RULE =
      Rule.of("N04", "The same installation type on all nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.HYPER_V_SERVER)
          .action("Install all nodes in full, or all as Server Core.")
          .look(
              "installation type of every node; Hyper-V Server counts as Server Core",
              N04Installation::look);

  private static void look(Estate estate, Findings found) {
    found.same(
        "installation type",
        ofNodes(
            estate,
            n ->
                n.os().edition().equals(Optional.of(Edition.HYPER_V_SERVER))
                    ? Optional.of(Installation.SERVER_CORE.label())
                    : n.os().installation().map(Installation::label)));
  }

  private static void edition(Estate estate, Findings found) {
    Map<String, Optional<Boolean>> good = new LinkedHashMap<>();
    for (Node node : estate.nodes()) {
      good.put(
          node.name() + node.os().edition().map(e -> " (" + e.label() + ")").orElse(""),
          node.os().edition().map(e -> canBeClustered(e, estate.version())));
    }
    found.all("an edition that can be clustered", true, good, "This edition cannot be clustered");
  }

  /** The free Hyper-V Server can be clustered since 2008 R2. */
  private static boolean canBeClustered(Edition edition, WindowsVersion version) {
    return switch (edition) {
      case ENTERPRISE, DATACENTER -> true;
      case HYPER_V_SERVER -> version.isAtLeast(WindowsVersion.WINDOWS_2008_R2);
      case STANDARD -> false;
    };
  }
}

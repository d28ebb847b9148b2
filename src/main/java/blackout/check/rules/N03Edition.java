package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.OperatingSystem.Edition;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An edition that can be clustered. */
final class N03Edition {

  static final Rule RULE =
      Rule.of("N03", "An edition that can be clustered")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.upTo(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.FAQ)
          .action("Use Enterprise or Datacenter, or Hyper-V Server 2008 R2.")
          .look("edition of every node", N03Edition::look);

  private static void look(Estate estate, CheckEvidence found) {
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

package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.inventory.Estate;
import blackout.inventory.Node;

/** The sample of {@code contributing.md}: every node has a name of few letters. */
final class OneMoreRule {

  static final Rule RULE =
      Rule.of("N17", "Names of nodes are short")
          .category(SYSTEM_CONFIGURATION)
          .severity(WARN)
          .source("A sample; no source asks for this.")
          .action("Choose shorter names.")
          .look("the name of every node", OneMoreRule::look);

  private static void look(Estate estate, CheckEvidence found) {
    for (Node node : estate.nodes()) {
      String line = node.name() + " has " + node.name().length() + " letters";
      if (node.name().length() > 15) {
        found.broken(line);
      } else {
        found.fine(line);
      }
    }
  }
}

package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.WARN;

import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.WindowsVersion;

/** The same storage adapter on all nodes. */
final class N12StorageAdapter {

  static final Rule RULE =
      Rule.of("N12", "The same storage adapter on all nodes")
          .category(STORAGE)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.NETWORK_GUIDE)
          .action("Use the same adapter everywhere.")
          .look(
              "storage adapter of every node",
              (estate, found) ->
                  found.same("storage adapter", ofNodes(estate, n -> n.storageStack().adapter())));
}

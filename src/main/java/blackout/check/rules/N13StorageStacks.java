package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.StorageStack;
import blackout.inventory.WindowsVersion;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The same multipath software, and adapters alike, on all nodes. */
final class N13StorageStacks {

  static final Rule RULE =
      Rule.of("N13", "The same multipath software, and adapters alike, on all nodes")
          .category(STORAGE)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2012))
          .source(Sources.VALIDATION)
          .action("Install the same versions everywhere.")
          .look(
              "multipath software, device-specific module, storage driver and firmware of every node",
              N13StorageStacks::look);

  private static void look(Estate estate, CheckEvidence found) {
    found.same("multipath software", stack(estate, StorageStack::multipath));
    found.same("device-specific module", stack(estate, StorageStack::deviceSpecificModule));
    var milder = new CheckEvidence(WARN);
    milder.same("storage driver", stack(estate, StorageStack::driver));
    milder.same("storage firmware", stack(estate, StorageStack::firmware));
    found.adopt(milder);
  }

  private static Map<String, Optional<String>> stack(
      Estate estate, Function<StorageStack, Optional<String>> fact) {
    return ofNodes(estate, n -> fact.apply(n.storageStack()));
  }
}

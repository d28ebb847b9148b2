package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Processor;
import blackout.inventory.WindowsVersion;

/** One Windows version and one architecture on all nodes. */
final class N01SameSystem {

  static final Rule RULE =
      Rule.of("N01", "One Windows version and one architecture on all nodes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ + "; from 2016: " + Sources.ROLLING_UPGRADE)
          .action("Install the same Windows version, x64, on every node.")
          .look("operating system version and architecture of every node", N01SameSystem::look);

  /** From 2016 on a mix is what a rolling upgrade goes through, and passes. */
  private static void look(Estate estate, CheckEvidence found) {
    boolean mayMix = estate.version().isAtLeast(WindowsVersion.WINDOWS_2016);
    var versions = new CheckEvidence(mayMix ? WARN : FAIL);
    versions.same("Windows version", ofNodes(estate, n -> n.os().version()));
    if (estate.nodes().stream()
        .map(n -> n.os().version().orElse(estate.version()))
        .noneMatch(estate.version()::equals)) {
      versions.broken(FAIL, "The estate is called " + estate.version() + ", and no node runs it");
    }
    found.adopt(versions);
    found.same(
        "architecture",
        ofNodes(estate, n -> n.processor().architecture().map(Processor.Architecture::label)));
  }
}

package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.Rule;
import blackout.check.Versions;

/** One processor manufacturer on all nodes. */
final class N09Manufacturer {

  static final Rule RULE =
      Rule.of("N09", "One processor manufacturer on all nodes")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.FAQ)
          .action(
              "Cluster nodes of one manufacturer only; between manufacturers a VM can only be"
                  + " restarted.")
          .look(
              "processor manufacturer of every node",
              (estate, found) ->
                  found.same(
                      "processor manufacturer",
                      ofNodes(estate, n -> n.processor().manufacturer())));
}

package blackout.check.rules;

import static blackout.check.Category.INVENTORY;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.INFO;

import blackout.check.Rule;
import blackout.check.Versions;

/** Processor steppings. */
final class N11Stepping {

  static final Rule RULE =
      Rule.of("N11", "Processor steppings")
          .category(INVENTORY)
          .severity(INFO)
          .windows(Versions.ALL)
          .source(
              "No vendor asks for the same stepping, so this only tells. Step-by-step guides of 2008"
                  + " R2 ask for identical processors; what the vendor's FAQ requires is the same"
                  + " manufacturer (N09), and for another model processor compatibility (N10)")
          .look(
              "processor stepping of every node",
              (estate, found) ->
                  found.same("processor stepping", ofNodes(estate, n -> n.processor().stepping())));
}

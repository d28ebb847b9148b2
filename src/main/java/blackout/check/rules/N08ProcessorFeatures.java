package blackout.check.rules;

import static blackout.check.Category.INVENTORY;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Processor;

/** 64-bit processors with hardware virtualization and hardware DEP. */
final class N08ProcessorFeatures {

  static final Rule RULE =
      Rule.of("N08", "64-bit processors with hardware virtualization and hardware DEP")
          .category(INVENTORY)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.HYPER_V_REQUIREMENTS)
          .action("Switch both on in the firmware, or replace the processor.")
          .look(
              "architecture, Intel VT or AMD-V, and XD or NX of every node",
              N08ProcessorFeatures::look);

  private static void look(Estate estate, CheckEvidence found) {
    found.all(
        "x64",
        true,
        ofNodes(
            estate, n -> n.processor().architecture().map(a -> a == Processor.Architecture.X64)),
        "Not x64");
    found.all(
        "hardware virtualization",
        true,
        ofNodes(estate, n -> n.processor().virtualization()),
        "Without hardware virtualization");
    found.all(
        "hardware DEP",
        true,
        ofNodes(estate, n -> n.processor().dataExecutionPrevention()),
        "Without hardware DEP");
  }
}

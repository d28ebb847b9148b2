package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;

import blackout.check.CheckEvidence;
import blackout.check.Result;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Processor;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where processor generations differ, VMs may move between them. */
final class N10Compatibility {

  static final Rule RULE =
      Rule.of("N10", "Where processor generations differ, VMs may move between them")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.COMPATIBILITY)
          .after("N09")
          .action(
              "Turn on the setting for a different processor version. The VM must be off for it:"
                  + " plan that downtime.")
          .look(
              "processor family and model of every node, compatibility setting of every VM",
              N10Compatibility::look);

  private static void look(Estate estate, CheckEvidence found) {
    var generations = new CheckEvidence(INFO);
    generations.same("processor generation", ofNodes(estate, n -> generation(n.processor())));
    found.adopt(generations);
    long different = estate.nodes().stream().map(n -> generation(n.processor())).distinct().count();
    if (generations.result() != Result.SUCCESS || different < 2) {
      return;
    }
    Map<String, Optional<Boolean>> settings = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      settings.put(vm.name(), vm.processorCompatibility());
    }
    found.all(
        "processor compatibility",
        true,
        settings,
        "Generations differ, and the VM may not move between them");
  }

  private static Optional<String> generation(Processor processor) {
    return processor
        .family()
        .flatMap(family -> processor.model().map(model -> "family " + family + " model " + model));
  }
}

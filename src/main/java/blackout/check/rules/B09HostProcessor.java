package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.KVM;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import java.util.List;

/** Guests see a processor that every host has. */
final class B09HostProcessor {

  static final Rule RULE =
      Rule.of("B09", "Guests see a processor that every host has")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .on(KVM)
          .source(Sources.HOST_MODEL)
          .action(
              "Give the guest a named processor model that every host has; between hosts of the same model and microcode it moves all the same.")
          .look(
              "the processor model of every VM, the manufacturers of the hosts",
              B09HostProcessor::look);

  private B09HostProcessor() {}

  private static void look(Estate estate, CheckEvidence found) {
    long makers =
        estate.nodes().stream()
            .flatMap(n -> n.processor().manufacturer().stream())
            .distinct()
            .count();
    Blockers.look(estate, found, makers > 1 ? FAIL : WARN, List.of(Blocker.Kind.HOST_PROCESSOR));
  }
}

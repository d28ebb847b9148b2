package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.KVM;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.NOT_EVICTED;
import static blackout.inventory.Blocker.Kind.NOT_MIGRATABLE;

import blackout.check.Rule;
import java.util.List;

/** The platform moves every VM live when a host is emptied. */
final class B12Eviction {

  static final Rule RULE =
      Rule.of("B12", "The platform moves every VM live when a host is emptied")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .on(KVM)
          .source(Sources.KUBEVIRT)
          .action(
              "Mend what the condition LiveMigratable says, or plan a shutdown; set evictionStrategy LiveMigrate where a VM may not be shut down.")
          .look(
              "the condition LiveMigratable and the eviction strategy of every VM",
              (estate, found) -> {
                Blockers.look(estate, found, FAIL, List.of(NOT_MIGRATABLE));
                Blockers.look(estate, found, WARN, List.of(NOT_EVICTED));
              });

  private B12Eviction() {}
}

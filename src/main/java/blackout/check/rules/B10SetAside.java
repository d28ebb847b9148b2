package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Family.KVM;
import static blackout.check.Family.VSPHERE;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.HUGE_PAGES;
import static blackout.inventory.Blocker.Kind.MEMORY_RESERVATION;

import blackout.check.Rule;

/** Targets can set memory aside for those VMs that need it. */
final class B10SetAside {

  static final Rule RULE =
      Rule.of("B10", "Targets can set memory aside for the VMs that need it")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .on(VSPHERE, KVM)
          .source(Sources.RESERVATIONS)
          .action(
              "Check that the target has as much memory that is not reserved, or as many free huge pages; the plan itself never gives out more memory than a host has.")
          .look(
              "reserved memory, latency sensitivity and huge pages of every VM",
              Blockers.look(WARN, MEMORY_RESERVATION, HUGE_PAGES));

  private B10SetAside() {}
}

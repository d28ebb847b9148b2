package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.RAW_DISK;

import blackout.check.Rule;

/** Raw disks are presented to every host. */
final class B05RawDisks {

  static final Rule RULE =
      Rule.of("B05", "Raw disks are presented to every host")
          .category(HYPER_V_CONFIGURATION)
          .severity(WARN)
          .source(Sources.MOVABLE)
          .action("Check that every host sees the disk under the same identity.")
          .look("raw, mapped and pass-through disks of every VM", Blockers.look(WARN, RAW_DISK));

  private B05RawDisks() {}
}

package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.WARN;

import blackout.check.Rule;
import blackout.check.Versions;

/** An adapter layout that the vendor recommends or supports. */
final class W13AdapterLayout {

  static final Rule RULE =
      Rule.of("W13", "An adapter layout that the vendor recommends or supports")
          .category(NETWORK)
          .severity(WARN)
          .windows(Versions.ONLY_2008_R2)
          .source(Sources.NETWORK_GUIDE)
          .action("Choose a layout with a network for live migration apart from the VMs.")
          .look(
              "number, speed and teams of the adapters of every node, iSCSI apart",
              AdapterLayouts::look);
}

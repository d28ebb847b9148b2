package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.INFO;

import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.WindowsVersion;

/** A drain can be tried without moving anything. */
final class V06DrainTrial {

  static final Rule RULE =
      Rule.of("V06", "A drain can be tried without moving anything")
          .category(CLUSTER_CONFIGURATION)
          .severity(INFO)
          .windows(Versions.from(WindowsVersion.WINDOWS_2012))
          .source(Sources.SUSPEND)
          .look(
              "version of the cluster",
              (estate, found) ->
                  found.fine("Suspend-ClusterNode -Drain -WhatIf shows what a drain would do"));
}

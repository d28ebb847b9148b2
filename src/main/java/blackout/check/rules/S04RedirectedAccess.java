package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.WARN;

import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;

/** No shared volume in redirected access. */
final class S04RedirectedAccess {

  static final Rule RULE =
      Rule.of("S04", "No shared volume in redirected access")
          .category(STORAGE)
          .severity(WARN)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.REDIRECTED_ACCESS)
          .after("S01")
          .action(
              "Find the cause (set by hand, lost path, backup, filter driver) and end it: saves"
                  + " and disks are slower until then.")
          .look(
              "access of each shared volume",
              (estate, found) ->
                  found.all(
                      "redirected access",
                      false,
                      Disks.shared(estate, Volume::redirectedAccess),
                      "In redirected access"));
}

package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;

/** NTLM on every node, for cluster shared volumes. */
final class N15Ntlm {

  static final Rule RULE =
      Rule.of("N15", "NTLM on every node, for cluster shared volumes")
          .category(SYSTEM_CONFIGURATION)
          .severity(FAIL)
          .windows(new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012))
          .source(Sources.SHARED_VOLUMES)
          .action("Allow NTLM in the policies of the nodes.")
          .look("NTLM authentication of every node", N15Ntlm::look);

  private static void look(Estate estate, CheckEvidence found) {
    if (estate.volumes().stream().noneMatch(v -> v.kind() == Volume.VolumeUse.SHARED)) {
      found.beside("The estate has no cluster shared volume.");
      return;
    }
    found.all("NTLM", true, ofNodes(estate, n -> n.os().ntlm()), "NTLM is off");
  }
}

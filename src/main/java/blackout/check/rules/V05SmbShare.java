package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.INFO;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.MigrationLink;
import blackout.inventory.WindowsVersion;
import java.util.Locale;
import java.util.Optional;

/** The share of bandwidth that live migration over SMB gets. */
final class V05SmbShare {

  static final Rule RULE =
      Rule.of("V05", "The share of bandwidth that live migration over SMB gets")
          .category(NETWORK)
          .severity(INFO)
          .windows(Versions.from(WindowsVersion.WINDOWS_2022))
          .source(Sources.SMB_LIMIT)
          .look("SMB limit factor", V05SmbShare::look);

  private static void look(Estate estate, CheckEvidence found) {
    Optional<Integer> factor = estate.migrationLink().flatMap(MigrationLink::smbLimitFactor);
    factor.ifPresentOrElse(
        f ->
            found.fine(
                String.format(
                    Locale.ROOT,
                    "factor %d: live migration over SMB gets %.2f %% of the bandwidth",
                    f,
                    f / 100.0)),
        () -> found.missing("SMB limit factor (the vendor's default is 2500, 25 %)"));
  }
}

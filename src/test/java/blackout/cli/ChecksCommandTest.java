package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.Checks;
import blackout.check.Rule;
import org.junit.jupiter.api.Test;

final class ChecksCommandTest {

  @Test
  void everyRuleIsListedWithItsSource() {
    Run run = Run.of("checks");

    assertThat(run.exit()).isZero();
    for (Rule check : Checks.all()) {
      assertThat(run.out()).contains(check.id() + "  " + check.title(), check.source());
    }
    assertThat(run.out()).endsWith(Checks.all().size() + " rules\n");
  }

  @Test
  void aCategoryThatCameLaterIsNamedWithItsVersions() {
    // Hyper-V Configuration came with 2012: "Validate Hardware for a Failover Cluster".
    assertThat(Run.of("checks").out())
        .contains(
            "System Configuration in 2008, Cluster Configuration in 2008 R2,"
                + " Hyper-V Configuration from 2012");
  }

  @Test
  void asCsvThereIsARecordForEachRule() {
    assertThat(Run.of("checks", "--csv", "-").out().lines())
        .hasSize(1 + Checks.all().size())
        .first()
        .isEqualTo("id,title,category,severity,platforms,after,source");
  }
}

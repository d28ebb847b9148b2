package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.scenario.HostCosts;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import org.junit.jupiter.api.Test;

final class HostProfilesTest {

  private static final String TWO_FIGURES =
      """
      {"schema": "blackout-host-profile/1", "name": "ours", "source": "by hand",
       "figures": {
         "fixed_pause_ms": {"value": 10},
         "pause_per_virtual_processor_ms": {"value": 2, "low": 1, "high": 3, "origin": "text"}}}
      """;

  /** By hand: 10 ms and 2 ms for each of 4 processors; one host of twenty takes 3 ms. */
  @Test
  void thePauseGrowsWithTheProcessors() {
    HostProfile ours = HostProfiles.parse(TWO_FIGURES, "ours.json");

    assertThat(ours.costs(4, 0).fixedDowntime()).hasMillis(18);
    assertThat(
            ours.drawn(f -> f == HostFigure.PROCESSOR_PAUSE ? 1.6449 : 0)
                .costs(4, 0)
                .fixedDowntime())
        .hasMillis(22);
  }

  @Test
  void whatAFileDoesNotSayIsThatOfACurrentServer() {
    HostCosts costs = HostProfiles.parse(TWO_FIGURES, "ours.json").costs(1, 0);

    assertThat(costs.zeroPageNanos()).isEqualTo(HostCosts.SERVER.zeroPageNanos());
  }

  /** The middle of the shipped ranges is what code without a profile uses. */
  @Test
  void theShippedServerIsTheCurrentServer() {
    assertThat(HostProfiles.named("server").costs(HostProfile.USUAL_PROCESSORS, 0))
        .isEqualTo(HostCosts.SERVER);
  }

  @Test
  void aProfileIsReadAsItWasWritten() {
    HostProfile server = HostProfiles.named("server");

    assertThat(HostProfiles.parse(HostProfiles.json(server), "again")).isEqualTo(server);
  }

  @Test
  void badFilesAreRefusedWithTheirPlace() {
    assertThatThrownBy(
            () -> HostProfiles.parse(TWO_FIGURES.replace("10}", "\"ten\"}"), "ours.json"))
        .hasMessageContaining("ours.json:3:");
    assertThatThrownBy(() -> HostProfiles.parse(TWO_FIGURES.replace("_ms", "_s"), "ours.json"))
        .hasMessageContaining("\"fixed_pause_s\" is none; known are raw_page_ns");
    assertThatThrownBy(
            () -> HostProfiles.parse(TWO_FIGURES.replace("\"low\": 1", "\"low\": 5"), "ours.json"))
        .hasMessageContaining("pause_per_virtual_processor_ms: low, value and high do not grow");
    assertThatThrownBy(() -> HostProfiles.parse("{}", "ours.json"))
        .hasMessageContaining("\"blackout-host-profile/1\" expected");
  }
}

package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.estimate.CrashRestart.WindowsCluster;
import blackout.outcome.Downtime;
import blackout.outcome.Downtime.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The parts of a restart after a crash, and the defaults of Windows Server: heartbeats from
 * Microsoft's property pages and its note on network thresholds, the wait of 240 s from
 * ResiliencyDefaultPeriod.
 */
final class CrashRestartTest {

  private static final Duration START = Duration.ofSeconds(3);
  private static final Duration BOOT = Duration.ofSeconds(60);

  @Test
  void thePartsFollowOneAnother() {
    Downtime downtime =
        CrashRestart.onWindows(WindowsCluster.SERVER_2008_R2_TO_2012, START, BOOT).downtime();

    assertThat(downtime.parts())
        .containsExactly(
            new Part("detection", Duration.ofSeconds(5)),
            new Part("ownership", Duration.ofSeconds(7)),
            new Part("restart", START),
            new Part("guest boot", BOOT));
    assertThat(downtime.total()).isEqualTo(Duration.ofSeconds(75));
  }

  @Test
  void hyperVOf2012R2WaitsForTwiceAsManyHeartbeats() {
    CrashRestart crash = CrashRestart.onWindows(WindowsCluster.SERVER_2012_R2_HYPER_V, START, BOOT);

    assertThat(crash.downtime().part("detection")).isEqualTo(Duration.ofSeconds(10));
    int crossSubnet = WindowsCluster.SERVER_2012_R2_HYPER_V.crossSubnetThreshold();
    assertThat(crash.withMissedHeartbeats(crossSubnet).downtime().part("detection"))
        .isEqualTo(Duration.ofSeconds(20));
  }

  /**
   * A user of Windows Server 2022 who powered a host off waited five minutes for a VM (Microsoft
   * questions 5642331): 10 s and 240 s of it are the defaults.
   */
  @Test
  void from2016OnALostHostKeepsItsVmsForFourMinutes() {
    CrashRestart crash = CrashRestart.onWindows(WindowsCluster.SERVER_2016_AND_LATER, START, BOOT);

    assertThat(crash.downtime().part("isolation")).isEqualTo(Duration.ofMinutes(4));
    assertThat(crash.downtime().total()).isEqualTo(Duration.ofSeconds(320));
    assertThat(crash.withIsolation(Duration.ZERO).downtime().parts())
        .extracting(Part::name)
        .containsExactly("detection", "ownership", "restart", "guest boot");
  }

  @Test
  void anImpossibleHeartbeatIsRefused() {
    CrashRestart crash = CrashRestart.onWindows(WindowsCluster.SERVER_2012_R2_HYPER_V, START, BOOT);

    assertThatThrownBy(() -> crash.withMissedHeartbeats(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer than 1: 0");
    assertThatThrownBy(() -> crash.withOwnership(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"ownership\" is negative");
  }
}

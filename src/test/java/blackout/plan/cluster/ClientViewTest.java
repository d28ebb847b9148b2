package blackout.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.EstateFile;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.WindowsVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand from the limits, whose sources stand beside them in {@link ClientLimits}. */
final class ClientViewTest {

  @Test
  void aDowntimeOfNineTenthsOfASecondIsNotNoticedAndTheAnnouncementCounts() {
    ClientView quiet = view(Duration.ofMillis(900));
    ClientView justIn = view(Duration.ofMillis(950));
    ClientView over = view(Duration.ofMillis(951));

    assertThat(quiet.outage()).isEqualTo(Duration.ofMillis(950));
    assertThat(quiet.isUnnoticed()).isTrue();
    assertThat(justIn.isUnnoticed()).isTrue();
    assertThat(names(over)).containsExactly("one ping", "TCP retransmission");
  }

  @Test
  void aRequestASecondIsLostWithALittleLuckOrForCertain() {
    assertThat(view(Duration.ofMillis(900)).leastLostPings()).isZero();
    assertThat(view(Duration.ofMillis(900)).mostLostPings()).isEqualTo(1);
    assertThat(view(Duration.ofMillis(20_930)).leastLostPings()).isEqualTo(20);
    assertThat(view(Duration.ofMillis(20_930)).mostLostPings()).isEqualTo(21);
  }

  @Test
  void tcpGoesOnAtTheFirstRetransmissionAfterTheOutage() {
    // RFC 6298: a segment is sent again 1, 1+2, 1+2+4, 1+2+4+8, ... s after it was lost.
    assertThat(view(Duration.ZERO).longestTcpStall()).isEqualTo(Duration.ofSeconds(1));
    assertThat(view(Duration.ofMillis(1_100)).longestTcpStall()).isEqualTo(Duration.ofSeconds(3));
    assertThat(view(Duration.ofSeconds(8)).longestTcpStall()).isEqualTo(Duration.ofSeconds(15));
    assertThat(view(Duration.ofSeconds(40)).longestTcpStall()).isEqualTo(Duration.ofSeconds(63));
    // From then on one every 60 s: 123, 183, ...
    assertThat(view(Duration.ofSeconds(130)).longestTcpStall()).isEqualTo(Duration.ofSeconds(183));
  }

  @Test
  void quickMigrationOfAGibibyteIsNoticedByThoseWhoWaitShorter() {
    // 20.98 s and 0.05 s.
    assertThat(names(view(Duration.ofMillis(20_980))))
        .containsExactly(
            "one ping",
            "TCP retransmission",
            "heartbeat of a guest cluster",
            "TCP connection to a Windows peer",
            "SQL Server lease");
  }

  @Test
  void theLimitOfAWindowsConnectionIsTheSumOfItsWaits() {
    Duration sum = Duration.ZERO;
    for (Duration wait = Duration.ofMillis(300); wait.toMillis() <= 9_600; wait = wait.plus(wait)) {
      sum = sum.plus(wait); // 0.3, 0.6, 1.2, 2.4, 4.8, 9.6 s
    }

    assertThat(limit("TCP connection to a Windows peer")).isEqualTo(sum);
  }

  @Test
  void theLimitOfALinuxConnectionIsTheSumOfItsWaits() {
    // ip-sysctl: RTO from 200 ms, doubled up to 120 s, the connection is given up at the 16th.
    Duration sum = Duration.ZERO;
    Duration wait = Duration.ofMillis(200);
    for (int i = 0; i <= 15; i++) {
      sum = sum.plus(wait.compareTo(Duration.ofSeconds(120)) > 0 ? Duration.ofSeconds(120) : wait);
      wait = wait.multipliedBy(2);
    }

    assertThat(limit("TCP connection to a Linux peer")).isEqualTo(sum);
  }

  @Test
  void everyLimitNamesAPublicSourceAndTheShortestStandsFirst() {
    assertThat(ClientLimits.DEFAULTS).allMatch(l -> l.source().contains("https://"));
    assertThat(ClientLimits.DEFAULTS).isSortedAccordingTo((a, b) -> a.limit().compareTo(b.limit()));
  }

  @Test
  void aLimitOfTheEstateTakesThePlaceOfADefaultOfItsName() {
    var estate = EstateFile.load(Path.of("datasets/two-node-r2/estate.json")).value();

    List<DowntimeLimit> limits = ClientLimits.of(estate);

    assertThat(limits).filteredOn(l -> l.name().equals("heartbeat of a guest cluster")).hasSize(1);
    assertThat(limits).containsAll(estate.limits());
    assertThat(ClientLimits.of(SmallEstate.of(WindowsVersion.WINDOWS_2008).node("A", 8).estate()))
        .isEqualTo(ClientLimits.DEFAULTS);
  }

  @Test
  void anOutageCannotBeShorterThanItsDowntime() {
    assertThatThrownBy(
            () -> new ClientView(Duration.ofSeconds(2), Duration.ofSeconds(1), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1S");
  }

  private static Duration limit(String name) {
    return ClientLimits.DEFAULTS.stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .orElseThrow()
        .limit();
  }

  private static List<String> names(ClientView view) {
    return view.noticedBy().stream().map(DowntimeLimit::name).toList();
  }

  private static ClientView view(Duration downtime) {
    return ClientView.of(downtime, ClientView.ANNOUNCEMENT, ClientLimits.DEFAULTS);
  }
}

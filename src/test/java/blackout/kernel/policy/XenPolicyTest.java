package blackout.kernel.policy;

import static blackout.kernel.policy.ScriptedPages.finalSend;
import static blackout.kernel.policy.ScriptedPages.liveSends;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.outcome.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both Xen senders against counts worked out by hand from their sources (tools/libs/guest/
 * xg_sr_save.c; tools/libxc/xc_domain_save.c of 4.5).
 */
final class XenPolicyTest {

  private static final long PAGES = 100_000;
  private static final long IN_PAUSE = 7;

  /** Pages of the guest, what the live readings show, what is then sent live, and how it ends. */
  static Stream<Arguments> v2Cases() {
    return Stream.of(
        Arguments.of(
            PAGES,
            List.of(1000L, 1000L, 1000L, 1000L),
            List.of(PAGES, 1000L, 1000L, 1000L, 1000L),
            "forced"),
        Arguments.of(
            PAGES, List.of(50L, 50L, 50L, 50L), List.of(PAGES, 50L, 50L, 50L, 50L), "forced"),
        Arguments.of(PAGES, List.of(49L), List.of(PAGES, 49L), "converged"),
        Arguments.of(PAGES, List.of(0L), List.of(PAGES), "converged"),
        Arguments.of(
            PAGES, List.of(1000L, 100L, 10L), List.of(PAGES, 1000L, 100L, 10L), "converged"),
        Arguments.of(1000L, List.of(100L, 10L), List.of(1000L, 100L, 10L), "converged"));
  }

  @ParameterizedTest
  @MethodSource("v2Cases")
  void v2SendsTheseLiveRoundsThenTheStoppedLog(
      long pages, List<Long> clean, List<Long> live, String ending) {
    Long[] readings = Stream.concat(clean.stream(), Stream.of(IN_PAUSE)).toArray(Long[]::new);

    Outcome outcome = ScriptedPages.run(new XenV2Policy(), pages, readings);

    assertThat(liveSends(outcome)).isEqualTo(live);
    assertThat(finalSend(outcome)).isEqualTo(IN_PAUSE);
    assertThat(outcome.word()).isEqualTo(ending);
  }

  @Test
  void v2SendsATinyGuestOnceAndStops() {
    Outcome outcome = ScriptedPages.run(new XenV2Policy(), 49, IN_PAUSE);

    assertThat(liveSends(outcome)).containsExactly(49L);
    assertThat(finalSend(outcome)).isEqualTo(IN_PAUSE);
  }

  /** By hand: 8 + 8 B of headers, then 8 + 4096 B a page. */
  @Test
  void aV2BatchOf1024PagesTakes4202512Bytes() {
    Outcome outcome = ScriptedPages.run(new XenV2Policy(), 1024);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(4_202_512);
  }

  @Test
  void aV2PageBeyondTheBatchStartsAnother() {
    Outcome outcome = ScriptedPages.run(new XenV2Policy(), 1025);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(4_202_512 + 16 + 4104);
  }

  /**
   * By hand: round 1 sends all, round 2 sends nothing and sets the last one, round 3 is stopped.
   */
  @Test
  void legacyNeedsAnEmptyRoundToNoticeThatNothingIsDirty() {
    Outcome outcome = ScriptedPages.run(new XenLegacyPolicy(), PAGES);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 0L);
    assertThat(finalSend(outcome)).isZero();
    assertThat(outcome.word()).isEqualTo("converged");
  }

  @Test
  void legacySendsFewerThan50PagesLiveOnceMore() {
    Outcome outcome = ScriptedPages.run(new XenLegacyPolicy(), PAGES, 50L, 49L, IN_PAUSE);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 50L, 49L);
    assertThat(finalSend(outcome)).isEqualTo(IN_PAUSE);
    assertThat(outcome.word()).isEqualTo("converged");
  }

  /**
   * By hand: 27 times the dirty pages are at most twice the memory, so that after round 28 no more
   * than three times the memory is sent.
   */
  @Test
  void legacyStopsAfter29RoundsIfTheyStayWithinThreeTimesTheMemory() {
    long dirty = 2 * PAGES / 27;

    Outcome outcome =
        ScriptedPages.run(
            new XenLegacyPolicy(), PAGES, Collections.nCopies(29, dirty).toArray(Long[]::new));

    assertThat(liveSends(outcome)).hasSize(29);
    assertThat(finalSend(outcome)).isEqualTo(dirty);
    assertThat(outcome.record().stopReason()).contains("29 rounds");
    assertThat(outcome.word()).isEqualTo("forced");
  }

  /** By hand: one page more a round, and three times the memory is exceeded after round 28. */
  @Test
  void legacyStopsEarlierOnceMoreThanThreeTimesTheMemoryWasSent() {
    long dirty = 2 * PAGES / 27 + 1;

    Outcome outcome =
        ScriptedPages.run(
            new XenLegacyPolicy(), PAGES, Collections.nCopies(29, dirty).toArray(Long[]::new));

    assertThat(liveSends(outcome)).hasSize(28);
    assertThat(outcome.record().stopReason()).contains("3 times the memory");
  }

  /** By hand: 4 B of count, then 8 + 4096 B a page. */
  @Test
  void aLegacyBatchOf1024PagesTakes4202500Bytes() {
    Outcome outcome = ScriptedPages.run(new XenLegacyPolicy(), 1024);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(4_202_500);
  }
}

package blackout.kernel.policy;

import static blackout.kernel.policy.ScriptedPages.finalSend;
import static blackout.kernel.policy.ScriptedPages.liveSends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.outcome.Outcome;
import org.junit.jupiter.api.Test;

/** Propolis and bhyve, which ask nothing of the dirty pages; cases worked by hand. */
final class FixedRoundsPolicyTest {

  private static final long PAGES = 32_768;

  @Test
  void propolisSendsOneLivePhaseAndTheRestInThePause() {
    Outcome outcome = ScriptedPages.run(new PropolisPolicy(), PAGES, 20_000L);

    assertThat(liveSends(outcome)).containsExactly(PAGES);
    assertThat(finalSend(outcome)).isEqualTo(20_000);
    assertThat(outcome.word()).isEqualTo("forced");
  }

  /** By hand: 4096 B of bits are 32,768 pages of 4096 B, 128 MiB. */
  @Test
  void aPropolisBitmapOf4096BytesOffers128Mebibytes() {
    var policy = new PropolisPolicy();

    assertThat(policy.bitmapBytes((128L << 20) / 4096)).isEqualTo(4096);
    assertThat(policy.bitmapBytes((128L << 20) / 4096 + 1)).isEqualTo(8192);
  }

  /** By hand: a bitmap in each phase; each page with a tag and a frame header of 4 B. */
  @Test
  void propolisSendsABitmapInEachPhaseAndOneMessageAPage() {
    Outcome outcome = ScriptedPages.run(new PropolisPolicy(), PAGES);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(2 * 4096 + PAGES * (4096 + 5));
    assertThat(outcome.word()).isEqualTo("converged");
  }

  @Test
  void bhyveSendsFiveTimesFourOfThemLive() {
    Outcome outcome = ScriptedPages.run(new BhyvePolicy(), PAGES, 100L, 200L, 300L, 400L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 100L, 200L, 300L);
    assertThat(finalSend(outcome)).isEqualTo(400);
    assertThat(outcome.word()).isEqualTo("forced");
  }

  @Test
  void bhyveSendsAByteForEveryPageOfTheGuestInEachOfItsFiveSends() {
    Outcome outcome = ScriptedPages.run(new BhyvePolicy(), PAGES);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo(5 * PAGES + PAGES * 4096);
  }

  /** By hand: 20 us of pause for 10 pages, which take 10 x 3.90625 us at 1000 MiB/s. */
  @Test
  void bhyvePausesTheGuestWhileChunksAreCopiedOut() {
    Outcome outcome = ScriptedPages.run(new BhyvePolicy(4, 10, 20_000), PAGES);

    double stolenSeconds = outcome.record().brownout().lostWork().toNanos() / 1e9;
    assertThat(stolenSeconds).isCloseTo(PAGES / 10 * 20e-6, within(1e-4));
  }
}

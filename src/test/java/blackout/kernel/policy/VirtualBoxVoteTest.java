package blackout.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cases worked by hand from pgmR3LiveVote in PGMSavedState.cpp. */
final class VirtualBoxVoteTest {

  private static final double LIMIT_MILLIS = 250;

  private final VirtualBoxVote vote = new VirtualBoxVote();

  private boolean votes(int passes, long dirtyPages, double pagesPerSecond) {
    boolean stop = false;
    for (int i = 0; i < passes; i++) {
      stop = vote.afterPass(dirtyPages, pagesPerSecond, LIMIT_MILLIS);
    }
    return stop;
  }

  @Test
  void theLongMeanDividesBy64FromTheStartSoAHundredPagesDoNotStopPass3() {
    boolean stop = votes(4, 100, 1000);

    assertThat(vote.shortMean()).isEqualTo(100);
    assertThat(vote.longMean()).isEqualTo(6);
    assertThat(stop).isFalse();
  }

  @Test
  void aHundredPagesAt1000PagesPerSecondStopPass63() {
    boolean stop = votes(64, 100, 1000);

    assertThat(vote.shortMean()).isEqualTo(100);
    assertThat(vote.longMean()).isEqualTo(100);
    assertThat(stop).isTrue();
  }

  @Test
  void aHundredPagesAt300PagesPerSecondAreTooSlowForTheLimit() {
    assertThat(votes(64, 100, 300)).isFalse();
  }

  @Test
  void noVoteIsWonBeforeFourPasses() {
    assertThat(votes(3, 0, 1000)).isFalse();
    assertThat(vote.afterPass(0, 1000, LIMIT_MILLIS)).isTrue();
  }

  /** By hand: after 4 passes the long mean is 65,536 / 64 = 1024, and 1025 with 64 pages more. */
  @Test
  void earlyPassesStopAtALongMeanOf1024PagesButNotBeyond() {
    votes(1, 65_536, 1000);
    votes(3, 0, 1000);
    assertThat(vote.afterPass(0, 1000, LIMIT_MILLIS)).isTrue();

    var larger = new VirtualBoxVote();
    larger.afterPass(65_600, 1000, LIMIT_MILLIS);
    for (int i = 0; i < 3; i++) {
      larger.afterPass(0, 1000, LIMIT_MILLIS);
    }
    assertThat(larger.afterPass(0, 1000, LIMIT_MILLIS)).isFalse();
  }

  /** By hand: the limit is 32 ms even if 1 ms is asked for; 31 pages at 1000 a second are 31 ms. */
  @Test
  void theLimitIsAtLeast32Millis() {
    for (int i = 0; i < 63; i++) {
      vote.afterPass(31, 1000, 1);
    }
    assertThat(vote.afterPass(31, 1000, 1)).isTrue();
    assertThat(vote.afterPass(47, 1000, 1)).as("a jump of 16").isFalse();
  }

  @Test
  void aJumpAboveTheShortMeanPostponesTheStop() {
    votes(63, 800, 10_000);

    assertThat(vote.afterPass(900, 10_000, LIMIT_MILLIS)).isFalse();
  }
}

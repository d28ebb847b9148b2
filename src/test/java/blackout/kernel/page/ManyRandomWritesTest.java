package blackout.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.kernel.transfer.SplitMix64;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes in bulk keep the statistics of writes one by one. Expectations are by hand: a page is
 * written with probability {@code 1 - exp(-writes per page)}, and counts of independent pages
 * spread as the binomial distribution does; five of its standard deviations are allowed.
 */
final class ManyRandomWritesTest {

  private static final long FIRST_PAGE = 517;
  private static final long PAGES = ManyRandomWrites.FEWEST_PAGES + 100_003;
  private static final double SECOND = 1e9;

  private static ManyRandomWrites writes(
      double writesPerPageSecond, @org.jspecify.annotations.Nullable PageSet reported) {
    return new ManyRandomWrites(
        FIRST_PAGE, PAGES, writesPerPageSecond * PAGES, new SplitMix64(7), reported);
  }

  private static PageSet log() {
    return new PageSet(PAGES + 5000);
  }

  private static void assertCount(long count, double pages, double perPage) {
    double chance = -Math.expm1(-perPage);
    double deviation = Math.sqrt(pages * chance * (1 - chance));
    assertThat((double) count).isCloseTo(pages * chance, within(5 * deviation));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.03, 0.07, 0.3, 0.7, 2, 5})
  void aPageIsWrittenWithTheChanceOfItsRate(double perPage) {
    PageSet log = log();

    writes(perPage, null).advance(SECOND, log);

    assertCount(log.count(), PAGES, perPage);
  }

  @Test
  void nothingIsWrittenOutsideOfTheRegion() {
    PageSet log = log();

    writes(30, null).advance(SECOND, log);

    assertThat(log.contains(FIRST_PAGE - 1)).isFalse();
    assertThat(log.contains(FIRST_PAGE)).isTrue();
    assertThat(log.contains(FIRST_PAGE + PAGES - 1)).isTrue();
    assertThat(log.contains(FIRST_PAGE + PAGES)).isFalse();
    assertThat(log.count()).isEqualTo(PAGES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.43, 1.7})
  void noBitOfAWordIsFavouredAndNeighboursAreIndependent(double perPage) {
    PageSet log = log();
    writes(perPage, null).advance(SECOND, log);
    long[] counts = new long[64];
    long pairs = 0;
    int words = 0;
    for (int i = 9; i < 16_384; i++, words++) {
      for (int bit = 0; bit < 64; bit++) {
        counts[bit] += log.words[i] >>> bit & 1;
      }
      pairs += Long.bitCount(log.words[i] & Long.rotateLeft(log.words[i], 1));
    }

    for (long count : counts) {
      assertCount(count, words, perPage);
    }
    double both = Math.pow(-Math.expm1(-perPage), 2);
    double deviation = Math.sqrt(64.0 * words * both * (1 - both));
    assertThat((double) pairs).isCloseTo(64.0 * words * both, within(5 * deviation));
  }

  @Test
  void reportedPagesCountFromTheTimeTheirChunkWasCleared() {
    var reported = new PageSet(PAGES + 5000);
    for (int i = 0; i < reported.words.length; i++) {
      reported.words[i] = 0x5555_5555_5555_5555L;
    }
    PageSet log = log();
    ManyRandomWrites writes = writes(0.5, reported);
    int chunks = (int) ((FIRST_PAGE + PAGES) / 64 / PageLog.CHUNK_WORDS) + 1;

    for (int chunk = 0; chunk < chunks; chunk++) {
      writes.beforeClear(chunk, 1.5 * SECOND, log);
    }
    writes.advance(2 * SECOND, log);

    long ofReported = 0;
    for (int i = 0; i < log.words.length; i++) {
      ofReported += Long.bitCount(log.words[i] & reported.words[i]);
    }
    assertCount(ofReported, PAGES / 2.0, 0.25);
    assertCount(log.count() - ofReported, PAGES / 2.0, 1);
  }

  /** A chance that is 1 in so many digits once came out as 0. */
  @Test
  void pagesThatAreCertainToBeWrittenAre() {
    for (double writesPerPage : new double[] {20, 23, 40, 1e6}) {
      PageSet log = log();

      writes(writesPerPage, null).advance(SECOND, log);

      assertThat(log.count()).isBetween(PAGES - 20, PAGES);
    }
  }

  @Test
  void timeCutIntoPiecesWritesAsMuchAsInOne() {
    PageSet log = log();
    ManyRandomWrites writes = writes(1, null);

    for (int i = 1; i <= 200; i++) {
      writes.advance(i * SECOND / 200, log);
    }

    assertCount(log.count(), PAGES, 1);
  }

  /** The other engine knows nothing of bits; rounds of a million pages leave little to chance. */
  @ParameterizedTest
  @EnumSource(Rearm.class)
  void roundsDirtyAsManyPagesAsExpectedCountsSay(Rearm rearm) {
    Scenario scenario =
        Scenario.of(
                new Vm("large", ByteCount.gibibytes(16), 0, Workload.steady(2_000_000, 100_000)),
                Link.wire(DataRate.gigabitsPerSecond(10)),
                "qemu-7.2")
            .withOptions(MigrationOptions.none().withRearm(rearm));
    Outcome exact = Kernel.run(scenario, Engine.PAGE_BY_PAGE);
    Outcome expected = Kernel.run(scenario, Engine.EXPECTED_COUNTS);

    for (int i = 0; i < 3; i++) {
      Round round = expected.record().rounds().get(i);
      assertThat((double) exact.record().rounds().get(i).newlyDirtyPages())
          .isCloseTo(round.newlyDirtyPages(), within(0.01 * round.newlyDirtyPages()));
    }
    assertThat((double) exact.record().total().toMillis())
        .isCloseTo(expected.record().total().toMillis(), within(20.0));
  }
}

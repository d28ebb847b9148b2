package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts that nobody has: answered, or refused in words; never an internal error or a hang. */
final class AbsurdInputTest {

  private static final Path ESTATE = Path.of("datasets/two-node-r2/estate.json");

  @TempDir Path dir;

  /** By hand: 2^40 B at 125 B/s take 279 years, at 0.001 MiB/s 33. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "estimate --memory 1TiB --dirty-rate 40MiB/s --link 1kbit/s",
        "estimate --memory 1TiB --dirty-rate 40MiB/s --link 1Gbit/s --storage 0.00001MiB/s",
        "estimate --memory 8388607TiB --dirty-rate 40MiB/s --link 1Gbit/s",
        "advise --memory 1TiB --dirty-rate 40MiB/s --link 1kbit/s",
      })
  void aTimeThatNobodyWaitsForIsRefusedInWords(String command) {
    Run run = Run.of(command.split(" "));

    assertThat(run.err()).contains("takes longer than 90 years");
    assertThat(run.exit()).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void aDirtyRateThatNoMemoryTakesIsRefused() {
    Run run =
        Run.of(
            "estimate --memory 4GiB --dirty-rate 5000000000000000MiB/s --link 1Gbit/s".split(" "));

    assertThat(run.err()).contains("more than any host's memory takes");
    assertThat(run.exit()).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void aSweepThatNeverEndsIsRefused() {
    Run run =
        Run.of(
            "sweep",
            "--memory",
            "1GiB..2TiB:100000",
            "--dirty-rate",
            "1MiB/s..40MiB/s:100000",
            "--link",
            "1Gbit/s..10Gbit/s:100000",
            "--working-set",
            "1MiB..1GiB:100000",
            "--csv",
            "-");

    assertThat(run.err()).contains("more than 2^63 points");
    assertThat(run.exit()).isEqualTo(Exit.USAGE.code());
  }

  /** Page by page it would take 3.3 GB a page set; it is followed in expected counts. */
  @Test
  void aGuestOfAHundredTebibytesIsAnswered() {
    Run run = Run.of("estimate --memory 100TiB --dirty-rate 100MiB/s --link 100Gbit/s".split(" "));

    assertThat(run.exit()).isZero();
    // By hand: 2 x 100 TiB at 100 MiB/s are 2,097,152 s.
    assertThat(run.out()).contains("582 h 33 min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "report", "fleet", "drain", "availability"})
  void aRateAtWhichNothingEndsIsAProblemOfTheFile(String command) throws IOException {
    Path file = dir.resolve("estate.json");
    Files.writeString(
        file,
        Files.readString(ESTATE).replaceFirst("\"write_mib_s\" *: *100", "\"write_mib_s\": 1e-9"));
    String out = dir.resolve("out").toString();
    String[] more =
        switch (command) {
          case "report" -> new String[] {"--out", out};
          case "fleet" -> new String[] {"--csv", out};
          case "drain" -> new String[] {"--rolling"};
          default -> new String[0];
        };
    String[] args = new String[2 + more.length];
    args[0] = command;
    args[1] = file.toString();
    System.arraycopy(more, 0, args, 2, more.length);

    Run run = Run.of(args);

    assertThat(run.err())
        .containsPattern(
            "estate.json \\[/storage/write_mib_s, line \\d+, column \\d+\\] found 0.001048576 B/s, "
                + "expected a rate");
    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
  }

  /** An unsigned -1 of 32 and 64 bits, and the largest that libvirt's type holds. */
  @ParameterizedTest
  @CsvSource({
    "18446744073709551615",
    "9223372036854775807",
    "4294967295",
    "5000000000000000",
    "-1",
    "99999999999999999999999"
  })
  void aDirtyRateThatIsNoneCostsItselfAlone(String rate) throws IOException {
    Path answer = dir.resolve("domstats.txt");
    Files.writeString(
        answer,
        String.join(
            "\n",
            "Domain: 'oven'",
            "  state.state=1",
            "  balloon.current=4194304",
            "  balloon.maximum=4194304",
            "  dirtyrate.calc_status=2",
            "  dirtyrate.calc_start_time=3",
            "  dirtyrate.calc_period=1",
            "  dirtyrate.megabytes_per_second=" + rate,
            "  dirtyrate.calc_mode=dirty-ring",
            ""));
    Path out = dir.resolve("estate.json");

    Run run = Run.of("import", answer.toString(), "--out", out.toString());

    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
    assertThat(run.err()).contains("domstats.txt").contains("IMPORTED IN PART");
    assertThat(out).content().contains("assumed").doesNotContain(" " + rate);
    assertThat(Run.of("calibrate", answer.toString()).exit()).isEqualTo(Exit.BAD_INPUT.code());
  }

  /** Each of 8 VMs writes a billion times a second; the time is bounded by pages times looks. */
  @Test
  void busyGuestsEnd() throws IOException {
    Path file = dir.resolve("estate.json");
    Files.writeString(
        file,
        Files.readString(ESTATE)
            .replaceAll("\"writes_per_s\" *: *[0-9.]+", "\"writes_per_s\": 1000000000"));
    String[] command = {"fleet", file.toString(), "--csv", dir.resolve("vms.csv").toString()};

    Run run = Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> Run.of(command));

    assertThat(run.exit()).isNotEqualTo(Exit.INTERNAL.code());
    assertThat(dir.resolve("vms.csv")).content().hasLineCount(9);
  }
}

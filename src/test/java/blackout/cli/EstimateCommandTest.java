package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EstimateCommandTest {

  @TempDir Path dir;

  @Test
  void printsTheThreeWaysAndTheRounds() {
    Run run = estimate();

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        // By hand: 256 MiB at 100 MiB/s are 2.56 s, twice.
        .containsPattern(
            "saved state +5\\.12 s +5\\.12 s +estimated +save 2\\.56 s \\+ restore 2\\.56 s")
        .containsPattern("(?s)live migration +.* simulated: converged +.*final copy .* resume ")
        // By hand: 5 heartbeats of 1 s, 7 s of arbitration, and the two defaults of the command.
        .containsPattern(
            "crash restart +77 s +77 s +estimated +detection 5 s \\+ ownership 7 s \\+ restart 5 s")
        .containsPattern("(?m)^Round +Start")
        .containsPattern("(?m)^final copy ");
  }

  @Test
  void sameSeedSameBytesAndAnotherSeedOthers() {
    assertThat(estimate("--seed", "7")).isEqualTo(estimate("--seed", "7"));
    assertThat(estimate("--json", "-", "--seed", "7").out())
        .isNotEqualTo(estimate("--json", "-", "--seed", "8").out());
  }

  @Test
  void theDirtyRateIsThePagesFirstDirtiedPerSecond() throws Exception {
    // By hand: 4 MiB/s are 1024 pages per second; swept in order, no page is written twice while
    // the working set of 8192 pages lasts, so a round of t seconds leaves 1024 t pages.
    JsonNode first = json("--pattern", "sequential").at("/live/rounds/0");

    double seconds = first.at("/duration_ms").asDouble() / 1000;
    assertThat(first.at("/newly_dirty_pages").asDouble()).isCloseTo(1024 * seconds, offset(2.0));
  }

  @Test
  void readingMayBeSlowerThanWriting() throws Exception {
    // By hand: 256 MiB at 100 MiB/s and at 25 MiB/s.
    JsonNode saved = json("--storage-read", "25MiB/s").at("/saved_state");

    assertThat(saved.at("/downtime_ms").asDouble()).isEqualTo(2560 + 10240);
  }

  @Test
  void writesJsonAndCsvToFiles() throws Exception {
    Path json = dir.resolve("a.json");
    Path csv = dir.resolve("rounds.csv");

    Run run = estimate("--json", json.toString(), "--csv", csv.toString());

    assertThat(run.exit()).isZero();
    JsonNode live = new ObjectMapper().readTree(Files.readString(json)).at("/live");
    List<String> rounds = Files.readAllLines(csv);
    assertThat(rounds.get(0)).startsWith("round,paused,start_ms,duration_ms,sent_bytes");
    assertThat(rounds).hasSize(1 + live.at("/rounds").size());
  }

  /** Worked by hand: detection 5 or 10 s, isolation 0 or 240 s, 7 s, 5 s and 60 s. */
  @ParameterizedTest
  @CsvSource({"hyper-v-2008-r2, 77000", "hyper-v-2012-r2, 82000", "hyper-v-2022, 322000"})
  void aCrashTakesWhatTheVersionTakes(String version, double millis) throws Exception {
    JsonNode crash = json("--hypervisor", version).at("/crash");

    assertThat(crash.at("/downtime_ms").asDouble()).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "--memory, 16GB, '\"16GB\" is read as 16 GiB'",
    "--memory, 16G, '\"16G\" is read as 16 GiB'",
    "--dirty-rate, 40MB/s, '\"40MB/s\" is read as decimal bytes, 320 Mbit/s'"
  })
  void aUnitOfTwoMeaningsIsReadAndSaidBack(String option, String value, String note) {
    Run run = estimate(option, value);

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains(note);
  }

  @Test
  void aNameThatIsNearlyRightIsSuggested() {
    assertThat(Run.of("estimate", "--memry", "64GiB").err())
        .contains("no option --memry; did you mean --memory?");
    assertThat(Run.of("estimat").err()).contains("no command estimat; did you mean estimate?");
  }

  @ParameterizedTest
  @CsvSource({
    "--memory, 16, has no unit",
    "--memory, -1GiB, must not be negative",
    "--link, 10GB, says no time",
    "--link, 0Gbit/s, a link of 0Gbit/s moves nothing",
    "--payload, 0Gbit/s, link carries nothing",
    "--link, 1Gbit/s, --link and --payload are two ways to say one thing",
    "--dirty-rate, NaN MiB/s, expected as a number with a unit",
    "--working-set, 17GiB, does not fit",
    "--zero-share, 1.5, is not in 0..1",
    "--zero-share, NaN, is not in 0..1",
    "--hypervisor, hyper-w, known are",
    "--downtime-limit, 300, unknown unit",
    "--storage, 0MiB/s, storage writes nothing",
    "--pattern, zigzag, random",
    "--max-bandwidth, 0Gbit/s, sender limit lets nothing through",
    "--compressed, 0, is not in 0..1",
    "--compressed, 1, is not a share between 0 and 1",
    "--compression-rate, 1GiB/s, has no effect without --compressed",
    "--compressed, 0.5, hyper-v-2008-r2 has no compression; what it has: no option",
    "--xbzrle, 4097B, mean delta is not in 0..4096 B",
    "--xbzrle-cache, 1GiB, --xbzrle-cache has no effect without --xbzrle",
    "--throttle-initial, 30, --throttle-initial has no effect without --auto-converge",
    "--round-trip, 1ms, has no effect without --post-copy-after",
    "--post-copy-after-rounds, 0, at least 1 expected",
    "--rearm, never, 'expected one of [usual, sync, chunk]'"
  })
  void whatCannotBeReadIsExplainedOnOneLine(String option, String value, String explanation) {
    Run run = estimate(option, value);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).startsWith("blackout estimate: ").contains(explanation);
  }

  /**
   * By hand: 65,536 pages of 4,104 B at 1 Gbit/s are 2,151 ms; with half the content, 2,056 B,
   * 1,078 ms. At 500 Mbit/s they are 4,303 ms, but the 18.75 MB that fit a pause of 300 ms go out
   * in it at 1 Gbit/s, 150 ms sooner. QEMU 7.2, nothing is written.
   */
  @ParameterizedTest
  @CsvSource({
    "'', 2151, ''",
    "--max-bandwidth 500Mbit/s, 4153, ' limited to 500 Mbit/s'",
    "--compressed 0.5, 1078, ', compressed to 0.5'",
    "--multifd, 2153, ', multifd'"
  })
  void whatIsSwitchedOnIsInTheQuestionAndInTheAnswer(String options, double millis, String words)
      throws Exception {
    var args = new ArrayList<>(List.of("--dirty-rate", "0MiB/s", "--hypervisor", "qemu-7.2"));
    Arrays.stream(options.split(" ")).filter(o -> !o.isEmpty()).forEach(args::add);

    Run run = estimate(args.toArray(String[]::new));
    double total = json(args.toArray(String[]::new)).at("/live/total_ms").asDouble();

    assertThat(run.exit()).isZero();
    assertThat(run.out().replaceAll("\\s+", " ")).contains(words + ", ");
    // Setup, reading the log and resuming take some 40 ms; a window is 100 ms.
    assertThat(total).isBetween(millis, millis + 140);
  }

  @Test
  void standardOutputHoldsOneThingOnly() {
    assertThat(estimate("--json", "-", "--csv", "-").exit()).isEqualTo(2);
    assertThat(estimate("--csv", "-").out()).startsWith("round,");
  }

  private static JsonNode json(String... options) throws Exception {
    var all = new ArrayList<>(List.of("--json", "-"));
    all.addAll(Arrays.asList(options));
    return new ObjectMapper().readTree(estimate(all.toArray(String[]::new)).out());
  }

  /** A VM of 256 MiB with a working set of 32 MiB; options given here take the place of these. */
  private static Run estimate(String... options) {
    var args = new ArrayList<>(List.of("estimate"));
    List<String> defaults =
        List.of("--memory", "256MiB", "--dirty-rate", "4MiB/s", "--payload", "1Gbit/s");
    List<String> given = Arrays.asList(options);
    for (int i = 0; i < defaults.size(); i += 2) {
      if (!given.contains(defaults.get(i))) {
        args.addAll(defaults.subList(i, i + 2));
      }
    }
    args.addAll(given);
    return Run.of(args.toArray(String[]::new));
  }
}

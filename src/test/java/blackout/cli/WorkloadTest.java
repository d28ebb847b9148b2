package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.inventory.Grade;
import blackout.inventory.Workload;
import blackout.inventory.WorkloadClass;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without a dirty rate: ranges, marked as guesses, and the cases in them are estimates. */
final class WorkloadTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(WorkloadClass.class)
  void everyClassIsARangeWithItsSource(WorkloadClass workload) {
    WorkloadClass.Range range = workload.range(4);

    assertThat(range.rates()).isSorted().doesNotHaveDuplicates();
    assertThat(workload.source())
        .as("a source, or that there is none")
        .containsPattern("no figure is published|[12][0-9]{3}");
    assertThat(WorkloadClass.named(workload.label().toUpperCase(Locale.ROOT))).isEqualTo(workload);
  }

  @Test
  void aClassIsScaledByItsProcessors() {
    // 5, 10 and 40 MiB/s for each of 16 processors.
    assertThat(WorkloadClass.SQL.range(16))
        .isEqualTo(
            new WorkloadClass.Range(
                DataRate.mebibytesPerSecond(80),
                DataRate.mebibytesPerSecond(160),
                DataRate.mebibytesPerSecond(640)));
    assertThat(WorkloadClass.CACHE.range(16)).isEqualTo(WorkloadClass.CACHE.range(1));
  }

  @Test
  void eachCaseOfARangeIsTheEstimateOfItsDirtyRate() throws IOException {
    Path file = dir.resolve("range.json");
    Run run =
        Run.of(
            "estimate",
            "--memory",
            "4GiB",
            "--workload",
            "sql",
            "--vcpus",
            "2",
            "--link",
            "1Gbit/s",
            "--json",
            file.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("A guess by class sql, 2 processors: 10 MiB/s to 80 MiB/s, most likely 20 MiB/s.")
        .contains("Measure first: the dirty rate")
        .contains("Plan with P90: downtime");
    JsonNode cases = MAPPER.readTree(file.toFile()).path("cases");
    String[] rates = {"10MiB/s", "20MiB/s", "80MiB/s"};
    for (int i = 0; i < 3; i++) {
      Path one = dir.resolve("one.json");
      Run.of(
          "estimate",
          "--memory",
          "4GiB",
          "--dirty-rate",
          rates[i],
          "--vcpus",
          "2",
          "--link",
          "1Gbit/s",
          "--json",
          one.toString());
      assertThat(cases.path(i).at("/estimate/live"))
          .isEqualTo(MAPPER.readTree(one.toFile()).path("live"));
    }
  }

  @Test
  void withoutDirtyRateAndWorkloadItIsSaidWhatIsAssumed() {
    Run run = Run.of("estimate", "--memory", "4GiB", "--link", "1Gbit/s");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("No dirty rate and no workload is given, so one is assumed: general.")
        .contains("least", "likeliest", "most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "solve bandwidth --memory 4GiB --within-downtime 1s",
        "advise --memory 4GiB --link 1Gbit/s --within-downtime 1s",
        "risk --memory 4GiB --link 1Gbit/s --within-downtime 1s --cases 100",
        "sweep --memory 4GiB --link 1Gbit/s"
      })
  void everyQuestionTakesAWorkloadAndAsksForOneWithoutADirtyRate(String command) {
    Run guessed = Run.of((command + " --workload web").split(" "));
    assertThat(guessed.exit()).as(guessed.err()).isZero();
    assertThat(guessed.out() + guessed.err())
        .contains("A guess by class web, 2 processors: 2 MiB/s to 26 MiB/s")
        .contains("Measure first");

    Run without = Run.of(command.split(" "));
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("--workload");
  }

  @Test
  void aNearMissIsNamedAndBothAreRefused() {
    String[] move = "estimate --memory 4GiB --link 1Gbit/s --workload sgl".split(" ");
    assertThat(Run.of(move).err()).contains("no workload \"sgl\"; did you mean sql?");
    String[] both =
        "estimate --memory 4GiB --link 1Gbit/s --workload sql --dirty-rate 1MiB/s".split(" ");
    assertThat(Run.of(both).err()).contains("--dirty-rate and --workload say the same");
  }

  @Test
  void writesOfAPageASecondAreADirtyRate() {
    // 10,240 pages of 4096 B are 40 MiB.
    Run pages =
        Run.of("estimate --memory 4GiB --link 1Gbit/s --dirty-rate 10240writes/s".split(" "));
    Run bytes = Run.of("estimate --memory 4GiB --link 1Gbit/s --dirty-rate 40MiB/s".split(" "));

    assertThat(pages.out()).isEqualTo(bytes.out());
    assertThat(pages.exit()).isZero();
  }

  @Test
  void anEstateTakesAWorkloadOrADirtyRate() throws IOException {
    ObjectNode tree =
        (ObjectNode) MAPPER.readTree(Path.of("datasets/two-node-r2/estate.json").toFile());
    tree.remove("assumptions");
    ObjectNode first = (ObjectNode) tree.at("/vms/0");
    long mebibytes = first.path("memory_mib").asLong();
    first.remove("writes");
    first.put("workload", "sql").put("virtual_processors", 4);
    ObjectNode second = (ObjectNode) tree.at("/vms/1/writes");
    double rate = second.path("writes_per_s").asDouble();
    second.remove("writes_per_s");
    second.put("dirty_rate_mib_s", rate / 256);
    Path file = Files.writeString(dir.resolve("estate.json"), tree.toString());

    Estate estate = EstateFile.load(file).value();

    // 10 MiB/s for each of 4 processors are 10,240 pages a second, over an eighth of the memory.
    Workload.Region guessed = region(estate, 0);
    assertThat(guessed.writesPerSecond()).isEqualTo(10_240);
    assertThat(guessed.pages()).isEqualTo(mebibytes / 8 * 256);
    assertThat(estate.origins().grade(estate.vms().get(0).name())).contains(Grade.C);
    assertThat(region(estate, 1).writesPerSecond()).isEqualTo(rate);
    first.put("workload", "sgl");
    Files.writeString(file, tree.toString());
    assertThat(Run.of("validate", file.toString()).err()).contains("\"sgl\"");
  }

  private static Workload.Region region(Estate estate, int vm) {
    return ((Workload.Regions) estate.vms().get(vm).vm().workload()).regions().get(0);
  }
}

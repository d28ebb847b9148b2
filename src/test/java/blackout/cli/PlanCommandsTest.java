package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a planner, as typed. */
final class PlanCommandsTest {

  @TempDir Path folder;

  @Test
  void solveSaysTheNumberAndWhatTheNextOneMisses() {
    Run run =
        Run.of(
            "solve",
            "bandwidth",
            "--memory",
            "1GiB",
            "--dirty-rate",
            "10MiB/s",
            "--hypervisor",
            "textbook",
            "--within-total",
            "20s");

    assertThat(run.exit()).isZero();
    assertThat(run.out().replace('\n', ' '))
        .startsWith("The smallest bandwidth that always reaches a total time of at most 20 s is ")
        .contains("misses the total time by ");
  }

  @Test
  void solveEndsWithThreeWhereNoValueWillDo() {
    Run run =
        Run.of(
            "solve",
            "bandwidth",
            "--memory",
            "1GiB",
            "--dirty-rate",
            "0MiB/s",
            "--within-downtime",
            "1ms");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("No bandwidth that was tried reaches a downtime of at most 1 ms.");
  }

  @Test
  void solveRefusesTheNumberThatIsLookedFor() {
    Run run =
        Run.of("solve", "bandwidth", "--memory", "1GiB", "--dirty-rate", "0B/s", "--link", "1Gbps");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--link is what is looked for");
  }

  @Test
  void sweepShowsFewPointsAndWritesMany() throws Exception {
    Path csv = folder.resolve("sweep.csv");
    Path heat = folder.resolve("heat.svg");
    Path frontier = folder.resolve("frontier.svg");

    Run few = Run.of("sweep", "--memory", "1GiB,2GiB", "--dirty-rate", "1MiB/s", "--link", "1Gbps");
    Run many =
        Run.of(
            "sweep",
            "--memory",
            "1GiB..8GiBx2",
            "--dirty-rate",
            "40MiB/s",
            "--link",
            "100Mbit/s..10Gbit/s:8",
            "--csv",
            csv.toString(),
            "--heat-map",
            heat.toString(),
            "--frontier",
            frontier.toString());

    assertThat(few.out().lines()).hasSize(5);
    assertThat(many.exit()).isZero();
    assertThat(Files.readAllLines(csv)).hasSize(1 + 4 * 8);
    assertThat(heat).content().startsWith("<svg ").doesNotContain("xlink");
    assertThat(frontier).content().startsWith("<svg ");
  }

  @Test
  void anOptionThatOneOfTheHypervisorsDoesNotHaveIsRefused() {
    String[] grid = {
      "sweep",
      "--memory",
      "1GiB",
      "--dirty-rate",
      "1MiB/s",
      "--link",
      "1Gbps",
      "--compressed",
      "0.5",
      "--hypervisor"
    };

    Run refused = Run.of(and(grid, "hyper-v-2012-r2,xen-v2"));
    Run fine = Run.of(and(grid, "hyper-v-2012-r2,virtualbox"));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("xen-v2 has no compression; what it has: no option");
    assertThat(fine.exit()).isZero();
  }

  @Test
  void solveRefusesWhatTheHypervisorDoesNotHaveAndALimitThatHidesTheAnswer() {
    String[] asked = {
      "solve", "bandwidth", "--memory", "1GiB", "--dirty-rate", "10MiB/s", "--within-total", "60s"
    };

    assertThat(Run.of(and(asked, "--multifd")).err())
        .contains("hyper-v-2008-r2 has no multifd; what it has: no option");
    assertThat(Run.of(and(asked, "--max-bandwidth=1Gbit/s")).err())
        .contains("--max-bandwidth would hide the bandwidth that is looked for");
  }

  /** Points of one question must not stand among those of another. */
  @Test
  void aSweepGoesOnWithItsOwnOptionsOnly() throws Exception {
    Path csv = folder.resolve("own.csv");
    String[] grid = {
      "sweep",
      "--memory",
      "1GiB",
      "--dirty-rate",
      "1MiB/s",
      "--link",
      "1Gbps",
      "--hypervisor",
      "qemu-7.2",
      "--csv",
      csv.toString()
    };
    assertThat(Run.of(and(grid, "--max-bandwidth=200Mbit/s")).exit()).isZero();
    Files.move(csv, folder.resolve("own.csv.part"));

    Run other = Run.of(and(and(grid, "--multifd"), "--resume"));

    assertThat(Files.readString(folder.resolve("own.csv.part"))).contains(",at most 200 Mbit/s,");
    assertThat(other.exit()).isNotZero();
    assertThat(other.err()).contains("is of another sweep");
  }

  @Test
  void adviseDoesNotProposeWhatIsOn() {
    String[] guest = {
      "advise",
      "--memory",
      "4GiB",
      "--dirty-rate",
      "200MiB/s",
      "--working-set",
      "1GiB",
      "--link",
      "1Gbit/s",
      "--within-total",
      "60s",
      "--hypervisor",
      "qemu-7.2"
    };

    assertThat(Run.of(guest).out()).contains("auto-converge").contains("after one round");
    assertThat(Run.of(and(guest, "--auto-converge")).out())
        .doesNotContain("auto-converge")
        .contains("after one round");
  }

  private static String[] and(String[] words, String last) {
    return Stream.concat(Arrays.stream(words), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void sweepExplainsARangeWithoutAStep() {
    Run run =
        Run.of("sweep", "--memory", "1GiB..2GiB", "--dirty-rate", "1MiB/s", "--link", "1Gbps");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("says no step");
  }

  @Test
  void drainSaysWhetherTheWindowIsKept() throws Exception {
    Path gantt = folder.resolve("drain.svg");
    Path csv = folder.resolve("drain.csv");

    Run kept =
        Run.of(
            "drain",
            "datasets/cluster-2022",
            "--host",
            "HV22-1",
            "--window",
            "2min",
            "--gantt",
            gantt.toString(),
            "--csv",
            csv.toString(),
            "--replay");
    Run missed = Run.of("drain", "datasets/cluster-2022", "--rolling", "--window", "10min");

    assertThat(kept.exit()).isZero();
    assertThat(kept.out()).contains("It fits the window, with ", "5 live migrations replayed");
    assertThat(gantt).content().startsWith("<svg ");
    assertThat(Files.readAllLines(csv)).hasSize(1 + 6);
    assertThat(missed.exit()).isEqualTo(3);
    assertThat(missed.out()).contains("The window is missed by ");
  }

  @Test
  void aRollingDrainSaysWhatOneAtATimeAndAllAtOnceWouldCost() {
    Run run = Run.of("drain", "datasets/cluster-2022", "--rolling");

    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("  .*", "")))
        .containsSequence("2 per node", "one at a time", "all at once");
    assertThat(run.out()).contains("All nodes are patched after ", ", with 2 per node (");
  }

  @Test
  void aRollingDrainHasNoChart() {
    Run run =
        Run.of(
            "drain",
            "datasets/cluster-2022",
            "--rolling",
            "--gantt",
            folder.resolve("drain.svg").toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--gantt is about one host; name it with --host");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void drainRefusesARuleThatIsNone() {
    Run run = Run.of("drain", "datasets/cluster-2022", "--host", "HV22-1", "--at-once", "few");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("\"few\" is neither a number");
  }

  @Test
  void riskSaysHowSureItIs() {
    String[] arguments = {
      "risk",
      "--memory",
      "2GiB",
      "--dirty-rate",
      "10MiB/s..60MiB/s",
      "--link",
      "1Gbit/s~x1.1",
      "--within-downtime",
      "300ms",
      "--cases",
      "500"
    };

    Run run = Run.of(arguments);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("P50", "P90", "P99", "The goal is met in ", "dirty rate");
    assertThat(Run.of(arguments).out()).isEqualTo(run.out());
  }

  @Test
  void adviseRanksActions() {
    Run run =
        Run.of(
            "advise",
            "--memory",
            "1GiB",
            "--dirty-rate",
            "150MiB/s",
            "--link",
            "1Gbit/s",
            "--within-downtime",
            "300ms");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("at a quieter hour", "faster link", "saved state")
        .contains("The cheapest action that reaches the goal: at a quieter hour, ");
  }

  @Test
  void adviseSaysSoWhereNothingReachesTheGoal() {
    Run run =
        Run.of(
            "advise",
            "--memory=1GiB",
            "--dirty-rate=150MiB/s",
            "--link=1Gbit/s",
            "--within-downtime=1ms");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("Nothing reaches the goal. The shortest downtime has: ");
  }
}

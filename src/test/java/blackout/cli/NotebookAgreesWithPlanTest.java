package blackout.cli;

import static blackout.notebook.Move.bandwidth;
import static blackout.notebook.Move.dirtyRate;
import static blackout.notebook.Move.dirtyRateOf;
import static blackout.notebook.Move.downtimeLimit;
import static blackout.notebook.Move.downtimeWithin;
import static blackout.notebook.Move.linkOf;
import static blackout.notebook.Move.memory;
import static blackout.notebook.Move.totalWithin;
import static blackout.notebook.Move.vm;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.exhibit.FormattedTable;
import blackout.notebook.Answer;
import blackout.notebook.Cluster;
import blackout.notebook.Move;
import blackout.notebook.MoveRisk;
import blackout.notebook.NodeDrain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: a cell that asks what {@code solve}, {@code advise}, {@code risk} and {@code drain}
 * ask shows what they print.
 */
final class NotebookAgreesWithPlanTest {

  private static final Move MOVE =
      Move.of(vm("256 MiB").writing("20 MiB/s").over("32 MiB")).across("1 Gbit/s").by("qemu-7.2");

  record Case(Answer answer, List<String> arguments) {}

  static List<Case> cases() {
    return List.of(
        new Case(
            MOVE.solve(bandwidth(), totalWithin("5 s")),
            List.of("bandwidth", "--memory=256MiB", "--dirty-rate=20MiB/s", "--within-total=5s")),
        new Case(
            MOVE.solve(memory(), totalWithin("5 s"), downtimeWithin("1 s")),
            List.of(
                "memory",
                "--dirty-rate=20MiB/s",
                "--link=1Gbit/s",
                "--within-total=5s",
                "--within-downtime=1s")),
        new Case(
            MOVE.solve(dirtyRate()), List.of("dirty-rate", "--memory=256MiB", "--link=1Gbit/s")),
        new Case(
            MOVE.solve(downtimeLimit(), totalWithin("1 ms")),
            List.of(
                "downtime-limit",
                "--memory=256MiB",
                "--dirty-rate=20MiB/s",
                "--link=1Gbit/s",
                "--within-total=1ms")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void solveSaysTheSame(Case c) {
    Run run = Run.of(all("solve", c.arguments(), "--working-set=32MiB", "--hypervisor=qemu-7.2"));

    assertThat(run.err()).isEmpty();
    // Sentences are wrapped for a terminal.
    assertThat(words(run.out())).isEqualTo(words(c.answer().toString()));
  }

  @Test
  void adviseShowsTheSameActions() {
    Run run =
        Run.of(
            "advise",
            "--memory=256MiB",
            "--dirty-rate=20MiB/s",
            "--working-set=32MiB",
            "--link=1Gbit/s",
            "--hypervisor=qemu-7.2",
            "--within-downtime=100ms");

    assertThat(run.out())
        .startsWith(FormattedTable.of(MOVE.advise(downtimeWithin("100 ms"))).text())
        .contains("auto-converge");
  }

  @Test
  void riskMakesTheSameCases() {
    MoveRisk risk = MOVE.risk(dirtyRateOf("20 MiB/s~x1.5"), linkOf("800 Mbit/s..940 Mbit/s"));

    Run run =
        Run.of(
            "risk",
            "--memory=256MiB",
            "--dirty-rate=20MiB/s~x1.5",
            "--working-set=32MiB",
            "--link=800Mbit/s..940Mbit/s",
            "--hypervisor=qemu-7.2",
            "--within-total=4s");

    assertThat(run.out())
        .contains(
            FormattedTable.of(risk.quantiles()).text()
                + "\nThe goal is met in "
                + risk.chance(totalWithin("4 s")))
        .contains(FormattedTable.of(risk.tornado()).text())
        .contains(FormattedTable.of(risk.shares()).text());
  }

  @Test
  void drainMakesTheSameSchedule() {
    String estate = "datasets/two-node-r2";
    Cluster cluster = Cluster.read(estate);
    String node = cluster.estate().nodes().get(0).name();
    NodeDrain drain = cluster.drain(node);

    Run run = Run.of("drain", estate, "--host", node);

    assertThat(run.out())
        .contains(
            FormattedTable.of(drain.table()).text()
                + "\n"
                + FormattedTable.of(drain.choices()).text());
    assertThat(words(run.out())).contains(words(drain.toString()));
    assertThat(Run.of("drain", estate, "--rolling").out())
        .contains(
            FormattedTable.of(cluster.rolling()).text()
                + "\n"
                + FormattedTable.of(cluster.rollingChoices()).text());
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String[] all(String command, List<String> arguments, String... more) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(arguments);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}

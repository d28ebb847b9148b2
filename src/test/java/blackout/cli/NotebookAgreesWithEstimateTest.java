package blackout.cli;

import static blackout.notebook.Move.vm;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.Tables;
import blackout.exhibit.TextWrap;
import blackout.json.Json;
import blackout.notebook.Move;
import blackout.plan.move.MoveInterval;
import blackout.report.json.EstimateDoc;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/**
 * The promise: a cell and the command {@code estimate} give the same numbers for the same words,
 * where words are left out too, and so have the same defaults.
 */
final class NotebookAgreesWithEstimateTest {

  record Case(Move move, List<String> options) {}

  static List<Case> cases() {
    return List.of(
        new Case(
            Move.of(vm("512 MiB").writing("10 MiB/s")).across("1 Gbit/s"),
            List.of("--memory", "512MiB", "--dirty-rate", "10MiB/s", "--link", "1Gbit/s")),
        new Case(
            Move.of(vm("1 GiB").writing("60 MiB/s").over("256 MiB").inSequence().withZeros(0.25))
                .across("940 Mbit/s")
                .by("qemu-7.2")
                .within("50 ms")
                .savingAt("250 MiB/s")
                .seed(7),
            List.of(
                "--memory=1GiB",
                "--dirty-rate=60MiB/s",
                "--working-set=256MiB",
                "--pattern=sequential",
                "--zero-share=0.25",
                "--link=940Mbit/s",
                "--hypervisor=qemu-7.2",
                "--downtime-limit=50ms",
                "--storage=250MiB/s",
                "--seed=7")),
        new Case(
            Move.of(vm("256 MiB").writing("240 MiB/s").over("128 MiB"))
                .across("1 Gbit/s")
                .by("xen-v2"),
            List.of(
                "--memory=256MiB",
                "--dirty-rate=240MiB/s",
                "--working-set=128MiB",
                "--link=1Gbit/s",
                "--hypervisor=xen-v2")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNumberIsTheSame(Case c) throws Exception {
    String printed = estimate(c.options(), List.of());
    var json =
        (ObjectNode) new ObjectMapper().readTree(estimate(c.options(), List.of("--json", "-")));
    // Which defaults nobody replaced is a matter of the command line.
    assertThat(json.remove("assumptions")).isNotEmpty();

    // The JSON holds every number in full; the text is what people read.
    var same =
        (ObjectNode)
            Json.tree(
                EstimateDoc.of(
                    c.move().forecast(),
                    MoveInterval.of(c.move().question()),
                    List.of(),
                    c.move().toString(),
                    new Version().getVersion()[0],
                    c.move().question().seed()));
    same.remove("assumptions");
    assertThat(json.toPrettyString()).isEqualTo(same.toPrettyString());
    assertThat(printed)
        .startsWith(TextWrap.paragraph(c.move().toString()))
        .contains(FormattedTable.of(c.move().ways()).text())
        .contains(
            headline(
                c.move().planning().stringColumn("Downtime").get(1).replaceFirst(" \\(.*", "")))
        .contains(FormattedTable.of(c.move().rounds()).text())
        .contains(c.move().outcome().record().stopReason());
    assertThat(Tables.roundRecords(c.move().outcome().record()).rowCount())
        .isEqualTo(c.move().rounds().rowCount());
  }

  private static String headline(String p90) {
    return p90.equals("never") ? "Plan with P90: it never ends" : "downtime " + p90 + " (P50 ";
  }

  private static String estimate(List<String> options, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("estimate"));
    arguments.addAll(options);
    arguments.addAll(more);
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(new StringWriter()), false, Ansi.OFF);
    assertThat(Main.commandLine(terminal).execute(arguments.toArray(String[]::new))).isZero();
    return out.toString();
  }
}

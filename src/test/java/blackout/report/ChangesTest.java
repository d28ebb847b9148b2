package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.ingest.Baseline;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.json.Json;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import blackout.report.Changes.Change;
import blackout.report.Changes.Kind;
import blackout.report.json.ReportDoc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangesTest {

  @TempDir Path dir;

  @Test
  void aReportComparedWithItselfIsUnchanged() throws IOException {
    Report report = SampleReports.named(List.of("a", "<b>", "${c}"));
    Path file = Files.writeString(dir.resolve("report.json"), Json.text(ReportDoc.of(report)));

    Changes changes = report.withBaseline(Baseline.load(file)).changes().orElseThrow();

    // Each check once, each VM by three ways.
    assertThat(changes.count(Kind.UNCHANGED)).isEqualTo(report.checks().size() + 9);
    assertThat(changes.found()).allMatch(c -> c.kind() == Kind.UNCHANGED);
    assertThat(changes.sheet().rows()).isEmpty();
  }

  @Test
  void aCheckIsNewFixedWorseBetterOrUnchanged() {
    Map<String, Baseline.Check> before = new LinkedHashMap<>();
    before.put("N01", new Baseline.Check("t", Result.SUCCESS));
    before.put("N02", new Baseline.Check("t", Result.FAILED));
    before.put("N03", new Baseline.Check("t", Result.WARNING));
    before.put("N04", new Baseline.Check("t", Result.FAILED));
    before.put("N05", new Baseline.Check("t", Result.WARNING));
    before.put("N06", new Baseline.Check("t", Result.NOT_APPLICABLE));
    before.put("N99", new Baseline.Check("t", Result.SUCCESS));
    var checks = new ArrayList<CheckResult>();
    checks.add(check("N01", Result.WARNING));
    checks.add(check("N02", Result.SUCCESS));
    checks.add(check("N03", Result.FAILED));
    checks.add(check("N04", Result.WAIVED));
    checks.add(check("N05", Result.WARNING));
    checks.add(check("N06", Result.SUCCESS));
    checks.add(check("N07", Result.INCOMPLETE));

    Changes changes =
        Changes.between(
            new Baseline("old", before, Map.of()), checks, new EstateForecast(List.of()));

    assertThat(changes.found())
        .extracting(c -> c.kind().word() + " " + c.what())
        .containsExactly(
            "new N01 t",
            "new N07 t",
            "worse N03 t",
            "better N04 t",
            "fixed N02 t",
            "gone N99 t",
            "unchanged N05 t",
            "unchanged N06 t");
    assertThat(changes.sentence())
        .isEqualTo(
            "Against the earlier report of old: 2 new, 1 worse, 1 better, 1 fixed, 1 gone,"
                + " 2 unchanged.");
  }

  @Test
  void aDowntimeChangesByAPercentAndAMillisecondOrNotAtAll() {
    assertThat(saved(10_000, 10_099)).isEqualTo(Kind.UNCHANGED);
    assertThat(saved(10_000, 10_100)).isEqualTo(Kind.WORSE);
    assertThat(saved(10_000, 9_900)).isEqualTo(Kind.BETTER);
    assertThat(saved(0, 0)).isEqualTo(Kind.UNCHANGED);
    assertThat(saved(0, 1)).isEqualTo(Kind.WORSE);
  }

  @Test
  void aMoveThatNeverEndedAndIsPossibleNoMoreIsWorseAndAVmComesAndGoes() {
    var before =
        new Baseline(
            "old",
            Map.of(),
            Map.of(
                "a",
                new Baseline.Downtimes(
                    Duration.ofSeconds(1), true, Optional.empty(), Duration.ofSeconds(1)),
                "gone",
                new Baseline.Downtimes(
                    Duration.ofSeconds(1), false, Optional.empty(), Duration.ofSeconds(1))));

    Changes changes =
        Changes.between(before, List.of(), new EstateForecast(List.of(vm("a", 1000), vm("b", 1))));

    assertThat(changes.found())
        .contains(
            new Change(Kind.WORSE, "a, live migration", "never ends", "not possible"),
            new Change(Kind.NEW, "b", "-", "1 ms"),
            new Change(Kind.GONE, "gone", "1 s", "-"));
  }

  @Test
  void aFileThatIsNoReportIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("x.json"), "{\"schema\": \"blackout-estate/1\"}");

    assertThatThrownBy(() -> Baseline.load(file))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("blackout-report/1");
  }

  private static Kind saved(long beforeMillis, long nowMillis) {
    var before =
        new Baseline(
            "old",
            Map.of(),
            Map.of(
                "a",
                new Baseline.Downtimes(
                    Duration.ofMillis(beforeMillis), false, Optional.empty(), Duration.ZERO)));
    return Changes.between(before, List.of(), new EstateForecast(List.of(vm("a", nowMillis))))
        .found()
        .stream()
        .filter(c -> c.what().equals("a, saved state"))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  private static VmForecast vm(String name, long savedMillis) {
    return new VmForecast(
        new Vm(name, ByteCount.mebibytes(1), 0, Workload.idle()),
        new Downtime(List.of(new Downtime.Part("save", Duration.ofMillis(savedMillis)))),
        Optional.empty(),
        new Downtime(List.of()));
  }

  private static CheckResult check(String id, Result result) {
    return new CheckResult(id, Category.NETWORK, "t", result, "l", List.of(), "", "s");
  }
}

package blackout.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.json.Json;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import blackout.report.Changes;
import blackout.report.Changes.Change;
import blackout.report.Changes.Trend;
import blackout.report.Report;
import blackout.report.SampleReports;
import blackout.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EarlierReportTest {

  /** No live migration to tell noise by. */
  private static final Function<VmForecast, Optional<Scenario>> NONE = vm -> Optional.empty();

  @TempDir Path dir;

  @Test
  void aReportComparedWithItselfIsUnchanged() throws IOException {
    Report report = SampleReports.named(List.of("a", "<b>", "${c}"));
    Path file = Files.writeString(dir.resolve("report.json"), Json.text(ReportDoc.of(report)));

    Changes changes = EarlierReport.load(file).until(report);

    // Each check once, each VM by three ways.
    assertThat(changes.count(Trend.UNCHANGED)).isEqualTo(report.checks().size() + 9);
    assertThat(changes.found()).allMatch(c -> c.kind() == Trend.UNCHANGED);
    assertThat(changes.sheet().rows()).isEmpty();
  }

  @Test
  void aCheckIsNewFixedWorseBetterOrUnchanged() {
    List<ReportDoc.Check> before = new ArrayList<>();
    before.add(was("N01", Result.SUCCESS));
    before.add(was("N02", Result.FAILED));
    before.add(was("N03", Result.WARNING));
    before.add(was("N04", Result.FAILED));
    before.add(was("N05", Result.WARNING));
    before.add(was("N06", Result.NOT_APPLICABLE));
    before.add(was("N99", Result.SUCCESS));
    var checks = new ArrayList<CheckResult>();
    checks.add(check("N01", Result.WARNING));
    checks.add(check("N02", Result.SUCCESS));
    checks.add(check("N03", Result.FAILED));
    checks.add(check("N04", Result.WAIVED));
    checks.add(check("N05", Result.WARNING));
    checks.add(check("N06", Result.SUCCESS));
    checks.add(check("N07", Result.INCOMPLETE));

    Changes changes = earlier(before, List.of()).until(checks, new EstateForecast(List.of()), NONE);

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
    assertThat(saved(10_000, 10_099)).isEqualTo(Trend.UNCHANGED);
    assertThat(saved(10_000, 10_100)).isEqualTo(Trend.WORSE);
    assertThat(saved(10_000, 9_900)).isEqualTo(Trend.BETTER);
    assertThat(saved(0, 0)).isEqualTo(Trend.UNCHANGED);
    assertThat(saved(0, 1)).isEqualTo(Trend.WORSE);
  }

  @Test
  void aMoveThatNeverEndedAndIsPossibleNoMoreIsWorseAndAVmComesAndGoes() {
    VmDoc.Way second = way(1000);
    var neverEnded =
        new VmDoc.Live(
            "aborted",
            null,
            Duration.ZERO,
            ByteCount.ZERO,
            "",
            null,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Changes changes =
        earlier(
                List.of(),
                List.of(vm("a", second, neverEnded, second), vm("gone", second, null, second)))
            .until(List.of(), new EstateForecast(List.of(vm("a", 1000), vm("b", 1))), NONE);

    assertThat(changes.found())
        .contains(
            new Change(Trend.WORSE, "a, live migration", "never ends", "not possible"),
            new Change(Trend.NEW, "b", "-", "1 ms"),
            new Change(Trend.GONE, "gone", "1 s", "-"));
  }

  @Test
  void aFileThatIsNoReportIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("x.json"), "{\"schema\": \"blackout-estate/1\"}");

    assertThatThrownBy(() -> EarlierReport.load(file))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("blackout-report/1");
  }

  private static Trend saved(long beforeMillis, long nowMillis) {
    return earlier(List.of(), List.of(vm("a", way(beforeMillis), null, way(0))))
        .until(List.of(), new EstateForecast(List.of(vm("a", nowMillis))), NONE)
        .found()
        .stream()
        .filter(c -> c.what().equals("a, saved state"))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  @Test
  void theCommittedReportIsReadWhateverElseStandsInIt() {
    EarlierReport committed = EarlierReport.load(Path.of("reports/two-node-r2/report.json"));

    Changes changes = committed.until(List.of(), new EstateForecast(List.of()), NONE);

    assertThat(changes.estate()).isEqualTo("CLUSTER-1");
    assertThat(changes.count(Trend.GONE)).isEqualTo(changes.found().size()).isGreaterThan(40);
  }

  @Test
  void aReportOfAnEarlierFormOfTheProgramNeedsItsChecksAndDowntimesAlone() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("report.json"),
            """
            {"schema": "blackout-report/1", "estate": "old", "cluster": 7, "checks": [],
             "vms": [{"name": "a", "live": null, "crash": {"downtime_ms": 2.5},
                      "saved_state": {"downtime_ms": 1000, "parts": "none yet"}}]}
            """);

    assertThat(
            EarlierReport.load(file).until(List.of(), new EstateForecast(List.of()), NONE).found())
        .containsExactly(new Change(Trend.GONE, "a", "1 s", "-"));
  }

  @Test
  void everythingThatIsWrongIsSaidWithItsPlace() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("report.json"),
            """
            {"schema": "blackout-report/1", "estate": 3, "checks": [
              {"id": "N01", "title": "t", "result": "Fine"}], "vms": [{"name": "a", "live": 1}]}
            """);

    assertThatThrownBy(() -> EarlierReport.load(file))
        .hasMessageContaining("report.json [/estate] found 3, expected a string")
        .hasMessageContaining("[/checks/0/result] found \"Fine\", expected one of \"Success\"")
        .hasMessageContaining("[/vms/0] found nothing, expected the key \"saved_state\"");
  }

  @Test
  void aDowntimeThatIsNoneIsRefused() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("report.json"),
            """
            {"schema": "blackout-report/1", "estate": "e", "checks": [], "vms": [{"name": "a",
             "live": null, "saved_state": {"downtime_ms": -1}, "crash": {"downtime_ms": 1e300}}]}
            """);

    assertThatThrownBy(() -> EarlierReport.load(file))
        .hasMessageContaining("[/vms/0/saved_state/downtime_ms] found -1, expected a number of 0")
        .hasMessageContaining("[/vms/0/crash/downtime_ms] found 1.0E300");
  }

  private static EarlierReport earlier(List<ReportDoc.Check> checks, List<VmDoc> vms) {
    return new EarlierReport(
        new ReportDoc(
            ReportDoc.SCHEMA,
            "old",
            "",
            checks,
            vms,
            Optional.empty(),
            null,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            null));
  }

  private static ReportDoc.Check was(String id, Result result) {
    return new ReportDoc.Check(id, "", "t", result, List.of(), "");
  }

  private static VmDoc vm(String name, VmDoc.Way savedState, VmDoc.Live live, VmDoc.Way crash) {
    return new VmDoc(
        name, ByteCount.ZERO, savedState, live, crash, Optional.empty(), Optional.empty());
  }

  private static VmDoc.Way way(long millis) {
    return new VmDoc.Way(Duration.ofMillis(millis), List.of());
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

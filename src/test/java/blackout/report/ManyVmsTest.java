package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.FleetJson;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import blackout.json.Json;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.outcome.Provenance;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.report.json.ReportDoc;
import blackout.scenario.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report about more VMs than a page can show in full. */
final class ManyVmsTest {

  private static final int VMS = EstateForecast.MOST_REPLAYED + 500;

  @TempDir private static Path folder;
  private static Report report;
  private static String page;

  @BeforeAll
  static void makeReport() throws IOException {
    FleetJson.write(VMS, folder.resolve("estate.json"));
    Loaded<Estate> loaded = EstateFile.load(folder.resolve("estate.json"));
    report =
        Report.of(
            loaded,
            EstateForecast.of(loaded.value(), 1, done -> {}),
            new Provenance("1.2.3", "abc1234", "estate.json", "0".repeat(64), 1));
    page = ReportFiles.html(report);
  }

  @Test
  void everyVmHasALineAndTheWorstHaveMore() {
    assertThat(page.split("<details class=\"vm\"", -1)).hasSize(ManyVms.IN_FULL + 1);
    for (VmForecast vm : report.forecast().vms()) {
      assertThat(page).contains("<tr><th>" + vm.vm().name() + "</th>");
    }
  }

  @Test
  void tenThousandVmsWouldFitFiveMebibytes() {
    // A VM more costs its line; everything else is cut at a fixed number of rows.
    assertThat((double) page.length() * 10_000 / VMS).isLessThan(5 << 20);
  }

  @Test
  void thePageSaysWhichVmsWereNotFollowedPageByPageAndHowFarThatIsOff() {
    assertThat(page)
        .contains("only the live migrations of the worst 50 are followed page by page")
        .contains("those of the other 2,450 are computed in expected numbers of pages")
        .contains("Computed both ways, the worst differ by at most");
  }

  @Test
  void theWorstAreWhatTheReplaySays() {
    EstateForecast.Fleet fleet = report.forecast().fleet().orElseThrow();
    Estate estate = report.estate();
    List<VmForecast> some =
        report.forecast().vms().stream()
            .filter(f -> fleet.replayed().contains(f.vm().name()))
            .limit(5)
            .toList();

    for (VmForecast vm : some) {
      Outcome replayed =
          Kernel.run(
              Scenario.of(vm.vm(), estate.migrationLink().orElseThrow().link(), "hyper-v-2012-r2"),
              Engine.PAGE_BY_PAGE);
      assertThat(vm.live()).hasValue(replayed);
    }
    assertThat(fleet.replayed()).hasSize(50);
    // The kernel's promise for expected counts: 1 % of the time, 5 ms of the downtime.
    assertThat(fleet.totalDifferenceRatio()).isBetween(0.0, 0.01);
    assertThat(fleet.downtimeDifference().toMillis()).isLessThan(5);
  }

  @Test
  void theJsonSaysOfEveryVmHowItWasPredicted() throws IOException {
    JsonNode root = new ObjectMapper().readTree(Json.text(ReportDoc.of(report)));

    assertThat(root.path("vms")).hasSize(VMS);
    long replayed =
        IntStream.range(0, VMS)
            .filter(
                i ->
                    root.at("/vms/" + i + "/live/engine").asText().equals("page by page")
                        && root.at("/vms/" + i + "/live/rounds").isArray())
            .count();
    assertThat(replayed).isEqualTo(50);
  }

  @Test
  void longEvidenceIsCutAndCounted() {
    List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();

    assertThat(ManyVms.cut(lines)).hasSize(61).last().isEqualTo("and 940 more, all in report.json");
    assertThat(ManyVms.cut(lines.subList(0, 60))).hasSize(60);
  }
}

package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.FleetJson;
import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import blackout.outcome.Provenance;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of very many VMs in a real browser. What should be found is counted in the forecast;
 * 200 rows at once is what the script says of itself.
 */
final class ManyVmsInBrowserTest {

  private static final int VMS = EstateForecast.MOST_REPLAYED + 500;

  @TempDir private static Path dir;
  private static Browser browser;
  private static List<String> names;
  private static String address;

  @BeforeAll
  static void openBrowser() throws IOException {
    browser = Browser.open();
    FleetJson.write(VMS, dir.resolve("estate.json"));
    Loaded<Estate> loaded = EstateFile.load(dir.resolve("estate.json"));
    EstateForecast forecast = EstateForecast.of(loaded.value(), 1, done -> {});
    var provenance = new Provenance("1.2.3", "abc1234", "estate.json", "0".repeat(64), 1);
    ReportFiles.write(Report.of(loaded, forecast, provenance), dir);
    names = forecast.worstFirst().stream().map(VmForecast::vm).map(vm -> vm.name()).toList();
    address = dir.resolve("report.html").toUri().toString();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openTheTable() {
    browser.load(address);
    browser.script("document.querySelector('.many').closest('details').open = true");
  }

  @Test
  void theWorstAreShownAndTheOthersOnDemand() {
    assertThat(shown()).isEqualTo(names.subList(0, 200));
    assertThat(said()).isEqualTo("200 of 2500 rows shown, the first of 2500 that fit");

    browser.one(BAR + "button.next").click();

    assertThat(shown()).isEqualTo(names.subList(0, 400));
  }

  @Test
  void aWordFindsTheVmsThatHaveItInTheirNames() {
    List<String> sql = names.stream().filter(name -> name.startsWith("sql")).toList();
    assertThat(sql).hasSizeBetween(201, 400);

    browser.one(BAR + "input").sendKeys("SQL");

    assertThat(shown()).isEqualTo(sql.subList(0, 200));
    assertThat(said())
        .isEqualTo("200 of 2500 rows shown, the first of " + sql.size() + " that fit");
    browser.one(BAR + "button.next").click();
    assertThat(shown()).isEqualTo(sql);
    assertThat(said()).isEqualTo(sql.size() + " of 2500 rows shown");
  }

  @Test
  void theFirstOfASortingAreShown() {
    browser.one(".many button.sort").click();

    assertThat(shown())
        .isEqualTo(names.stream().sorted(Comparator.naturalOrder()).limit(200).toList());
  }

  @Test
  void everyVmIsPrinted() {
    browser.script("dispatchEvent(new Event('beforeprint'))");
    assertThat(shown()).isEqualTo(names);

    browser.script("dispatchEvent(new Event('afterprint'))");
    assertThat(shown()).isEqualTo(names.subList(0, 200));
  }

  private static final String BAR = "details:has(.many) .filter ";

  private static String said() {
    return browser.one(BAR + ".shown").getText();
  }

  private static Object shown() {
    return browser.script(
        """
        return [...document.querySelectorAll('.many tbody tr')]
          .filter(row => row.offsetHeight > 0)
          .map(row => row.cells[0].textContent);
        """);
  }
}

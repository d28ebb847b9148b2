package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import blackout.check.Verdict;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import blackout.report.json.ReportDoc;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportFilesTest {

  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern REFERENCE = Pattern.compile("(?:href=\"|url\\()#([^\")]*)");

  @Test
  void theSameReportGivesTheSameBytes() {
    Map<String, String> first = ReportFiles.texts(SampleReports.named(List.of("a", "b")));
    Map<String, String> second = ReportFiles.texts(SampleReports.named(List.of("a", "b")));

    assertThat(first).isEqualTo(second);
    assertThat(first)
        .containsOnlyKeys(
            "report.html", "report.json", "junit.xml", "vms.csv", "downtime.svg", "rounds.svg");
  }

  @Test
  void everyPlaceInThePageHasOneNameAndEveryReferenceHitsOne() {
    String html = ReportFiles.html(SampleReports.named(SampleReports.HOSTILE_NAMES));

    List<String> ids = all(ID, html);
    assertThat(ids).doesNotHaveDuplicates().contains("check-d01", "vm-two-lines", "rounds");
    assertThat(new HashSet<>(ids)).containsAll(all(REFERENCE, html));
  }

  @Test
  void nothingInThePageIsFetchedAndOnlyItsOwnScriptIsRun() {
    String html = ReportFiles.html(SampleReports.named(SampleReports.HOSTILE_NAMES));

    assertThat(html.substring(html.indexOf("</footer>"))).containsOnlyOnce("<script>'use strict'");
    assertThat(html)
        .contains("default-src 'none'; script-src 'sha256-")
        .containsOnlyOnce("<script")
        .doesNotContain("<img")
        .doesNotContain("<b>-1</b>")
        .doesNotContain(" src=\"")
        .doesNotContain(" style=\"")
        .contains("&lt;img src=x onerror=alert(2)&gt;");
  }

  @Test
  void partsAddUpToTheDowntimeInTheJson() throws Exception {
    Report report = SampleReports.named(SampleReports.HOSTILE_NAMES);

    JsonNode json = new ObjectMapper().readTree(Json.text(ReportDoc.of(report)));

    assertThat(json.at("/schema").asText()).isEqualTo("blackout-report/1");
    assertThat(json.at("/verdict").asText()).isEqualTo(report.verdict().words());
    assertThat(json.at("/vms")).hasSize(SampleReports.HOSTILE_NAMES.size());
    for (JsonNode vm : json.at("/vms")) {
      for (String way : List.of("/saved_state", "/live", "/crash")) {
        double sum = 0;
        for (JsonNode part : vm.at(way + "/parts")) {
          sum += part.at("/ms").asDouble();
        }
        // The two differ by the rounding of binary fractions at most.
        assertThat(sum).isCloseTo(vm.at(way + "/downtime_ms").asDouble(), offset(1e-6));
      }
    }
  }

  @Test
  void namesComeBackFromTheCsvAsTextThatNoSpreadsheetRuns() {
    String csv = ReportFiles.texts(SampleReports.named(SampleReports.HOSTILE_NAMES)).get("vms.csv");

    List<String> names = new ArrayList<>();
    CsvReader.builder().ofCsvRecord(csv).forEach(record -> names.add(record.getField(0)));

    assertThat(names.subList(1, names.size()))
        .containsExactlyElementsOf(
            SampleReports.HOSTILE_NAMES.stream()
                .map(name -> name.startsWith("=") ? "'" + name : name)
                .toList());
  }

  @Test
  void aReportThatLeftSomethingOutIsNeverReady() {
    assertThat(SampleReports.named(List.of("a")).verdict())
        .isNotIn(Verdict.READY, Verdict.READY_WITH_WARNINGS);
  }

  @Test
  void anEstateWithoutLiveMigrationHasNoRounds() {
    Report report =
        SampleReports.report(
            SampleReports.estate(
                WindowsVersion.WINDOWS_2008,
                List.of(SampleReports.vm("a", Optional.empty())),
                List.of()),
            List.of());

    Map<String, String> files = ReportFiles.texts(report);

    assertThat(files).doesNotContainKey("rounds.svg");
    assertThat(files.get("report.html")).contains("not possible").doesNotContain("id=\"rounds\"");
  }

  @Test
  void anEstateWithoutVmsStillHasAPage() {
    Report report =
        SampleReports.report(
            SampleReports.estate(WindowsVersion.WINDOWS_2008_R2, List.of(), List.of()), List.of());

    assertThat(ReportFiles.texts(report).get("report.html")).contains("The estate has no VM.");
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}

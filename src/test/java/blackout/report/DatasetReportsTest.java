package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.report.PageView.VmLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report of each data set, made anew: its verdict, the result of every check, what its sections
 * say, its tables and its VMs are those of an earlier run of our own. How long live migrations take
 * is tested elsewhere and left out. {@code -Dgolden.update=true} writes what is found now; a
 * difference is for a person to decide on.
 */
@Tag("golden")
final class DatasetReportsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/reports");

  /** The VMs that are compared, the worst first. */
  private static final int VMS = 24;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster-2022",
        "exclusive-disks-2008",
        "faulty-two-node",
        "sixteen-node",
        "two-node-r2"
      })
  void theReportSaysWhatItSaid(String dataset) throws IOException {
    String found = summary(SampleReports.ofDataset(dataset));
    Path file = GOLDEN.resolve(dataset + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, found);
    }

    assertThat(found).isEqualTo(Files.readString(file));
  }

  /** Each is told on the page in its own place, opened, and leads the list of what to look at. */
  @Test
  void everyFaultOfTheFaultyClusterIsOpenOnThePage() {
    PageView page = PageMaker.page(SampleReports.ofDataset("faulty-two-node"));
    String html = ReportFiles.html(SampleReports.ofDataset("faulty-two-node"));

    assertThat(page.todo()).hasSizeGreaterThan(24);
    assertThat(page.todo())
        .allSatisfy(
            check ->
                assertThat(html)
                    .contains("id=\"" + check.anchor() + "\" open")
                    .contains("<a href=\"#" + check.anchor() + "\">"));
  }

  /** CLUSTERNODE-2 does not see the disk, so what runs on the other node has nowhere to start. */
  @Test
  void aVmThatNoNodeStartsAfterACrashHasNoRestartTime() {
    List<VmLine> vms = PageMaker.page(SampleReports.ofDataset("faulty-two-node")).vms();

    assertThat(vms)
        .filteredOn(vm -> vm.ways().get(2).downtime().text().equals("does not start"))
        .extracting(VmLine::name)
        .containsExactlyInAnyOrder("sql-01", "app-01", "web-01", "print-01");
    assertThat(vms)
        .filteredOn(vm -> vm.name().equals("sql-01"))
        .allMatch(vm -> vm.ways().get(2).note().equals("no node is left that sees its volume"));
  }

  private static String summary(Report report) {
    var text = new StringBuilder();
    PageView page = PageMaker.page(report);
    line(text, page.title() + ": " + page.verdict().word());
    line(text, page.kicker());
    line(text, page.sentence());
    line(text, "");
    page.categories()
        .forEach(c -> line(text, c.title() + ": " + c.mark().word() + ", " + c.counts()));
    line(text, "");
    report.checks().forEach(c -> line(text, c.id() + " " + c.result().label()));
    page.sections()
        .forEach(
            section -> {
              line(text, "\n" + section.title());
              section.sentences().forEach(sentence -> line(text, sentence));
              section
                  .tables()
                  .forEach(
                      t ->
                          line(
                              text,
                              "table \"" + t.sheet().caption() + "\": " + t.sheet().rows().size()));
            });
    line(text, "\nVM: saved state; live migration; after a crash");
    page.vms().stream().limit(VMS).forEach(vm -> line(text, vm(vm)));
    line(text, "\n" + suites(JUnitText.of(report)));
    return text.toString();
  }

  private static String vm(VmLine vm) {
    return String.format(
        "%s: %s; %s; %s",
        vm.name(),
        vm.ways().get(0).downtime().text(),
        vm.live(),
        vm.ways().get(2).downtime().text());
  }

  /** How each test suite of the XML ended. */
  private static String suites(String xml) {
    Matcher suite = Pattern.compile("<testsuites? name=\"([^\"]*)\" ([^>]*)>").matcher(xml);
    return suite
        .results()
        .map(m -> m.group(1) + ": " + m.group(2))
        .collect(Collectors.joining("\n"));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}

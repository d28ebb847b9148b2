package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.SixteenNodes;
import blackout.report.PageView.SectionView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SectionsTest {

  @Test
  void aDiskThatOneNodeOwnsIsToldWithTheVmThatKeepsTheOthersWaiting() {
    String text = text(section(SampleReports.ofDataset("exclusive-disks-2008"), "volumes"));

    // LUN 2 holds 8 and 2 GiB at 100 MiB/s: 102.4 s and 102.4 s, a disk in 6 s, resume in 0.5 s.
    assertThat(text)
        .contains("One node owns LUN 2, so its 2 VMs move together")
        .contains("their longest downtime is 3 min 31 s; sql-01 keeps the others waiting longest");
  }

  @Test
  void aClusterOfTwoHoldsOneLossAndNotTwo() {
    assertThat(text(section(SampleReports.ofDataset("two-node-r2"), "nodes")))
        .contains("N+1: the cluster can lose one node and still start every VM.")
        .contains("N+2: without two nodes at once no node would be left.");
  }

  @Test
  void nobodyNoticesIsAStatementAboutTheNumbers() {
    String ofSixteen = text(section(SampleReports.ofDataset("sixteen-node"), "clients"));
    String of2008 = text(section(SampleReports.ofDataset("exclusive-disks-2008"), "clients"));

    // Downtimes of tens of milliseconds against limits of 1 s and more; minutes against the same.
    assertThat(ofSixteen).contains("Clients do not notice a planned move");
    assertThat(of2008).contains("Clients notice a planned move of 6 of 6 VMs");
  }

  @Test
  void whoIsSavedByADrainIsNoticedAlthoughItCouldMoveLive() {
    // The four VMs of low priority are saved and restored in 19.4 s, more than a heartbeat's 5 s.
    assertThat(text(section(SampleReports.ofDataset("cluster-2022"), "clients")))
        .contains("Clients notice a planned move of 4 of 24 VMs")
        .contains("when a node is emptied: live, low priority saved.")
        .contains("build-01 | saved state | 19.");
  }

  @Test
  void aYearNamesItsCalendarAndItsBrokenObjectives() {
    assertThat(text(section(SampleReports.ofDataset("cluster-2022"), "availability")))
        .contains("12 patch cycles, 2 moves of a VM in each, 0.5 crashes")
        .contains("0 of 16 objectives are broken under the usual strategy");
  }

  @Test
  void aPageOfFiveHundredVmsStaysBelowTwoMegabytes() {
    byte[] json = SixteenNodes.json(500).getBytes(StandardCharsets.UTF_8);

    String html = ReportFiles.html(SampleReports.of(EstateFile.parse(json, "large.json")));

    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(html).contains("<details class=\"more\">");
  }

  private static SectionView section(Report report, String anchor) {
    return Sections.of(report).stream()
        .filter(s -> s.anchor().equals(anchor))
        .findFirst()
        .orElseThrow();
  }

  private static String text(SectionView section) {
    List<String> rows =
        section.tables().stream()
            .flatMap(t -> t.sheet().rows().stream())
            .map(row -> String.join(" | ", row))
            .toList();
    return section.sentences().stream().collect(Collectors.joining("\n"))
        + "\n"
        + String.join("\n", rows);
  }
}

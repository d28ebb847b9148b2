package blackout.notebook;

import static blackout.notebook.Move.bandwidth;
import static blackout.notebook.Move.downtimeWithin;
import static blackout.notebook.Move.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.quantity.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The promise: a cluster is read, checked and predicted by one line, or refused by one. */
final class ClusterTest {

  private static final Cluster CLUSTER = Cluster.read("datasets/two-node-r2");

  @Test
  void theFolderAndTheFileAreTheSameCluster() {
    assertThat(Cluster.read("datasets/two-node-r2/estate.json").estate())
        .isEqualTo(CLUSTER.estate());
  }

  @Test
  void itShowsItsVerdictAndEveryVmTheWorstFirst() {
    Bundle shown = Display.of(CLUSTER).orElseThrow();

    assertThat(shown.data().get("text/plain")).startsWith("CLUSTER-1: READY");
    assertThat(CLUSTER.downtimes().stringColumn("VM").asList())
        .hasSameSizeAs(CLUSTER.estate().vms())
        .startsWith("sql-02");
    assertThat(CLUSTER.chart().description()).isNotBlank();
  }

  @Test
  void onlyChecksThatAskForSomethingAreShownUnlessAllAreWanted() {
    assertThat(CLUSTER.checks().stringColumn("Result").unique().asList())
        .doesNotContain("Success", "Not applicable");
    assertThat(CLUSTER.allChecks().stringColumn("Result").asList()).contains("Success");
  }

  @Test
  void aVmIsFoundByItsNameAndAnUnknownOneIsAnsweredWithTheNames() {
    assertThat(CLUSTER.live("sql-02")).isEqualTo(CLUSTER.vm("sql-02").live().orElseThrow());
    assertThatThrownBy(() -> CLUSTER.vm("sql"))
        .hasMessageStartingWith("no VM \"sql\"; there are print-01, dns-01, ");
    assertThatThrownBy(() -> Cluster.read("datasets/exclusive-disks-2008").live("none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNodeIsEmptiedAsATableAndAsAChart() {
    String node = CLUSTER.estate().nodes().get(0).name();
    NodeDrain drain = CLUSTER.drain(node);

    assertThat(drain.table().stringColumn("VM").asList())
        .hasSameSizeAs(CLUSTER.estate().vmsOn(node));
    assertThat(drain.chart().description()).contains(" VMs evacuated within ");
    assertThat(Display.of(drain).orElseThrow().data().get("text/html"))
        .startsWith("<p>" + node + " is empty after ")
        .contains("<table");
    assertThat(CLUSTER.drain(node, 1).rules().atOnce().name()).isEqualTo("1 per node");
    assertThat(CLUSTER.rolling().rowCount()).isEqualTo(CLUSTER.estate().nodes().size());
    assertThatThrownBy(() -> CLUSTER.drain("nowhere"))
        .hasMessageStartingWith("no node \"nowhere\"; known are ");
  }

  @Test
  void whatAVmNeedsIsSearchedFromTheScenarioOfItsForecast() {
    Answer answer = CLUSTER.solve("dns-01", bandwidth(), downtimeWithin("1 s"));

    assertThat(answer.toString())
        .startsWith(
            "The smallest bandwidth that always reaches a downtime of at most 1 s is a payload of "
                + answer.value().replace(" payload", ""));
    assertThatThrownBy(() -> CLUSTER.solve("dns-01", memory()))
        .hasMessage(
            "the memory of dns-01 is as it was measured; ask for the bandwidth or the downtime"
                + " limit");
  }

  @Test
  void theWorstVmsComeWithTheirBestAction() {
    Table advice = CLUSTER.advice(2, downtimeWithin("1 s"));

    assertThat(advice.stringColumn("VM").asList())
        .isEqualTo(CLUSTER.downtimes().stringColumn("VM").asList().subList(0, 2));
    String best = CLUSTER.advise("sql-02", downtimeWithin("1 s")).stringColumn("Action").get(0);
    assertThat(advice.stringColumn("Action").get(0)).isEqualTo(best);
    // The forecast and the advice ask the kernel the same question.
    Table small = CLUSTER.advise("dns-01");
    Table asItIs = small.where(small.stringColumn("Action").isEqualTo("as it is"));
    assertThat(asItIs.stringColumn("Downtime").asList())
        .containsExactly(
            Amounts.duration(CLUSTER.vm("dns-01").liveDowntime().orElseThrow().total()));
    assertThatThrownBy(() -> Cluster.read("datasets/exclusive-disks-2008").advice(1))
        .hasMessageEndingWith(" has no live migration");
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLine(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("estate.json"), "{");

    assertThatThrownBy(() -> Cluster.read("datasets/nowhere"))
        .hasMessageStartingWith("no \"datasets/nowhere\" in ");
    assertThatThrownBy(() -> Cluster.read(broken.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("estate.json")
        .hasMessageNotContaining("\n");
  }

  @Test
  void oneOfSeveralClustersIsChosenByItsName(@TempDir Path folder) throws IOException {
    String vms =
        """
        VM,Powerstate,Memory,Cluster,Host
        a,poweredOn,"4,096",North,n1
        b,poweredOn,"8,192",South,s1
        """;
    String file = Files.writeString(folder.resolve("RVTools_tabvInfo.csv"), vms).toString();

    assertThat(Cluster.read(file, "south").estate().vms())
        .extracting(vm -> vm.name())
        .containsExactly("b");
    assertThatThrownBy(() -> Cluster.read(file))
        .hasMessageEndingWith(" has 2 clusters; choose one by read(path, cluster): North, South");
    assertThatThrownBy(() -> Cluster.read(file, "West")).hasMessageContaining("North, South");
  }
}

package blackout.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void whatCannotBeReadIsRefusedInOneLine(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("estate.json"), "{");

    assertThatThrownBy(() -> Cluster.read("datasets/nowhere"))
        .hasMessageStartingWith("no \"datasets/nowhere\" in ");
    assertThatThrownBy(() -> Cluster.read(broken.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("estate.json")
        .hasMessageNotContaining("\n");
  }
}

package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.IpInterface;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The classic cluster, read; expectations are copied by hand from its file. */
final class EstateFileTest {

  private static final Loaded<Estate> LOADED =
      EstateFile.load(Path.of("datasets/two-node-r2/estate.json"));

  private static final Estate ESTATE = LOADED.value();

  @Test
  void nothingIsWrongWithTheClassicCluster() {
    assertThat(LOADED.problems()).isEmpty();
    assertThat(ESTATE.version()).isEqualTo(WindowsVersion.WINDOWS_2008_R2);
  }

  @Test
  void nodesKeepTheirFacts() {
    assertThat(ESTATE.nodes())
        .extracting(Node::name)
        .containsExactly("CLUSTERNODE-1", "CLUSTERNODE-2");
    Node node = ESTATE.nodes().get(1);
    assertThat(node.memory()).isEqualTo(ByteCount.gibibytes(96));
    assertThat(node.os().systemDrive()).contains("C:");
    assertThat(node.processor().stepping()).contains(5);
    assertThat(node.adapters()).hasSize(4);
    assertThat(node.adapterOn("Heartbeat").flatMap(a -> a.subnet()))
        .contains(IpInterface.parse("10.10.2.12", 24));
    assertThat(node.adapterOn("Public").flatMap(a -> a.subnet())).isEmpty();
  }

  @Test
  void sizesAndRatesHaveTheirUnits() {
    assertThat(ESTATE.volumes())
        .extracting(Volume::size)
        .containsExactly(ByteCount.gibibytes(1), ByteCount.gibibytes(500));
    assertThat(ESTATE.storage().write()).isEqualTo(DataRate.mebibytesPerSecond(100));
    // By hand: 1 Gbit/s is 125,000,000 B/s; 94.15 % of it are 117,687,500 B/s.
    assertThat(ESTATE.migrationLink().orElseThrow().link().wire())
        .isEqualTo(new DataRate(117_687_500));
    assertThat(ESTATE.failover().detection()).isEqualTo(Duration.ofSeconds(5));
    assertThat(ESTATE.network("Heartbeat").orElseThrow().purposes())
        .containsExactly(Purpose.HEARTBEAT, Purpose.SHARED_VOLUMES, Purpose.LIVE_MIGRATION);
  }

  @Test
  void theVmsHaveTheSizesOfTheArticle() {
    assertThat(ESTATE.vms())
        .extracting(vm -> vm.vm().memory().bytes() >> 20)
        .containsExactly(256L, 512L, 1024L, 2048L, 4096L, 8192L, 16384L, 32768L);
  }

  @Test
  void writesBecomeRegionsOfPages() {
    EstateVm app = ESTATE.vms().get(4);
    // By hand: 768 MiB are 196,608 pages, 64 MiB of them 16,384; 85 % of 6,000 writes are 5,100.
    assertThat(app.vm().workload()).isEqualTo(Workload.hotAndCold(196_608, 16_384, 6_000, 0.85));
    // By hand: a quarter of 1,048,576 pages.
    assertThat(app.vm().zeroPages()).isEqualTo(262_144);
  }

  @Test
  void whatIsNotStatedIsEmpty() {
    assertThat(ESTATE.vms().get(0).priority()).isEqualTo(Optional.empty());
    assertThat(ESTATE.drainThreshold()).isEmpty();
  }

  @Test
  void anAssumptionShowsTheValueAtItsPlace() {
    assertThat(ESTATE.assumptions())
        .contains(
            new Assumption(
                "/storage/read_mib_s",
                "100",
                "The same as writing, so that a restore takes as long as a save."));
    assertThat(ESTATE.assumptions())
        .filteredOn(a -> List.of("/vms", "/networks/2/purposes").contains(a.field()))
        .extracting(Assumption::value)
        .containsExactlyInAnyOrder("8 entries", "3 entries");
  }
}

package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.EstateFile;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.NodeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The boundaries that an RVTools export tells: clusters, states of hosts, who sees which data
 * store, the network of vMotion. Every expectation is read off the tables by hand.
 */
final class ClustersOfExportsTest {

  @TempDir Path dir;

  @BeforeEach
  void export() throws IOException {
    write(
        "vInfo",
        """
        VM,Powerstate,Template,CPUs,Memory,Provisioned MiB,Path,Folder,Datacenter,Cluster,Host
        a-1,poweredOn,False,2,8192,1,[shared-a] a-1/a-1.vmx,apps,West,Prod,esx1.west.example
        a-2,poweredOn,False,2,8192,1,[local-2] a-2/a-2.vmx,apps,West,Prod,esx2.west.example
        vCLS-0a1b,poweredOn,False,1,128,1,[shared-a] v/v.vmx,vCLS,West,Prod,esx1.west.example
        NTNX-7-A-CVM,poweredOn,False,8,32768,1,[local-2] c/c.vmx,,West,Prod,esx2.west.example
        b-1,poweredOn,False,2,4096,1,[shared-b] b-1/b-1.vmx,apps,East,Prod,esx1.east.example
        c-1,poweredOn,False,2,2048,1,[shared-c] c-1/c-1.vmx,apps,East,Test,esx7
        lone,poweredOn,False,2,1024,1,[shared-c] lone/lone.vmx,apps,East,,esx9
        """);
    write(
        "vHost",
        """
        Host,Datacenter,Cluster,in Maintenance Mode,in Quarantine Mode,CPU Model,# Memory
        esx1.west.example,West,Prod,False,False,Xeon,262144
        esx2.west.example,West,Prod,False,False,Xeon,262144
        esx3.west.example,West,Prod,False,True,Xeon,262144
        esx1.east.example,East,Prod,False,False,Xeon,131072
        esx7,East,Test,True,False,Xeon,131072
        esx8,East,Test,False,False,Xeon,131072
        esx9,East,,False,False,Xeon,65536
        esx10,East,,False,False,Xeon,65536
        """);
    write(
        "vDatastore",
        """
        Name,Accessible,Type,Capacity MiB,Free MiB,# Hosts,Hosts
        shared-a,True,VMFS,4194304,1048576,2,"esx1.west.example, esx2.west.example"
        local-2,True,VMFS,1048576,524288,1,esx2.west.example
        shared-b,True,VMFS,4194304,1048576,1,
        """);
    write(
        "vNIC",
        """
        Host,Network Device,Speed,Switch
        esx1.west.example,vmnic0,1000,vSwitch0
        esx1.west.example,vmnic1,25000,vSwitch1
        esx2.west.example,vmnic0,25000,vSwitch0
        esx2.west.example,vmnic1,10000,vSwitch1
        esx7,vmnic0,1000,dvs
        esx8,vmnic0,1000,dvs
        """);
    write(
        "vSC_VMK",
        """
        Host,Port Group,Device,IP Address,MTU
        esx1.west.example,Management Network,vmk0,10.0.0.1,1500
        esx1.west.example,vMotion,vmk1,10.0.1.1,9000
        esx2.west.example,vMotion,vmk1,10.0.1.2,9000
        """);
    write(
        "vPort",
        """
        Host,Port Group,Switch,VLAN
        esx1.west.example,vMotion,vSwitch1,7
        esx1.west.example,Management Network,vSwitch0,0
        esx2.west.example,vMotion,vSwitch1,7
        """);
    write(
        "vMultiPath",
        """
        Host,Cluster,Datastore,Disk,Policy,Path 1
        esx7,Test,shared-c,naa.1,VMW_PSP_RR,vmhba1:C0
        esx9,,shared-c,naa.1,VMW_PSP_RR,vmhba1:C0
        """);
  }

  private void write(String tab, String csv) throws IOException {
    Files.writeString(dir.resolve("RVTools_tab" + tab + ".csv"), csv);
  }

  private List<Imported> all() {
    return EstateSource.loadAll(List.of(dir), List.of());
  }

  private Estate estate(String cluster) {
    return EstateSource.loadAll(List.of(dir), List.of(cluster)).get(0).loaded().value();
  }

  @Test
  void everyClusterIsAnEstateAndAHostWithoutOneIsAlone() {
    // Two clusters are called Prod; their data centers tell them apart.
    assertThat(all())
        .extracting(i -> i.loaded().value().name())
        .containsExactly("Prod (West)", "Prod (East)", "Test", "esx9");
    assertThat(estate("Prod (West)").cluster().datacenter()).contains("West");
    assertThat(estate("Prod (East)").nodes())
        .extracting(Node::name)
        .containsExactly("esx1.east.example");
    assertThat(estate("esx9").vms()).extracting(EstateVm::name).containsExactly("lone");
    assertThat(estate("test").origins().readings())
        .contains("1 host without VMs in no cluster, left out: esx10");
    assertThat(all()).allMatch(i -> i.loaded().problems().isEmpty());
  }

  @Test
  void aWrongNameListsThoseThereAre() {
    assertThatThrownBy(() -> estate("Pord"))
        .isInstanceOfSatisfying(
            UnreadableInput.class,
            e ->
                assertThat(e.problems().get(0).toString())
                    .contains("Pord")
                    .contains("Prod (West), Prod (East), Test, esx9"));
    assertThatThrownBy(() -> EstateSource.load(List.of(dir)))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("4 clusters");
  }

  @Test
  void hostsKeepTheirStates() {
    assertThat(estate("Prod (West)").nodes())
        .extracting(Node::state)
        .containsExactly(
            Optional.of(NodeState.UP),
            Optional.of(NodeState.UP),
            Optional.of(NodeState.MAINTENANCE));
    assertThat(estate("Test").node("esx7").orElseThrow().takesVms()).isFalse();
  }

  @Test
  void vmsOfTheHostStayWithItAndTakeTheirMemory() {
    Estate west = estate("Prod (West)");

    assertThat(west.vms()).extracting(EstateVm::name).containsExactly("a-1", "a-2");
    Node second = west.node("esx2.west.example").orElseThrow();
    assertThat(second.agents()).extracting(Node.Agent::name).containsExactly("NTNX-7-A-CVM");
    // 256 GiB without 2 for the host and 32 for its storage.
    assertThat(second.memoryForVms()).hasToString("222 GiB");
  }

  @Test
  void dataStoresAreSeenByTheHostsThatTheTablesName() {
    // Listed; listed alone; by the host whose VM is on a data store that one host sees; by paths.
    assertThat(estate("Prod (West)").volume("shared-a").orElseThrow().visibleTo())
        .contains(List.of("esx1.west.example", "esx2.west.example"));
    assertThat(estate("Prod (West)").volume("local-2").orElseThrow().visibleTo())
        .contains(List.of("esx2.west.example"));
    assertThat(estate("Test").volume("shared-c").orElseThrow().visibleTo())
        .contains(List.of("esx7"));
  }

  @Test
  void theLinkIsThatOfTheClusterAndOfTheSwitchThatCarriesVMotion() {
    // vSwitch1 has 25 and 10 Gbit/s; of 9000 B 8948 are payload, and 9038 are on the line.
    var west = estate("Prod (West)").migrationLink().orElseThrow();
    assertThat(west.lineRate()).hasToString("10 Gbit/s");
    assertThat(west.payloadRatio()).isEqualTo(0.99);
    assertThat(west.network()).isEqualTo("vMotion");
    // Test has only adapters of 1 Gbit/s, of whatever network.
    assertThat(estate("Test").migrationLink().orElseThrow().lineRate()).hasToString("1 Gbit/s");
  }

  @Test
  void aFileOfSeveralClustersIsReadAsItWasWritten() throws IOException {
    List<Estate> estates = all().stream().map(i -> i.loaded().value()).toList();
    Path file = dir.resolve("all.json");

    EstateFile.writeAll(estates, file);

    assertThat(EstateFile.loadAll(file)).allMatch(l -> l.problems().isEmpty());
    assertThat(EstateFile.loadAll(file).stream().map(l -> l.value()).toList())
        .usingRecursiveComparison()
        .isEqualTo(estates);
    assertThat(EstateSource.loadAll(List.of(file), List.of("ESX9", "test"))).hasSize(2);
  }
}

package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Estate;
import blackout.quantity.ByteCount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What administrators have from the command lines, web services and clients of their products;
 * every expectation by hand from the sample.
 */
final class ToolSamplesTest {

  private static final Path SAMPLES = Path.of("datasets/imports");

  /** Folder, the running VMs that it has, and the platform. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "clixml|forge app 6 GiB on FORGE-HV1|Windows Server 2019",
        // RunningCritical runs, SavedCritical does not.
        "hyper-v-cluster|anvil-sql 16 GiB on ANVIL-1; anvil-web 4 GiB on ANVIL-2|Windows Server 2022",
        // kB of virsh are KiB: 3,145,728 of them are 3 GiB.
        "libvirt-older|flue-app 3 GiB on host7|qemu, taken as qemu-10.1",
        // The snapshot with 2048 MiB is what the VM once was.
        "proxmox-config|sedge-app 6 GiB on unknown host|qemu, taken as qemu-10.1",
        "proxmox-tables|sedge-app 6 GiB on sedge-a|qemu, taken as qemu-10.1",
        "xen-xe|brine-db 8 GiB on 9e9e9e9e-0000-4000-8000-00000000000a|xen-v2",
        "ovirt-xml|glade-app 5 GiB on h-7|qemu, taken as qemu-10.1",
        // 4G are 4 x 10^9 B, 3814.7 MiB, rounded up.
        "kubevirt-yaml|shop/weir-db 6 GiB on weir-1; shop/weir-web 3815 MiB on weir-2|qemu, taken as qemu-10.1",
        "openstack-client|skua-mail 4 GiB on cliff-2; skua-db 2 GiB on cliff-2; skua-web 8 GiB on unknown host|qemu, taken as qemu-10.1",
        "vsphere-rest|mole-app 6 GiB on unknown host|vmotion",
        "vsphere-client|tarn-app 8 GiB on tarn-esx1.example; tarn-tool 512 MiB on tarn-esx2.example|vmotion",
        "powercli-json|reef-app 6 GiB on reef-1.example|vmotion",
        // 24.5 GiB are 25,088 MiB; the title Num CPUs has a blank.
        "powercli-table|cape app 8 GiB on unknown host; cape-db 25088 MiB on unknown host|vmotion",
        "aria|fell-app 16 GiB on fell-esx1.example; fell-db 64 GiB on fell-esx2.example|vmotion",
        "live-optics|moor-db 32 GiB on moor-esx1.example; moor-web 4 GiB on moor-esx2.example|vmotion",
        "scvmm-list|grove-sql 12 GiB on grove-hv1|Windows Server 2022",
      })
  void theRunningVmsOfEachTool(String folder, String vms, String platform) {
    Imported imported = read(folder);

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(
            imported.loaded().value().vms().stream()
                .map(v -> v.name() + " " + v.vm().memory() + " on " + v.node())
                .toList())
        .isEqualTo(List.of(vms.split("; ")));
    assertThat(imported.loaded().value().platform()).hasToString(platform);
  }

  @Test
  void theClusterOfHyperVHasItsHostsVolumesAndNetworks() {
    Estate estate = read("hyper-v-cluster").loaded().value();

    assertThat(estate.nodes())
        .filteredOn(n -> !n.name().equals("ANVIL-3"))
        .allMatch(n -> n.memory().equals(ByteCount.gibibytes(128)));
    assertThat(estate.volume("Cluster Disk 2").orElseThrow().size())
        .isEqualTo(ByteCount.gibibytes(4096));
    assertThat(estate.volume("Cluster Disk 2").orElseThrow().free())
        .contains(ByteCount.gibibytes(1024));
    assertThat(estate.origins().readings())
        .anyMatch(
            r -> r.startsWith("Cluster network Migration, 10.30.0.0, role Cluster, metric 30240"))
        .anyMatch(r -> r.contains("no VM can move now: ANVIL-3"));
  }

  @Test
  void hostsAreReadFromTheListsThatKnowThem() {
    // 62.50 GiB are 64,000 MiB; "Memory MB" of Nova is MiB.
    assertThat(read("proxmox-tables").loaded().value().nodes())
        .filteredOn(n -> n.name().equals("sedge-a"))
        .extracting(n -> n.memory())
        .containsExactly(ByteCount.mebibytes(64_000));
    assertThat(read("openstack-client").loaded().value().nodes())
        .filteredOn(n -> n.name().equals("cliff-2"))
        .extracting(n -> n.memory())
        .containsExactly(ByteCount.mebibytes(128_512));
    assertThat(read("scvmm-list").loaded().value().nodes())
        .allMatch(n -> n.memory().equals(ByteCount.gibibytes(128)));
  }

  @Test
  void activeMemoryOfLiveOpticsBoundsTheWrites() {
    // 2048 MiB active, less than the eighth of 32 GiB.
    assertThat(read("live-optics").loaded().value().origins().of("moor-db"))
        .anyMatch(s -> s.source().contains("over the active memory of 2 GiB"));
  }

  private static Imported read(String sample) {
    return EstateSource.read(List.of(SAMPLES.resolve(sample)), ImportOptions.NONE);
  }
}

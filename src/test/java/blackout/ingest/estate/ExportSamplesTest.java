package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import blackout.ingest.EstateFile;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.text.SourceFile;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Grade;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples under {@code datasets/imports}, each read into the facts that a person reads out of
 * it: all expectations were worked out by hand from the files.
 */
final class ExportSamplesTest {

  private static final Path SAMPLES = Path.of("datasets/imports");

  @TempDir Path dir;

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(SAMPLES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.endsWith("README.md") && !f.endsWith("RVTools_tabvHealth.csv"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySampleIsRecognisedByExactlyOneFormat(Path sample) {
    assertThat(format(sample)).isPresent().get().asString().doesNotContain(",");
  }

  @Test
  void anEstateFileAndATabThatIsNotReadAreRecognisedByNone() {
    for (String other :
        List.of(
            "datasets/two-node-r2/estate.json",
            "datasets/two-node-r2/README.md",
            "datasets/imports/rvtools-csv/RVTools_tabvHealth.csv")) {
      assertThat(format(Path.of(other))).as(other).isEmpty();
    }
  }

  private static Optional<String> format(Path file) {
    return SourceFormats.read(SourceFile.open(file), new Findings(), SourceOptions.NONE).format();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theFileThatIsWrittenIsReadAsTheSameEstate(Path sample) throws IOException {
    Imported imported = read(sample.getFileName().toString());
    Path file = dir.resolve("estate.json");

    EstateFile.write(imported.loaded().value(), file);

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(EstateFile.load(file).problems()).isEmpty();
    assertThat(EstateFile.load(file).value())
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(imported.loaded().value());
  }

  @Test
  void rvToolsCsv() {
    Estate estate = estate("rvtools-csv");

    // Without the VM that is off and the template; "131,072" MiB are 128 GiB.
    assertThat(facts(estate))
        .containsExactly(
            "quay-db-01 128 GiB on esx02.harbour.example, harbour-fast",
            "quay-app-01 16 GiB on esx01.harbour.example, harbour-bulk",
            "quay-dc-01 4 GiB on esx01.harbour.example, harbour-bulk");
    assertThat(estate.name()).isEqualTo("Quayside");
    assertThat(estate.platform()).hasToString("vmotion");
    assertThat(estate.nodes()).allMatch(n -> n.memory().equals(ByteCount.gibibytes(512)));
    assertThat(estate.origins().readings())
        .contains("Memory read as MiB, median VM 16 GiB (3 VMs, RVTools_tabvInfo.csv)");
    // 4,194,304 MiB are 4 TiB, 2,621,440 MiB 2.5 TiB; no VM is on the local data store.
    assertThat(estate.volumes())
        .extracting(v -> v.name() + " " + v.size() + ", free " + v.free().orElseThrow())
        .containsExactly("harbour-fast 4 TiB, free 2560 GiB", "harbour-bulk 8 TiB, free 7424 GiB");
    assertThat(estate.assumptions()).noneMatch(a -> a.field().equals("/volumes"));
    // 10 MiB/s for each of 16 processors; the eighth of 128 GiB is below the 21,504 MiB active.
    assertThat(writes(estate, "quay-db-01")).isEqualTo(steady(16_384, 160));
    // 1 MiB/s for each of 2 processors; the eighth of 4 GiB, 512 MiB, is what was active as well.
    assertThat(writes(estate, "quay-dc-01")).isEqualTo(steady(512, 2));
    // The faster adapters of both hosts run at 25 Gbit/s.
    assertThat(estate.migrationLink().orElseThrow().link().wire())
        .isEqualTo(DataRate.gigabitsPerSecond(25).times(0.9415));
  }

  @Test
  void rvToolsWorkbook() {
    Estate estate = estate("rvtools-xlsx");

    // 12 VMs as RvToolsWorkbook makes them: 2, 4, 8, 16, 32 GiB in turn, all on, on one host.
    assertThat(facts(estate))
        .hasSize(12)
        .startsWith(
            "depot-app-0 2 GiB on esx-0.depot.example, depot-0",
            "depot-db-1 4 GiB on esx-0.depot.example, depot-1",
            "depot-web-2 8 GiB on esx-0.depot.example, depot-2");
    assertThat(estate.nodes().get(0).memory()).isEqualTo(ByteCount.gibibytes(2048));
    assertThat(estate.origins().of("depot-db-1").get(0).source())
        .isEqualTo("rvtools.xlsx, sheet vInfo, row 3, Memory (MiB)");
  }

  @Test
  void hyperVCsv() {
    Estate estate = estate("hyper-v-csv");

    // Written in UTF-16 with a line #TYPE; 21474836480 B are 20 GiB.
    assertThat(facts(estate))
        .containsExactly(
            "MILL-SQL01 20 GiB on MILL-HV01, shared storage",
            "MILL-WEB01 8 GiB on MILL-HV01, shared storage",
            "MILL-PRINT01 4 GiB on MILL-HV02, shared storage");
    // Configuration version 9.0 came with 2019.
    assertThat(estate.version()).isEqualTo(WindowsVersion.WINDOWS_2019);
    assertThat(estate.isWindows()).isTrue();
  }

  @Test
  void hyperVJson() {
    // Two files: a list with a state as number, and one object alone.
    assertThat(facts(estate("hyper-v-json")))
        .containsExactly(
            "MILL-SQL01 20 GiB on MILL-HV01, shared storage",
            "MILL-WEB01 8 GiB on MILL-HV01, shared storage",
            "MILL-PRINT01 4 GiB on MILL-HV02, shared storage");
  }

  @Test
  void csvAndJsonOfTheSameVmsMergeOnTheirIdentity() {
    Imported both =
        EstateSource.read(
            List.of(SAMPLES.resolve("hyper-v-csv"), SAMPLES.resolve("hyper-v-json")),
            ImportOptions.NONE);

    // Upper case in braces in one, lower case in the other; nothing contradicts.
    assertThat(both.loaded().value().vms()).hasSize(3);
    assertThat(both.loaded().problems()).isEmpty();
  }

  @Test
  void scvmm() {
    Estate estate = estate("scvmm");

    // With dynamic memory what counts is assigned: 20480 MB, not the 16384 MB of the start.
    assertThat(facts(estate))
        .containsExactly(
            "ORCHARD-SQL01 20 GiB on orchard-hv01.trees.example, shared storage",
            "ORCHARD-APP01 8 GiB on orchard-hv02.trees.example, shared storage");
  }

  @Test
  void collector() {
    Estate estate = estate("collector");

    assertThat(facts(estate))
        .containsExactly(
            "BEAM-SQL01 32 GiB on LAMP-01, CSV-1", "BEAM-WEB01 8 GiB on LAMP-02, CSV-1");
    assertThat(estate.name()).isEqualTo("LIGHTHOUSE");
    assertThat(estate.version()).isEqualTo(WindowsVersion.WINDOWS_2019);
    assertThat(estate.vms().get(0).priority()).contains(EstateVm.Priority.HIGH);
    assertThat(estate.failover().heartbeatThreshold()).isEqualTo(10);
    assertThat(estate.failover().isolation().orElseThrow().toSeconds()).isEqualTo(240);
    assertThat(estate.drainThreshold()).contains(2000);
    assertThat(estate.migrationLink().orElseThrow().simultaneous()).contains(2);
    assertThat(estate.volume("CSV-1").orElseThrow().size()).isEqualTo(ByteCount.gibibytes(2048));
    assertThat(estate.nodes()).allMatch(n -> n.memory().equals(ByteCount.gibibytes(256)));
  }

  @Test
  void libvirt() {
    Estate estate = estate("libvirt");

    // The balloon of kiln-web holds 8388608 KiB now, its maximum is 16 GiB.
    assertThat(facts(estate))
        .containsExactly(
            "kiln-web 8 GiB on kiln-01, shared storage",
            "kiln-db 32 GiB on kiln-01, shared storage",
            "kiln-mail 12 GiB on kiln-02, shared storage");
    assertThat(estate.origins().grade("kiln-web")).contains(Grade.A);
    assertThat(estate.origins().grade("kiln-db")).contains(Grade.C);
    // 64 MiB/s in 1 s are 16384 pages of the 262144 in an eighth of 8 GiB:
    // -262144 ln(1 - 1/16) = 16918.4 writes per second.
    var region = ((Workload.Regions) writes(estate, "kiln-web")).regions().get(0);
    assertThat(region.pages()).isEqualTo(262_144);
    assertThat(region.writesPerSecond()).isCloseTo(16_918.4, offset(0.1));
  }

  @Test
  void proxmox() {
    Estate estate = estate("proxmox");

    assertThat(facts(estate))
        .containsExactly(
            "moss-app 8 GiB on fern-a, shared storage", "moss-pg 32 GiB on fern-b, shared storage");
    assertThat(estate.nodes()).allMatch(n -> n.memory().equals(ByteCount.gibibytes(128)));
    assertThat(estate.platform()).hasToString("qemu, taken as qemu-10.1");
  }

  @Test
  void openStack() {
    // The migration knows tern-api only by its identity; 8607571968 B would be its start.
    assertThat(facts(estate("openstack")))
        .containsExactly(
            "tern-dns 2 GiB on nest-2.birds.example, shared storage",
            "tern-api 8 GiB on nest-1.birds.example, shared storage",
            "tern-mysql 32 GiB on nest-2.birds.example, shared storage");
  }

  @Test
  void kubeVirt() {
    Estate estate = estate("kubevirt");

    assertThat(facts(estate))
        .containsExactly(
            "prod/delta-db 16 GiB on pod-host-1, shared storage",
            "prod/delta-web 4 GiB on pod-host-2, shared storage",
            "test/delta-web 2 GiB on pod-host-2, shared storage");
    assertThat(estate.origins().grade("prod/delta-db")).contains(Grade.B);
    assertThat(estate.origins().grade("test/delta-web")).contains(Grade.C);
  }

  @Test
  void powerCliHasTheUnitInItsTitle() {
    Estate estate = estate("powercli");

    assertThat(facts(estate))
        .containsExactly(
            "pier-app 12 GiB on dock-1.pier.example, shared storage",
            "pier-db 66048 MiB on dock-2.pier.example, shared storage");
    // 255.89 GiB are 262,031.36 MiB; the third host is in maintenance and has no VM.
    assertThat(estate.nodes())
        .extracting(n -> n.name() + " " + n.memory() + " " + n.takesVms())
        .containsExactly(
            "dock-1.pier.example 262031 MiB true",
            "dock-2.pier.example 262031 MiB true",
            "dock-3.pier.example 262031 MiB false");
    assertThat(estate.origins().readings())
        .contains("1 host to which no VM can move now: dock-3.pier.example (maintenance)");
  }

  @Test
  void aTableOfPowerShellIsReadByItsDashes() {
    // A name with a blank; OffCritical does not run.
    assertThat(facts(estate("powershell")))
        .containsExactly(
            "loom app 6 GiB on unknown host, shared storage",
            "loom-db 16 GiB on unknown host, shared storage");
  }

  @Test
  void listsOfProxmoxAreReadTogether() {
    Estate estate = estate("proxmox-lists");

    assertThat(facts(estate)).containsExactly("reed-app 6 GiB on reed-a, shared storage");
    assertThat(estate.nodes())
        .extracting(n -> n.name() + " " + n.takesVms())
        .containsExactly("reed-a true", "reed-b false");
    assertThat(estate.origins().readings())
        .contains("1 host to which no VM can move now: reed-b (offline)");
  }

  @Test
  void objectsOfKubeVirtSayWhatCannotBeMoved() {
    Estate estate = estate("kubevirt-objects");

    assertThat(facts(estate))
        .containsExactly(
            "shop/ford-db 12 GiB on ford-1, shared storage",
            "shop/ford-gpu 8 GiB on ford-2, shared storage");
    assertThat(estate.origins().readings())
        .contains("shop/ford-gpu cannot be moved live: a host device is passed through");
  }

  @Test
  void answersOfPrometheusAreReadAsItsText() {
    Estate estate = estate("prometheus");

    assertThat(facts(estate)).containsExactly("prod/weir-app 2 GiB on weir-1, shared storage");
    assertThat(estate.origins().grade("prod/weir-app")).contains(Grade.B);
  }

  @Test
  void aHostAndItsDomainsInXmlBelongTogether() {
    Estate estate = estate("libvirt-host");

    assertThat(facts(estate))
        .containsExactly(
            "kiln-queue 5 GiB on kiln-03, shared storage",
            "kiln-cache 2 GiB on kiln-03, shared storage");
    assertThat(estate.nodes().get(0).memory()).isEqualTo(ByteCount.mebibytes(96_000));
  }

  @Test
  void xenAndOVirt() {
    assertThat(facts(estate("xen")))
        .containsExactly(
            "cove-app 3 GiB on xl-list, shared storage",
            "cove-db 10 GiB on xl-list, shared storage");
    assertThat(facts(estate("ovirt"))).containsExactly("glen-app 4 GiB on h-1, shared storage");
  }

  private static Workload writes(Estate estate, String vm) {
    return estate.vms().stream()
        .filter(v -> v.name().equals(vm))
        .findFirst()
        .orElseThrow()
        .vm()
        .workload();
  }

  private static Workload steady(long workingSetMib, double mibPerSecond) {
    return Workload.steady(workingSetMib * 256, mibPerSecond * 256);
  }

  private static Imported read(String sample) {
    return EstateSource.read(List.of(SAMPLES.resolve(sample)), ImportOptions.NONE);
  }

  private static Estate estate(String sample) {
    return read(sample).loaded().value();
  }

  private static List<String> facts(Estate estate) {
    return estate.vms().stream()
        .map(v -> v.name() + " " + v.vm().memory() + " on " + v.node() + ", " + v.volume())
        .toList();
  }
}

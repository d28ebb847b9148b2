package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.calibrate.HostProfiles;
import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.DeltaCompression;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.MigrationLink;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.Processor;
import blackout.inventory.StorageRates;
import blackout.inventory.StorageStack;
import blackout.inventory.Throttling;
import blackout.inventory.Vm;
import blackout.inventory.Volume;
import blackout.inventory.Witness;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever estate was read is written, and read as the same; written again it is the same text. */
final class EstateRoundTripTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final ByteCount MIB = ByteCount.mebibytes(1);

  @TempDir Path dir;

  static List<Path> estates() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("datasets"), 2)) {
      files.filter(f -> f.endsWith("estate.json")).forEach(all::add);
    }
    try (Stream<Path> folders = Files.list(Path.of("datasets/imports"))) {
      folders.filter(Files::isDirectory).forEach(all::add);
    }
    assertThat(all).hasSizeGreaterThan(12);
    return all;
  }

  @ParameterizedTest
  @MethodSource("estates")
  void anEstateIsWrittenAndReadAsTheSame(Path source) throws IOException {
    requireRoundTrip(EstateSource.load(List.of(source)).loaded().value());
  }

  @Test
  void everyOptionOfMigrationComesBack() throws IOException {
    var compressing =
        new MigrationOptions(
            Optional.of(new Throttling(30, 5, 80, 40)),
            Optional.of(DataRate.gigabitsPerSecond(2.5)),
            Optional.of(
                new PostCopy(
                    Optional.of(Duration.ofSeconds(9)), Optional.of(4), Duration.ofNanos(350_000))),
            Optional.of(new DeltaCompression(700, ByteCount.mebibytes(128))),
            0.4,
            Optional.of(DataRate.mebibytesPerSecond(512)),
            false,
            Rearm.AT_SYNC,
            2,
            ZeroPages.NONE);

    requireRoundTrip(estate("qemu-9.2", link(compressing), Workload.idle(), 0));
    assertThat(MAPPER.readTree(dir.resolve("first.json").toFile()).at("/live_migration/options"))
        .hasSize(15);
    requireRoundTrip(
        estate(
            "qemu-9.2",
            link(
                MigrationOptions.none()
                    .withMultifd(true)
                    .withMultifdChannels(6)
                    .withAutoConverge(true)),
            Workload.idle(),
            0));
  }

  private static MigrationLink link(MigrationOptions options) {
    return new MigrationLink(
        "lm",
        DataRate.gigabitsPerSecond(25),
        0.9,
        Optional.of(DataRate.gigabitsPerSecond(3)),
        Optional.of(2),
        Optional.of(2500),
        Optional.of(Duration.ofMillis(450)),
        options,
        Optional.of(HostProfiles.numbers(HostProfiles.named("server"))),
        Optional.of(0.4));
  }

  @Test
  void everyNumberOfZeroPagesAndEveryKindOfWritesComesBack() throws IOException {
    var link = new MigrationLink("lm", DataRate.gigabitsPerSecond(1), 1, Optional.empty());
    var curve =
        new Workload.MeasuredCurve(
            List.of(
                new Workload.Window(Duration.ofMillis(1500), DataRate.mebibytesPerSecond(1.25))),
            512);
    for (long zeroPages : new long[] {0, 1, 3, 49, 93, 107, 161, 187, 255}) {
      requireRoundTrip(estate("esxi", link, Workload.hotAndCold(1000, 10, 500, 0.7), zeroPages));
    }
    requireRoundTrip(estate("esxi", link, new Workload.Zipf(1000, 12.5, 0.99), 0));
    requireRoundTrip(
        estate(
            "esxi", link, new Workload.Traced(1000, Duration.ofMillis(100), List.of(3L, 900L)), 0));
    requireRoundTrip(estate("esxi", link, curve, 0));
  }

  private static Estate estate(
      String hypervisor, MigrationLink link, Workload writes, long zeroPages) {
    var node =
        new Node(
            "host",
            ByteCount.gibibytes(8),
            OperatingSystem.UNKNOWN,
            Processor.UNKNOWN,
            NodeRoles.UNKNOWN,
            StorageStack.UNKNOWN,
            List.of());
    var network =
        new ClusterNetwork(
            "lm",
            Set.of(ClusterNetwork.Purpose.LIVE_MIGRATION),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(0.25),
            Optional.empty());
    var volume =
        new Volume(
            "disk",
            Volume.VolumeUse.SHARED,
            new ByteCount((3L << 30) + 1),
            Optional.empty(),
            Optional.of(Volume.FileSystem.NTFS),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of("host")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var vm =
        new EstateVm(
            new Vm("vm", ByteCount.mebibytes(7), zeroPages, writes),
            "host",
            "disk",
            List.of(),
            Optional.of(EstateVm.Priority.NO_AUTO_START),
            Optional.of(3),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMillis(1500)),
            Optional.of(Duration.ofNanos(1)),
            Optional.of(0.99999));
    return new Estate(
        "any",
        new Platform.Other(hypervisor),
        List.of(node),
        List.of(network),
        List.of(),
        List.of(volume),
        Optional.of(
            new Witness(Witness.WitnessType.FILE_SHARE, Optional.empty(), Optional.of(MIB))),
        Optional.of(link),
        new StorageRates(DataRate.mebibytesPerSecond(0.1), DataRate.mebibytesPerSecond(33.3)),
        new FailoverSettings(
            Duration.ofMillis(1000),
            5,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(3),
            Duration.ofMillis(4),
            Duration.ofMillis(5),
            Duration.ofMillis(6),
            Duration.ofMillis(70),
            8,
            Optional.of(Duration.ofMillis(240_250))),
        Optional.of(2500),
        List.of(new DowntimeLimit("a ping", Duration.ofMillis(900), "nobody")),
        List.of(vm),
        List.of(new Assumption(Optional.of("writes"), "/vms", "1 entry", "said")),
        Origins.NONE);
  }

  private void requireRoundTrip(Estate estate) throws IOException {
    Path first = dir.resolve("first.json");
    Path again = dir.resolve("again.json");
    EstateFile.write(estate, first);

    Loaded<Estate> read = EstateFile.load(first);
    EstateFile.write(read.value(), again);

    assertThat(read.value()).usingRecursiveComparison().isEqualTo(estate);
    assertThat(again).hasSameTextualContentAs(first);
  }
}

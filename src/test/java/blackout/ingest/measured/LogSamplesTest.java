package blackout.ingest.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.Attempt;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.ObservedMigration;
import blackout.ingest.UnreadableInput;
import blackout.ingest.format.SourceOptions;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs and answers as tools print them; every value by hand from the sample. */
final class LogSamplesTest {

  private static final Path SAMPLES = Path.of("datasets/measurements");

  /** The same migration in five forms: 3 GiB, 31.25 s, 142 ms, 871,000 pages, 917.5 Mbit/s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hmp/info-migrate.txt",
        "hmp/info-migrate-10.1.txt",
        "libvirt/libvirtd.log",
        "qmp/polls-of-a-script.json",
        "qmp/answers-in-texts.json",
        "qmp/answers-in-cells.csv",
        "qmp/answers-of-python.log"
      })
  void theSameMigrationIsReadFromEveryForm(String file) {
    ObservedMigration migration = migration(sample(file));

    assertThat(migration.total()).contains(Duration.ofMillis(31_250));
    assertThat(migration.finish().orElseThrow().downtime()).isEqualTo(Duration.ofMillis(142));
    assertThat(migration.finish().orElseThrow().syncCount()).isEqualTo(6);
    assertThat(migration.totals().orElseThrow().rawPages()).isEqualTo(871_000);
    assertThat(migration.totals().orElseThrow().zeroPages()).isEqualTo(101_000);
    assertThat(migration.rate()).contains(DataRate.megabitsPerSecond(917.5));
    assertThat(migration.totals().orElseThrow().memoryPages()).isBetween(786_000L, 787_000L);
  }

  /** The answers of two monitors alternate in one log: 4 x 1000 ms and 4 x 1700 ms. */
  @Test
  void theVmsOfOneLogAreToldApart() {
    List<Observation> found = sample("libvirt/libvirtd-two-vms.log");

    assertThat(found)
        .extracting(o -> o.vm().orElseThrow())
        .containsExactly("monitor 0x7f64a80041b0", "monitor 0x7f64b0011c20");
    assertThat(found)
        .extracting(o -> ((Observation.WatchedMigration) o).migration().total().orElseThrow())
        .containsExactly(Duration.ofMillis(4_000), Duration.ofMillis(6_800));
    assertThat(found)
        .extracting(
            o -> ((Observation.WatchedMigration) o).migration().totals().orElseThrow().rawPages())
        .containsExactly(871_000L, 400_000L);
  }

  /** 524,288 pages of 4 KiB at 429,496,730 B/s took 5 s, the 40,000 after them 0.38 s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hyper-v/get-counter.csv",
        "hyper-v/get-counter.txt",
        "hyper-v/get-counter.json",
        "hyper-v/get-counter-readings.csv"
      })
  void countersAreReadFromEveryFormOfGetCounter(String file) {
    List<Observation> found = sample(file);

    assertThat(found).singleElement().extracting(o -> o.vm().orElseThrow()).isEqualTo("yard-app");
    assertThat(migration(found).passes()).hasSize(2);
    assertThat(migration(found).passes().get(0).seconds()).isCloseTo(5, within(1e-6));
    assertThat(migration(found).passes().get(0).pages()).isEqualTo(40_000);
    assertThat(migration(found).passes().get(1).seconds()).isCloseTo(0.38147, within(1e-4));
    assertThat(migration(found).passes().get(1).pages()).isEqualTo(6_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hyper-v/vmms-events.txt", "hyper-v/vmms-events.xml"})
  void eventsOfHyperVStateThePause(String file) {
    List<Observation> found = sample(file);

    assertThat(found).extracting(o -> o.vm().orElseThrow()).containsExactly("yard-app", "yard-db");
    assertThat(found)
        .extracting(
            o ->
                ((Observation.WatchedMigration) o)
                    .migration()
                    .record()
                    .orElseThrow()
                    .lastOf(Counter.DOWNTIME_SECONDS)
                    .orElseThrow())
        .containsExactly(0.6, 12.4);
  }

  @Test
  void aMigrationOfKubeVirtInYamlKnowsHowLongItTook() {
    List<Observation> found = sample("kubevirt/migrations.yaml");

    // From 10:00:00 to 10:00:47; the other one was by post-copy.
    assertThat(found)
        .singleElement()
        .extracting(o -> o.vm().orElseThrow())
        .isEqualTo("shop/weir-db");
    assertThat(migration(found).total()).contains(Duration.ofSeconds(47));
  }

  @Test
  void theTaskLogOfAnOlderProxmoxHasStampsOfSyslog() {
    List<Observation> found = sample("proxmox/task-older.log");

    // From 09:00:04 to 09:00:13; 4,312,604,672 B.
    assertThat(found.get(0).vm()).contains("VM 412");
    assertThat(migration(found).total()).contains(Duration.ofSeconds(9));
    assertThat(migration(found).finish().orElseThrow().downtime()).isEqualTo(Duration.ofMillis(93));
    assertThat(found.get(1)).isEqualTo(memory(found.get(1), new ByteCount(4_312_604_672L)));
  }

  @Test
  void aDirtyRateForPeopleIsAWindow() {
    DirtyWindow window = (DirtyWindow) sample("hmp/info-dirty-rate.txt").get(0);

    assertThat(window.window().length()).isEqualTo(Duration.ofSeconds(10));
    assertThat(window.window().rate()).isEqualTo(DataRate.mebibytesPerSecond(44));
    assertThat(window.method()).isEqualTo(Method.PAGE_SAMPLING);
  }

  @Test
  void theTaskLogOfProxmoxKnowsEndLimitAndPause() {
    List<Observation> found = sample("proxmox/task.log");
    Attempt record = record(found);

    assertThat(found.get(0).vm()).contains("VM 311");
    assertThat(record.status()).isEqualTo(Status.COMPLETED);
    // From 09:00:03, the start of the transfer, to 09:00:20.
    assertThat(migration(found).total()).contains(Duration.ofSeconds(17));
    assertThat(migration(found).finish().orElseThrow().downtime()).isEqualTo(Duration.ofMillis(81));
    assertThat(migration(found).rate()).contains(DataRate.mebibytesPerSecond(239.4));
    assertThat(record.limit()).contains(DataRate.mebibytesPerSecond(250));
    assertThat(record.downtimeLimit()).contains(Duration.ofMillis(100));
    assertThat(found.get(1)).isEqualTo(memory(found.get(1), ByteCount.gibibytes(6)));
  }

  @Test
  void theLogOfVMotionHasThePagesOfEachPass() {
    List<Observation> found = sample("vmware/vmkernel.log");

    // 80,000 pages were dirtied in 2 s, 12,000 in 0.3 s.
    assertThat(migration(found).passes()).hasSize(2);
    assertThat(migration(found).passes().get(0).seconds()).isCloseTo(2, within(1e-6));
    assertThat(migration(found).passes().get(0).pages()).isEqualTo(80_000);
    assertThat(migration(found).passes().get(1).pages()).isEqualTo(12_000);
    assertThat(record(found).downtimeLimit()).contains(Duration.ofMillis(500));
    assertThat(record(found).lastOf(Counter.REMAINING_BYTES)).contains(12_000 * 4096.0);
  }

  @Test
  void theLogsOfManagersHaveWhatWasSentAndWhatIsLeft() {
    Attempt nova = record(sample("openstack/nova-compute.log"));
    Attempt vdsm = record(sample("ovirt/vdsm.log"));

    assertThat(nova.status()).isEqualTo(Status.COMPLETED);
    assertThat(nova.lastOf(Counter.SENT_BYTES)).contains(1_073_741_824.0);
    assertThat(nova.lastOf(Counter.REMAINING_BYTES)).contains(2_576_980_377.0);
    assertThat(vdsm.lastOf(Counter.BYTES_PER_SECOND)).contains(120.0 * (1 << 20));
    assertThat(vdsm.dirtyRates())
        .containsExactly(new Attempt.ReportedRate(2_500, Duration.ofSeconds(1)));
  }

  @Test
  void theLogOfCloudHypervisorHasEveryPass() {
    ObservedMigration migration = migration(sample("cloud-hypervisor/debug.log"));

    // Pass 0 took 2.05 s and left 400 MiB, pass 1 took 0.41 s and left 100 MiB.
    assertThat(migration.passes()).hasSize(2);
    assertThat(migration.passes().get(0).seconds()).isCloseTo(2.05, within(1e-9));
    assertThat(migration.passes().get(0).pages()).isEqualTo(400 * 256);
    assertThat(migration.passes().get(1).seconds()).isCloseTo(0.41, within(1e-9));
    assertThat(migration.passes().get(1).pages()).isEqualTo(100 * 256);
    assertThat(migration.rate()).contains(DataRate.mebibytesPerSecond(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Backup", "Saving", "Dump", "Snapshot", "Incoming migration"})
  void aJobOfAnotherKindIsNamed(String operation) {
    String text = "Job type: Completed\nOperation: " + operation + "\nTime elapsed: 190 ms\n";

    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("found Operation: " + operation);
  }

  @Test
  void aFinishedJobWithoutItsPagesSaysWhatIsMissing() {
    var loaded =
        MeasurementSource.parse(
            "[12:00:01] Job type: Completed\n[12:00:01] Time elapsed: 20500 ms\n[12:00:01] Memory total: 2 GiB\n"
                .getBytes(StandardCharsets.UTF_8),
            "ticket",
            SourceOptions.NONE);

    assertThat(loaded.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.value()).contains("without Normal pages and Constant pages"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dirty-ring", "dirty-bitmap"})
  void theExactModesHaveNoSamples(String mode) {
    var found =
        parse(
            "{\"status\": \"measured\", \"sample-pages\": 0, \"dirty-rate\": 31, \"mode\": \""
                + mode
                + "\", \"start-time\": 2, \"calc-time\": 5, \"calc-time-unit\": \"second\"}");

    assertThat(((DirtyWindow) found.get(0)).window().rate())
        .isEqualTo(DataRate.mebibytesPerSecond(31));
  }

  @Test
  void theDirtyRateOfARunningMigrationIsAWindow() {
    var found =
        parse(
            "Job type: Unbounded\nOperation: Outgoing migration\nTime elapsed: 52000 ms\nMemory total: 8.016 GiB\n"
                + "Dirty rate: 31000 pages/s\nIteration: 60\nNormal pages: 9\nConstant pages: 9\n");

    assertThat(found).filteredOn(DirtyWindow.class::isInstance).hasSize(1);
    DirtyWindow window = (DirtyWindow) found.get(found.size() - 1);
    assertThat(window.window().rate().bytesPerSecond()).isEqualTo(31_000 * 4096.0);
  }

  private static Observation memory(Observation like, ByteCount size) {
    return new Observation.Memory(like.vm(), like.source(), size);
  }

  private static List<Observation> parse(String text) {
    return MeasurementSource.parse(
            text.getBytes(StandardCharsets.UTF_8), "test", SourceOptions.NONE)
        .value()
        .observations();
  }

  private static List<Observation> sample(String name) {
    var loaded = MeasurementSource.load(SAMPLES.resolve(name), SourceOptions.NONE);
    assertThat(loaded.problems()).isEmpty();
    return loaded.value().observations();
  }

  private static ObservedMigration migration(List<Observation> found) {
    return found.stream()
        .filter(Observation.WatchedMigration.class::isInstance)
        .map(o -> ((Observation.WatchedMigration) o).migration())
        .findFirst()
        .orElseThrow();
  }

  private static Attempt record(List<Observation> found) {
    return Optional.of(migration(found)).flatMap(ObservedMigration::record).orElseThrow();
  }
}

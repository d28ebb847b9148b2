package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.WorkloadFit;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.ingest.fact.TitleWords;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.Measured;
import blackout.ingest.measured.MeasurementSource;
import blackout.inventory.Grade;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every format is recognised from its content, and the samples, made by our kernel of one known
 * guest, lead back to that guest. Lines that a reader must not stumble over are by hand, after the
 * documentation of each tool.
 */
@Tag("golden")
final class MeasurementFileTest {

  private static final Path SAMPLES = Path.of("datasets/measurements");

  @BeforeAll
  static void makeSamples() throws IOException {
    if (Boolean.getBoolean("samples.update")) {
      SampleMeasurements.write(SAMPLES);
    }
  }

  @Test
  void windowsOfQemuAreKeptWithTheirLengths() {
    List<Observation> found = sample("qmp/dirty-rate-windows.json");

    assertThat(found).hasSize(18).allMatch(DirtyWindow.class::isInstance);
    assertThat(found.stream().map(o -> ((DirtyWindow) o).window().length()).distinct())
        .containsExactly(seconds(1), seconds(2), seconds(5), seconds(10), seconds(20), seconds(40));
  }

  /** 512 samples a GiB leave about 10 %; what is known of both numbers is in the intervals. */
  @Test
  void windowsLeadBackToTheGuestWithinTheirIntervals() {
    WorkloadFit fit = fit(sample("qmp/dirty-rate-windows.json"), Basis.WINDOWS);

    assertThat(fit.isIdentified()).isTrue();
    assertThat(fit.workingSetPages().low()).isLessThan(SampleMeasurements.WORKING_SET_PAGES);
    assertThat(fit.workingSetPages().high()).isGreaterThan(SampleMeasurements.WORKING_SET_PAGES);
    assertThat(fit.writesPerSecond().low()).isLessThan(SampleMeasurements.WRITES_PER_SECOND);
    assertThat(fit.writesPerSecond().high()).isGreaterThan(SampleMeasurements.WRITES_PER_SECOND);
  }

  @Test
  void aSeriesOfLooksAtAMigrationLeadsBackWithinFivePercent() {
    List<Observation> found = sample("qmp/query-migrate-series.json");
    WorkloadFit fit = fit(found, Basis.PASSES);
    CalibratedVm vm = calibrated(found);

    assertThat(fit.workingSetPages().value() / SampleMeasurements.WORKING_SET_PAGES)
        .isCloseTo(1, within(0.05));
    assertThat(fit.writesPerSecond().value() / SampleMeasurements.WRITES_PER_SECOND)
        .isCloseTo(1, within(0.05));
    assertThat(vm.observed()).isPresent();
    assertThat(vm.memory()).contains(ByteCount.gibibytes(4));
    assertThat(vm.link().orElseThrow().ratioTo(SampleMeasurements.LINK)).isCloseTo(1, within(0.02));
  }

  @Test
  void windowsOfLibvirtNameTheirDomainAndItsMemory() {
    CalibratedVm vm = calibrated(sample("libvirt/domstats-dirtyrate.txt"));

    assertThat(vm.name()).isEqualTo("web01");
    assertThat(vm.memory()).contains(ByteCount.gibibytes(4));
    assertThat(vm.fits()).extracting(WorkloadFit::basis).containsExactly(Basis.WINDOWS);
    assertThat(vm.grade()).isEqualTo(Grade.A);
  }

  @Test
  void theTotalsOfAFinishedJobTellHowMuchWasSentAgain() {
    CalibratedVm vm = calibrated(sample("libvirt/domjobinfo-completed.txt"));
    WorkloadFit fit = vm.fits().get(0);

    assertThat(fit.basis()).isEqualTo(Basis.TOTALS);
    assertThat(fit.points().get(0).fitted() / fit.points().get(0).measured())
        .isCloseTo(1, within(0.05));
    assertThat(vm.grade()).isEqualTo(Grade.B);
  }

  @Test
  void metricsOfKubeVirtAreWindowsOfASecondThatAreDoubted() {
    CalibratedVm vm = calibrated(sample("kubevirt/metrics.txt"));

    assertThat(vm.name()).isEqualTo("shop/web01");
    assertThat(vm.grade()).isEqualTo(Grade.B);
    assertThat(vm.fits().get(0).points()).hasSize(6);
    assertThat(vm.fits().get(0).isIdentified()).isFalse();
    assertThat(vm.fits().get(0).remark().orElseThrow()).contains("one length of time");
    assertThat(vm.link()).contains(new DataRate(1.1714e8));
  }

  @Test
  void theStartAndTheEndOfAMigrationByKubeVirtAreItsTotalTimeToTheSecond() {
    CalibratedVm vm = calibrated(sample("kubevirt/metrics.txt"));

    // 1700000337 - 1700000301; the kernel took 35.9 s for the migration behind all samples.
    assertThat(vm.observedTotal()).contains(Duration.ofSeconds(36));
    assertThat(vm.resolution()).isEqualTo(Duration.ofSeconds(1));
    assertThat(vm.observed()).isEmpty();
    assertThat(vm.observedNever()).isFalse();
  }

  @Test
  void aMigrationByKubeVirtThatFailedHasNoTotalTime() {
    String metrics =
        """
        kubevirt_vmi_migration_start_time_seconds{namespace="a",name="b"} 100
        kubevirt_vmi_migration_end_time_seconds{namespace="a",name="b"} 160
        kubevirt_vmi_migration_memory_transfer_rate_bytes{namespace="a",name="b"} 1e8
        kubevirt_vmi_migration_failed{namespace="a",vmi="b"} 1
        """;

    Loaded<List<Observation>> loaded =
        observations(
            MeasurementSource.parse(
                metrics.getBytes(StandardCharsets.UTF_8), "metrics", SourceOptions.NONE));

    assertThat(loaded.problems()).isEmpty();
    assertThat(calibrated(loaded.value()).observedTotal()).isEmpty();
  }

  @Test
  void countersOfHyperVLeadBackWithinFivePercent() {
    CalibratedVm vm = calibrated(sample("hyper-v/live-migration.csv"));
    WorkloadFit fit = vm.fits().get(0);

    assertThat(vm.name()).isEqualTo("web01");
    assertThat(fit.basis()).isEqualTo(Basis.PASSES);
    assertThat(fit.workingSetPages().value() / SampleMeasurements.WORKING_SET_PAGES)
        .isCloseTo(1, within(0.05));
    assertThat(fit.writesPerSecond().value() / SampleMeasurements.WRITES_PER_SECOND)
        .isCloseTo(1, within(0.05));
  }

  @Test
  void translatedCountersSayTheSameOnceTheyAreNamed() {
    Path file = SAMPLES.resolve("hyper-v/live-migration-translated.csv");
    CounterNames names =
        CounterNames.parse(
            List.of(
                "pass=Durchlauf Nr.",
                "dirty-pages=geänderte seiten",
                "blackout=Blackout?",
                "wire-rate=Gesendete Bytes/s"));

    assertThat(MeasurementSource.load(file, named(names)).problems()).isEmpty();
    assertThat(
            calibrated(observations(MeasurementSource.load(file, named(names))).value())
                .fits()
                .get(0)
                .workingSetPages())
        .isEqualTo(
            calibrated(sample("hyper-v/live-migration.csv")).fits().get(0).workingSetPages());
    assertThatThrownBy(() -> MeasurementSource.load(file, SourceOptions.NONE))
        .hasMessageContaining("Geänderte Seiten")
        .hasMessageContaining("--counter");
  }

  @Test
  void activeMemoryIsABoundAndNothingMore() {
    List<Observation> found = sample("rvtools/RVTools_tabvMemory.csv");
    CalibratedVm db01 = Calibration.of(found, Settings.defaults()).vms().get(1);

    assertThat(db01.name()).isEqualTo("db01");
    assertThat(db01.touched()).contains(ByteCount.mebibytes(21_504));
    assertThat(db01.memory()).contains(ByteCount.gibibytes(128));
    assertThat(db01.fits()).isEmpty();
    assertThat(db01.grade()).isEqualTo(Grade.C);
  }

  @Test
  void milliSecondsModesAndProcessorsOfQemuAreUnderstood() {
    DirtyWindow window =
        (DirtyWindow)
            parse(
                    """
                    {"status":"measured","dirty-rate":108,"mode":"dirty-ring","start-time":5,
                     "calc-time":500,"calc-time-unit":"millisecond","sample-pages":512,
                     "vcpu-dirty-rate":[{"id":0,"dirty-rate":100},{"id":1,"dirty-rate":8}]}
                    """)
                .value()
                .get(0);

    assertThat(window.window().length()).isEqualTo(Duration.ofMillis(500));
    assertThat(window.method()).isEqualTo(Method.DIRTY_RING);
    assertThat(window.processors())
        .containsExactly(DataRate.mebibytesPerSecond(100), DataRate.mebibytesPerSecond(8));
  }

  @Test
  void theSameWindowAskedForTwiceCountsOnce() {
    String window = "{\"status\":\"measured\",\"dirty-rate\":8,\"start-time\":5,\"calc-time\":1}\n";

    assertThat(parse(window + window + window.replace(":5", ":9")).value()).hasSize(2);
  }

  @Test
  void aBadValueIsNamedWithLineAndColumnAndTheOthersAreUsed() {
    Loaded<List<Observation>> loaded =
        parse(
            """
            {"status":"measured","dirty-rate":"fast","start-time":5,"calc-time":1}
            {"status":"measured","dirty-rate":-3,"start-time":6,"calc-time":1}
            {"status":"measured","dirty-rate":8,"start-time":7,"calc-time":1}
            {"status":"measured","dirty-rate":8,"start-time":8,"calc-time":1
            """);

    assertThat(loaded.value()).hasSize(1);
    assertThat(loaded.problems().stream().map(Problem::toString))
        .anyMatch(
            p ->
                p.equals(
                    "test [line 1, column 35, dirty-rate] found \"fast\", expected a rate in"
                        + " MiB/s"))
        .anyMatch(p -> p.startsWith("test [line 2, column 35, dirty-rate] found -3"))
        .anyMatch(p -> p.startsWith("test [line 4, column "));
  }

  @Test
  void aBadCounterCostsItsSampleAndABadMetricItsLine() {
    Loaded<List<Observation>> loaded =
        parse(
            """
            kubevirt_vmi_dirty_rate_bytes_per_second{name="a"} NaN
            kubevirt_vmi_dirty_rate_bytes_per_second{name="a"} 1048576
            """);

    assertThat(loaded.value()).hasSize(1);
    assertThat(loaded.problems())
        .singleElement()
        .hasToString(
            "test [line 1, column 52] found NaN, expected a number of at least 0, in bytes");
  }

  @Test
  void whatIsNoMeasurementIsRefusedWithTheFormatsThatAreKnown() {
    for (String text : List.of("", "hello", "a,b\n1,2\n")) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOf(UnreadableInput.class)
          .hasMessageContaining("query-dirty-rate");
    }
    for (String text : List.of("{}", "[1]", "\"(PDH-CSV 4.0)\"", "Domain: 'a'\n")) {
      assertThatThrownBy(() -> parse(text)).isInstanceOf(UnreadableInput.class);
    }
  }

  private static Loaded<List<Observation>> parse(String text) {
    return observations(
        MeasurementSource.parse(text.getBytes(StandardCharsets.UTF_8), "test", SourceOptions.NONE));
  }

  private static SourceOptions named(CounterNames names) {
    return new SourceOptions(TitleWords.languages(), names);
  }

  private static Loaded<List<Observation>> observations(Loaded<Measured> loaded) {
    return new Loaded<>(loaded.value().observations(), loaded.problems());
  }

  private static List<Observation> sample(String name) {
    Loaded<List<Observation>> loaded =
        observations(MeasurementSource.load(SAMPLES.resolve(name), SourceOptions.NONE));
    assertThat(loaded.problems()).isEmpty();
    return loaded.value();
  }

  private static CalibratedVm calibrated(List<Observation> found) {
    var settings =
        Settings.defaults().withMemory(Optional.of(ByteCount.gibibytes(4))).withDraws(40);
    return Calibration.of(found, settings).vms().get(0);
  }

  private static WorkloadFit fit(List<Observation> found, Basis basis) {
    return calibrated(found).fits().stream()
        .filter(f -> f.basis() == basis)
        .findFirst()
        .orElseThrow();
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}

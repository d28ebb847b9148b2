package blackout.fuzz;

import blackout.calibrate.Calibration;
import blackout.calibrate.Calibration.Settings;
import blackout.ingest.CounterNames;
import blackout.ingest.FuzzedReaders;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSource;
import blackout.ingest.estate.ImportOptions;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.MeasurementSource;
import blackout.ingest.sheet.FuzzedSheet;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.quantity.Values;
import blackout.report.json.FuzzedReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parser, and the promise that is tried on it: any input either gives a value or a message of
 * ours, never another exception.
 */
enum FuzzTarget {
  BYTE_COUNT(input -> ByteCount.parse(text(input)), List.of()),
  DATA_RATE(input -> DataRate.parse(text(input)), List.of()),
  TIME(input -> TimeText.parse(text(input)), List.of()),
  VALUES(
      input ->
          Values.parse(
              text(input), ByteCount::parse, b -> b.bytes(), n -> new ByteCount(Math.round(n))),
      List.of()),
  SPREAD(input -> Spread.parse(text(input), t -> DataRate.parse(t).bytesPerSecond()), List.of()),
  COUNTER_NAMES(input -> CounterNames.parse(List.of(text(input).split("\n"))), List.of()),
  ESTATE(
      FuzzedReaders::estate,
      List.of("datasets/two-node-r2/estate.json", "src/test/resources/broken/whole.json")),
  WAIVERS(FuzzedReaders::waivers, List.of()),
  BASELINE(FuzzedReports::earlier, List.of("reports/two-node-r2/report.json")),
  MEASURED_RUNS(
      FuzzedReaders::measuredRuns,
      List.of(
          "datasets/qemu-7.2-measured/linux.jsonl",
          "src/test/resources/broken/measured-runs.jsonl")),
  QMP(FuzzTarget::measurement, List.of("datasets/measurements/qmp")),
  LIBVIRT(FuzzTarget::measurement, List.of("datasets/measurements/libvirt")),
  KUBEVIRT(FuzzTarget::measurement, List.of("datasets/measurements/kubevirt")),
  MONITOR(FuzzTarget::measurement, List.of("datasets/measurements/hmp")),
  LOGS(
      FuzzTarget::measurement,
      List.of(
          "datasets/measurements/proxmox",
          "datasets/measurements/vmware",
          "datasets/measurements/openstack",
          "datasets/measurements/ovirt",
          "datasets/measurements/cloud-hypervisor",
          "datasets/measurements/libvirt",
          "datasets/measurements/hyper-v/vmms-events.txt",
          "datasets/measurements/qmp/answers-of-python.log")),
  PERFMON(FuzzTarget::measurement, List.of("datasets/measurements/hyper-v")),
  TOUCHED(FuzzTarget::measurement, List.of("datasets/measurements/rvtools")),
  CALIBRATE(
      FuzzTarget::calibrate,
      List.of(
          "datasets/measurements/qmp/dirty-rate-windows.json",
          "datasets/measurements/libvirt",
          "datasets/measurements/kubevirt",
          "datasets/measurements/hyper-v")),
  IMPORT_CSV(
      FuzzTarget::export,
      List.of(
          "datasets/imports/rvtools-csv",
          "datasets/imports/hyper-v-csv",
          "datasets/imports/powercli",
          "datasets/imports/scvmm",
          "datasets/imports/vsphere-client",
          "datasets/imports/aria",
          "datasets/imports/live-optics")),
  IMPORT_JSON(
      FuzzTarget::export,
      List.of(
          "datasets/imports/hyper-v-json",
          "datasets/imports/collector",
          "datasets/imports/proxmox",
          "datasets/imports/openstack",
          "datasets/imports/kubevirt-objects",
          "datasets/imports/prometheus",
          "datasets/imports/ovirt",
          "datasets/imports/vsphere-rest",
          "datasets/imports/powercli-json",
          "datasets/imports/openstack-client/servers-long.json",
          "datasets/imports/hyper-v-cluster/get-clustersharedvolume.json")),
  IMPORT_YAML(FuzzTarget::export, List.of("datasets/imports/kubevirt-yaml")),
  IMPORT_XML(
      FuzzTarget::export,
      List.of(
          "datasets/imports/clixml",
          "datasets/imports/ovirt-xml",
          "datasets/imports/libvirt-host",
          "datasets/measurements/hyper-v/vmms-events.xml")),
  IMPORT_TEXT(
      FuzzTarget::export,
      List.of(
          "datasets/imports/libvirt",
          "datasets/imports/libvirt-host",
          "datasets/imports/powershell",
          "datasets/imports/proxmox-lists",
          "datasets/imports/xen",
          "datasets/imports/xen-xe",
          "datasets/imports/proxmox-tables",
          "datasets/imports/proxmox-config",
          "datasets/imports/openstack-client",
          "datasets/imports/hyper-v-cluster",
          "datasets/imports/scvmm-list",
          "datasets/imports/kubevirt")),
  IMPORT_XLSX(FuzzTarget::export, List.of("datasets/imports/rvtools-xlsx")),
  /** The parts of a workbook without their archive, whose checksums a fuzzer cannot guess. */
  XLSX_PARTS(FuzzedSheet::read, List.of());

  /** Where inputs that once failed, and small ones that reach far, are kept. */
  static final Path KEPT = Path.of("src/test/resources/fuzz");

  private final Consumer<byte[]> parser;
  private final List<String> seeds;

  FuzzTarget(Consumer<byte[]> parser, List<String> seeds) {
    this.parser = parser;
    this.seeds = seeds;
  }

  /** How the target is called on the command line and in the folder of kept inputs. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  static FuzzTarget named(String word) {
    return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst().orElseThrow();
  }

  /** The longest input that the fuzzer makes, in bytes: short ones meet more branches a second. */
  int longest() {
    return this == IMPORT_XLSX ? 20_000 : 3_000;
  }

  /** Fails if the promise is broken. */
  void check(byte[] input) {
    try {
      parser.accept(input);
    } catch (UnreadableInput refusal) {
      if (refusal.problems().isEmpty() || refusal.getMessage().isBlank()) {
        throw new AssertionError("a refusal without a reason", refusal);
      }
    } catch (IllegalArgumentException refusal) {
      // A subclass, such as NumberFormatException, is of some library and not of ours.
      String message = String.valueOf(refusal.getMessage());
      if (refusal.getClass() != IllegalArgumentException.class || message.isBlank()) {
        throw new AssertionError("not a message of ours", refusal);
      }
    }
  }

  /** The files of the samples, and those that are kept. */
  List<Path> seeds() throws IOException {
    var files = new java.util.ArrayList<Path>();
    for (String seed : seeds) {
      files.addAll(files(Path.of(seed)));
    }
    files.addAll(files(KEPT.resolve(word())));
    return files;
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (var paths = Files.walk(place)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  private static void measurement(byte[] input) {
    MeasurementSource.parse(input, "fuzz", SourceOptions.NONE);
  }

  private static void calibrate(byte[] input) {
    var loaded = MeasurementSource.parse(input, "fuzz", SourceOptions.NONE);
    Settings settings =
        Settings.defaults().withMemory(Optional.of(ByteCount.gibibytes(1))).withDraws(2);
    // A fit takes milliseconds: few measurements, and more inputs.
    var observations = loaded.value().observations();
    Calibration.of(observations.subList(0, Math.min(6, observations.size())), settings);
  }

  /** Importers read files, so the input becomes one. */
  private static void export(byte[] input) {
    try {
      Path file = Path.of(System.getProperty("java.io.tmpdir"), "blackout-fuzz", "input");
      Files.createDirectories(file.getParent());
      Files.write(file, input);
      EstateSource.read(List.of(file), ImportOptions.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package blackout.report;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.inventory.Assumption;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Link;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Processor;
import blackout.inventory.StorageRates;
import blackout.inventory.StorageStack;
import blackout.inventory.Vm;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Workload;
import blackout.outcome.Provenance;
import blackout.plan.cluster.EstateForecast;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small estates and their reports, for tests. */
public final class SampleReports {

  /** Names that break out of HTML, attributes, lines, scripts, terminals and spreadsheets. */
  public static final List<String> HOSTILE_NAMES =
      List.of(
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(2)>",
          "\" onmouseover=\"alert(3)",
          "' onfocus='alert(4)",
          "two\nlines",
          "=HYPERLINK(\"http://example.org\")",
          "${7*7}@template.evil()",
          "a-very-long-name-without-any-break-".repeat(6),
          "\u202Egnp.exe",
          "...");

  private SampleReports() {}

  /** A report about VMs of 256 MiB with these names; one problem and one assumption besides. */
  public static Report named(List<String> names) {
    var vms = new ArrayList<EstateVm>();
    for (String name : names) {
      vms.add(vm(name, Optional.empty()));
    }
    Estate estate = estate(WindowsVersion.WINDOWS_2008_R2, vms, List.of());
    return report(estate, List.of(new Problem("estate.json", "/vms/9", "<b>-1</b>", "a size")));
  }

  /** The report of an estate under {@code datasets}. */
  static Report ofDataset(String name) {
    return of(EstateFile.load(Path.of("datasets", name, "estate.json")));
  }

  static Report report(Estate estate, List<Problem> problems) {
    return of(new Loaded<>(estate, problems));
  }

  static Report of(Loaded<Estate> loaded) {
    return Report.of(
        loaded,
        EstateForecast.of(loaded.value(), 1, done -> {}),
        new Provenance("1.2.3", "abc1234", "estate.json", "0".repeat(64), 1));
  }

  static EstateVm vm(String name, Optional<Duration> objective) {
    return vm(name, "<NODE-1>", 256, objective, Optional.empty());
  }

  static EstateVm vm(
      String name,
      String node,
      int mebibytes,
      Optional<Duration> downtimeObjective,
      Optional<Double> availabilityObjective) {
    return new EstateVm(
        new Vm(name, ByteCount.mebibytes(mebibytes), 0, Workload.steady(8192, 2560)),
        node,
        "disk",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        downtimeObjective,
        availabilityObjective);
  }

  static Estate estate(WindowsVersion version, List<EstateVm> vms, List<DowntimeLimit> limits) {
    var gigabit = Link.wire(DataRate.gigabitsPerSecond(1));
    return new Estate(
        "Cluster <i>&amp; friends</i>",
        version,
        List.of(node("<NODE-1>", version), node("NODE-2", version)),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(new MigrationLink("lm", gigabit.wire(), 1, Optional.empty())),
        new StorageRates(DataRate.mebibytesPerSecond(100), DataRate.mebibytesPerSecond(100)),
        new FailoverSettings(
            Duration.ofSeconds(1),
            5,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(7),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(3),
            Duration.ofSeconds(90),
            1),
        Optional.empty(),
        limits,
        vms,
        List.of(new Assumption("/storage/write_mib_s", "<100>", "\"nobody\" knows")));
  }

  private static Node node(String name, WindowsVersion version) {
    return new Node(
        name,
        ByteCount.gibibytes(64),
        new OperatingSystem(
            Optional.of(version),
            Optional.of(OperatingSystem.Edition.ENTERPRISE),
            Optional.of(OperatingSystem.Installation.FULL),
            Optional.empty(),
            Optional.empty(),
            Optional.of("C:"),
            Optional.empty(),
            Optional.empty()),
        new Processor(
            Optional.of(Processor.Architecture.X64),
            Optional.of("Intel"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new NodeRoles(
            Optional.of(true),
            Optional.of(true),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new StorageStack(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        List.of());
  }
}

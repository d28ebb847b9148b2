package blackout.ingest;

import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.ObservedMigration;
import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics of KubeVirt in the text format of Prometheus. Its dirty rate is a page-sampling window of
 * one second (kubevirt/kubevirt, pull request 13806), and is known to be inaccurate.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition
 *     formats</a>
 * @see <a
 *     href="https://github.com/kubevirt/kubevirt/blob/main/docs/observability/metrics.md">KubeVirt
 *     metrics</a>
 */
final class PrometheusText {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "\\s*(kubevirt_[a-zA-Z0-9_:]{1,120})(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+\\S+)?\\s*");

  /** What follows {@link #MIGRATION}; the transfer rate was called that of a disk at first. */
  private static final Set<String> MIGRATION_METRICS =
      Set.of(
          "memory_transfer_rate_bytes",
          "disk_transfer_rate_bytes",
          "start_time_seconds",
          "end_time_seconds",
          "failed");

  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

  /** The times of migrations are in whole seconds. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private static final String MIGRATION = "kubevirt_vmi_migration_";

  private final Complaints complaints;
  private final List<Observation> found = new ArrayList<>();
  private final Map<Optional<String>, Watched> migrations = new LinkedHashMap<>();

  /** What is said of the last migration of a VM; a metric that is absent is NaN. */
  private static final class Watched {
    private String source = "";
    private double startSeconds = Double.NaN;
    private double endSeconds = Double.NaN;
    private double bytesPerSecond = Double.NaN;
    private boolean failed;

    Optional<DataRate> rate() {
      return bytesPerSecond > 0 ? Optional.of(new DataRate(bytesPerSecond)) : Optional.empty();
    }

    Optional<Duration> total() {
      double seconds = endSeconds - startSeconds;
      return !failed && seconds > 0 && seconds < 1e8
          ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
          : Optional.empty();
    }
  }

  private PrometheusText(Complaints complaints) {
    this.complaints = complaints;
  }

  static boolean recognises(String text) {
    return text.lines()
        .limit(20_000)
        .anyMatch(line -> line.startsWith("kubevirt_") || line.startsWith("# HELP kubevirt_"));
  }

  static List<Observation> read(String text, Complaints complaints) {
    var reading = new PrometheusText(complaints);
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        reading.sample(sample, number);
      } else if (line.startsWith("kubevirt_")) {
        complaints.add("line " + number, line, "a metric with labels in braces and a value");
      }
    }
    reading.migrations.forEach(reading::migration);
    return reading.found;
  }

  private void migration(Optional<String> vm, Watched watched) {
    if (watched.rate().isPresent() || watched.total().isPresent()) {
      found.add(
          new Observation.Migration(
              vm,
              watched.source,
              new ObservedMigration(
                  List.of(),
                  Optional.empty(),
                  watched.total(),
                  RESOLUTION,
                  Optional.empty(),
                  watched.rate(),
                  Optional.empty())));
    }
  }

  private void sample(Matcher sample, int number) {
    String metric = sample.group(1);
    boolean dirtyRate = metric.equals("kubevirt_vmi_dirty_rate_bytes_per_second");
    boolean memory = metric.equals("kubevirt_vmi_memory_domain_bytes");
    String migration = metric.startsWith(MIGRATION) ? metric.substring(MIGRATION.length()) : "";
    if (!dirtyRate && !memory && !MIGRATION_METRICS.contains(migration)) {
      return;
    }
    String place = LocatedJson.place(number, sample.start(3) + 1);
    Optional<Double> value =
        complaints.number(sample.group(3), place, "a number of at least 0" + unit(metric));
    if (value.isEmpty()) {
      return;
    }
    Optional<String> vm = vm(sample.group(2) == null ? "" : sample.group(2));
    String source = complaints.source() + ":" + number;
    if (dirtyRate) {
      found.add(
          new DirtyWindow(
              vm,
              source,
              new Window(Duration.ofSeconds(1), new DataRate(value.get())),
              Method.PAGE_SAMPLING,
              512,
              List.of(),
              true));
    } else if (memory) {
      found.add(new Observation.Memory(vm, source, new ByteCount(value.get().longValue())));
    } else {
      Watched watched = migrations.computeIfAbsent(vm, name -> new Watched());
      watched.source = source;
      switch (migration) {
        case "start_time_seconds" -> watched.startSeconds = value.get();
        case "end_time_seconds" -> watched.endSeconds = value.get();
        case "failed" -> watched.failed = value.get() > 0;
        default -> watched.bytesPerSecond = value.get();
      }
    }
  }

  private static String unit(String metric) {
    return metric.contains("_bytes")
        ? ", in bytes"
        : metric.endsWith("_seconds") ? ", in seconds" : "";
  }

  /**
   * {@code namespace/name}, as far as the labels say. Whether a migration failed is said of a
   * {@code vmi}, all else of a {@code name}.
   */
  private static Optional<String> vm(String labels) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      values.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
    }
    String namespace = values.get("namespace");
    return Optional.ofNullable(values.getOrDefault("name", values.get("vmi")))
        .map(name -> namespace == null ? name : namespace + "/" + name);
  }
}

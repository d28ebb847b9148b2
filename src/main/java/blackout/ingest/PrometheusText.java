package blackout.ingest;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.WatchedMigrations;
import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private final Complaints complaints;
  private final List<Observation> found = new ArrayList<>();

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
    return reading.found;
  }

  private void sample(Matcher sample, int number) {
    String metric = sample.group(1);
    boolean dirtyRate = metric.equals("kubevirt_vmi_dirty_rate_bytes_per_second");
    boolean memory = metric.equals("kubevirt_vmi_memory_domain_bytes");
    boolean rate =
        metric.equals("kubevirt_vmi_migration_memory_transfer_rate_bytes")
            || metric.equals("kubevirt_vmi_migration_disk_transfer_rate_bytes");
    if (!dirtyRate && !memory && !rate) {
      return;
    }
    String place = LocatedJson.place(number, sample.start(3) + 1);
    Optional<Double> value =
        complaints.number(sample.group(3), place, "a number of at least 0, in bytes");
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
    } else if (value.get() > 0) {
      WatchedMigrations.of(
              List.of(
                  new MigrationPoll(
                      false,
                      Duration.ZERO,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(new DataRate(value.get())))))
          .forEach(m -> found.add(new Observation.Migration(vm, source, m)));
    }
  }

  /** {@code namespace/name}, as far as the labels say. */
  private static Optional<String> vm(String labels) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      values.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
    }
    String namespace = values.get("namespace");
    return Optional.ofNullable(values.get("name"))
        .map(name -> namespace == null ? name : namespace + "/" + name);
  }
}

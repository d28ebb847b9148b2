package blackout.ingest.format;

import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.ingest.fact.DirtyRate;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.inventory.Origin;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * KubeVirt: its metrics as Prometheus writes them or answers them ({@code /api/v1/query} and {@code
 * query_range}, or {@code promtool query}), and its {@linkplain KubeVirtObjects objects}.
 * Everything is in bytes and seconds. A VM is called {@code namespace/name}. Its dirty rate is a
 * page-sampling window of one second (kubevirt/kubevirt, pull request 13806) and is known to be
 * inaccurate, so it is not taken for measured.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition
 *     formats</a>
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">Prometheus HTTP API</a>
 * @see <a
 *     href="https://github.com/kubevirt/kubevirt/blob/main/docs/observability/metrics.md">KubeVirt
 *     metrics</a>
 */
final class KubeVirt implements SourceFormat {

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private static final String MIGRATION = "kubevirt_vmi_migration_";

    private static final Set<String> MEMORY =
        Set.of("kubevirt_vmi_memory_domain_bytes", "kubevirt_vmi_memory_domain_total_bytes");

    private static final Set<String> DIRTY_RATE =
        Set.of("kubevirt_vmi_dirty_rate_bytes_per_second", MIGRATION + "dirty_memory_rate_bytes");

    /** The transfer rate was called that of a disk at first. */
    private static final Set<String> OF_MIGRATION =
        Set.of(
            "memory_transfer_rate_bytes",
            "disk_transfer_rate_bytes",
            "start_time_seconds",
            "end_time_seconds",
            "failed");

    private static final Pattern SAMPLE =
        Pattern.compile(
            "(?:^|.*\\s)(kubevirt_[a-zA-Z0-9_:]{1,120})(?:\\{(.{0,8000})\\})?\\s+(?:=>\\s*)?(\\S+)(?:\\s+(?:-?[0-9.]+|@\\[[0-9.]+\\]))?\\s*");

    private static final Pattern LABEL =
        Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private final Reading reading;
    private final KubeVirtObjects objects;
    private final Map<Optional<String>, Facts<VmField>> vms = new LinkedHashMap<>();
    private final Map<Optional<String>, KubeVirtMigration> migrations = new LinkedHashMap<>();

    Reader(Reading reading) {
      this.reading = reading;
      objects = new KubeVirtObjects(reading, migrations);
    }

    @Override
    public String name() {
      return "KubeVirt";
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("kubevirt_") < 0 || text.startsWith("#")) {
        return text.startsWith("# HELP kubevirt_") || text.startsWith("# TYPE kubevirt_");
      }
      Matcher sample = SAMPLE.matcher(text);
      if (!sample.matches()) {
        if (text.startsWith("kubevirt_")) {
          reading.problem("line " + number, text, "a metric with labels in braces and a value");
          return true;
        }
        return false;
      }
      Map<String, String> labels = new HashMap<>();
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        labels.put(
            label.group(1),
            label.group(2).replace("\\\"", "\"").replace("\\n", " ").replace("\\\\", "\\"));
      }
      String place = LocatedJson.place((int) number, sample.start(3) + 1);
      sample(sample.group(1), labels, sample.group(3), place, number);
      return true;
    }

    @Override
    public boolean json(String list, LocatedJson object) {
      if (objects.take(object)) {
        return true;
      }
      if (object.has("errorType")) {
        reading.problem(
            object.place(),
            "an answer that says " + object.text("error").orElse("error"),
            "an answer of Prometheus with status success");
        return true;
      }
      Optional<LocatedJson> metric = object.at("metric").filter(LocatedJson::isObject);
      if (metric.isEmpty() || !(object.has("value") || object.has("values"))) {
        return false;
      }
      if (!metric.get().has("__name__")) {
        reading.problem(
            metric.get().place(),
            "a series without __name__",
            "the metrics themselves, such as {__name__=~\"kubevirt_vmi_.*\"}, and no function of them");
        return true;
      }
      Map<String, String> labels = new HashMap<>();
      metric.get().fields().forEach((name, value) -> labels.put(name, value.text()));
      String name = labels.getOrDefault("__name__", "");
      var values = new java.util.ArrayList<LocatedJson>();
      object.at("value").ifPresent(values::add);
      object.at("values").ifPresent(v -> values.addAll(v.items()));
      for (LocatedJson value : values) {
        if (value.items().size() == 2) {
          LocatedJson number = value.items().get(1);
          sample(name, labels, number.text(), number.place(), number.line());
        }
      }
      return name.startsWith("kubevirt_");
    }

    private void sample(
        String metric, Map<String, String> labels, String text, String place, long line) {
      boolean dirty = DIRTY_RATE.contains(metric);
      boolean memory = MEMORY.contains(metric);
      String migration = metric.startsWith(MIGRATION) ? metric.substring(MIGRATION.length()) : "";
      if (!dirty && !memory && !OF_MIGRATION.contains(migration)) {
        return;
      }
      Optional<Double> value = reading.number(text, place, "a number of at least 0" + unit(metric));
      Optional<String> name = nameOf(labels);
      if (value.isEmpty()) {
        return;
      }
      reading.findings().products().add(Product.QEMU);
      if (dirty) {
        window(name, new DataRate(value.get()), metric, line);
      } else if (!memory) {
        KubeVirtMigration watched = migrations.computeIfAbsent(name, n -> new KubeVirtMigration());
        watched.source = reading.at(line);
        switch (migration) {
          case "start_time_seconds" -> watched.startSeconds = value.get();
          case "end_time_seconds" -> watched.endSeconds = value.get();
          case "failed" -> watched.failed |= value.get() > 0;
          default -> watched.bytesPerSecond = value.get();
        }
      }
      if (name.isPresent()) {
        fact(name, labels, memory, metric, text, line);
      } else if (memory) {
        reading.problem(place, metric, "a label name");
      }
    }

    private void fact(
        Optional<String> name,
        Map<String, String> labels,
        boolean memory,
        String metric,
        String text,
        long line) {
      Facts<VmField> vm = vms.computeIfAbsent(name, n -> new Facts<>(VmField.class));
      vm.put(VmField.NAME, reading.text(name.orElseThrow(), Origin.IMPORTED, "label name", line));
      if (labels.containsKey("node")) {
        String node = labels.getOrDefault("node", "");
        vm.put(VmField.HOST, reading.text(node, Origin.IMPORTED, "label node", line));
      }
      if (memory) {
        FactTable.read(
                Kind.BYTES,
                reading.column(metric, Kind.BYTES).at(line),
                text,
                Numbers.POINT,
                reading.findings())
            .ifPresent(fact -> vm.put(VmField.MEMORY, fact));
      }
    }

    private void window(Optional<String> name, DataRate rate, String metric, long line) {
      // While nothing is migrated, the rate of a migration is 0 and says nothing.
      if (metric.startsWith(MIGRATION) && rate.bytesPerSecond() <= 0) {
        return;
      }
      reading
          .findings()
          .observe(
              new DirtyWindow(
                  name,
                  reading.at(line),
                  new Window(WINDOW, rate),
                  Method.PAGE_SAMPLING,
                  512,
                  List.of(),
                  true));
      if (name.isPresent()) {
        vms.computeIfAbsent(name, n -> new Facts<>(VmField.class))
            .put(
                VmField.DIRTY_RATE,
                new Fact(
                    new DirtyRate(rate, WINDOW),
                    Origin.INFERRED,
                    reading.column(metric, Kind.BYTES_PER_SECOND).at(line)));
      }
    }

    private static String unit(String metric) {
      return metric.contains("_bytes")
          ? ", in bytes"
          : metric.endsWith("_seconds") ? ", in seconds" : "";
    }

    /** Whether a migration failed is said of a {@code vmi}, all else of a {@code name}. */
    private static Optional<String> nameOf(Map<String, String> labels) {
      String space = CleanText.name(labels.getOrDefault("namespace", ""));
      return Optional.ofNullable(labels.getOrDefault("name", labels.get("vmi")))
          .filter(n -> !n.isBlank())
          .map(CleanText::name)
          .map(n -> space.isEmpty() ? n : space + "/" + n);
    }

    @Override
    public void end() {
      vms.values().stream()
          .filter(vm -> vm.fact(VmField.NAME).isPresent())
          .filter(vm -> vm.fact(VmField.MEMORY).isPresent() || vm.fact(VmField.HOST).isPresent())
          .forEach(reading.findings()::addVm);
      migrations.forEach(
          (vm, watched) -> {
            if (watched.rate().isPresent() || watched.total().isPresent()) {
              reading
                  .findings()
                  .observe(
                      new Observation.WatchedMigration(vm, watched.source, watched.observed()));
            }
          });
    }
  }
}

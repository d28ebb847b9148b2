package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Column;
import blackout.ingest.fact.DirtyRate;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Place;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TextLines;
import blackout.inventory.Origin;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics of KubeVirt as Prometheus writes them. Everything is in bytes. A VM is called {@code
 * namespace/name}. Its dirty rate is not taken for measured: its accuracy is doubted, and its
 * window is not in the metric; 1 s is an assumption.
 *
 * @see <a
 *     href="https://github.com/kubevirt/kubevirt/blob/main/docs/observability/metrics.md">KubeVirt
 *     metrics</a>
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition
 *     formats</a>
 */
final class KubeVirtMetrics implements SourceFormat {

  private static final Duration WINDOW = Duration.ofSeconds(1);

  private static final Pattern SAMPLE =
      Pattern.compile(
          "^(kubevirt_vmi_[a-z_]+)\\{([^}]{0,4000})\\}\\s+(\\S+)(?:\\s+-?[0-9]+)?\\s*$");

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final List<String> MEMORY =
      List.of("kubevirt_vmi_memory_domain_bytes", "kubevirt_vmi_memory_domain_total_bytes");

  private static final List<String> DIRTY_RATE =
      List.of("kubevirt_vmi_dirty_rate_bytes_per_second");

  @Override
  public String name() {
    return "KubeVirt metrics";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return file.head().text().lines().anyMatch(l -> SAMPLE.matcher(l).matches());
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.QEMU);
    Map<String, Facts<VmField>> vms = new LinkedHashMap<>();
    Map<String, Column> columns = new HashMap<>();
    TextLines.read(
        file,
        (number, line) -> {
          Matcher sample = SAMPLE.matcher(line);
          if (sample.matches()) {
            sample(file.name(), number, sample, columns, vms, findings);
          }
        });
    vms.values().forEach(findings.vms()::add);
  }

  private static void sample(
      String source,
      long number,
      Matcher sample,
      Map<String, Column> columns,
      Map<String, Facts<VmField>> vms,
      Findings findings) {
    String metric = sample.group(1);
    boolean memory = MEMORY.contains(metric);
    if (!memory && !DIRTY_RATE.contains(metric)) {
      return;
    }
    Kind kind = memory ? Kind.BYTES : Kind.BYTES_PER_SECOND;
    Map<String, String> labels = labels(sample.group(2));
    String name = CleanText.name(labels.getOrDefault("name", ""));
    Column column =
        columns.computeIfAbsent(metric, m -> new Column(source, "line", m, kind.unit()));
    Place place = column.at(number);
    if (name.isEmpty()) {
      findings.problem(place, sample.group(2), "a label name");
      return;
    }
    String space = CleanText.name(labels.getOrDefault("namespace", ""));
    String full = space.isEmpty() ? name : space + "/" + name;
    Facts<VmField> vm = vms.computeIfAbsent(full, n -> new Facts<>(VmField.class));
    vm.put(VmField.NAME, label(full, columns, source, number, "name"));
    if (labels.containsKey("node")) {
      String node = CleanText.name(labels.get("node"));
      vm.put(VmField.HOST, label(node, columns, source, number, "node"));
    }
    var binding = Binding.of(memory ? VmField.MEMORY : VmField.DIRTY_RATE, kind);
    FactTable.read(binding, place, sample.group(3), Numbers.POINT, findings)
        .ifPresent(fact -> vm.put(binding.field(), memory ? fact : dirtyRate(fact)));
  }

  private static Fact dirtyRate(Fact rate) {
    return new Fact(new DirtyRate((DataRate) rate.value(), WINDOW), Origin.INFERRED, rate.place());
  }

  private static Fact label(
      String value, Map<String, Column> columns, String source, long number, String label) {
    Column column =
        columns.computeIfAbsent(label, l -> new Column(source, "line", "label " + l, ""));
    return new Fact(value, Origin.IMPORTED, column.at(number));
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(
          label.group(1),
          label.group(2).replace("\\\"", "\"").replace("\\n", " ").replace("\\\\", "\\"));
    }
    return labels;
  }
}

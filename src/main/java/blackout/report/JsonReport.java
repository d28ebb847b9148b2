package blackout.report;

import blackout.check.CheckResult;
import blackout.inventory.Assumption;
import blackout.inventory.Origins;
import blackout.outcome.Provenance;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A report for other programs. Times are exact, in milliseconds with up to six decimals; nothing is
 * rounded. What does not exist, such as the downtime of an aborted move, is null.
 */
public final class JsonReport {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-report/1";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonReport() {}

  /** What writes into a JSON text. */
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** The whole report. */
  public static String of(Report report) {
    return text(json -> write(report, json));
  }

  private static void write(Report report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("estate", report.estate().name());
    json.writeStringField("verdict", report.verdict().words());
    json.writeArrayFieldStart("checks");
    for (CheckResult check : report.checks()) {
      json.writeTree(check(check));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("vms");
    Origins origins = report.estate().origins();
    Optional<EstateForecast.Fleet> fleet = report.forecast().fleet();
    var vms = new JsonVm(json);
    for (VmForecast vm : report.forecast().vms()) {
      if (fleet.isEmpty()) {
        vms.write(vm, origins);
      } else {
        vms.write(vm, origins, fleet.get().replayed().contains(vm.vm().name()));
      }
    }
    json.writeEndArray();
    if (fleet.isPresent()) {
      json.writeFieldName("fleet");
      json.writeTree(fleet(fleet.get()));
    }
    json.writeFieldName("cluster");
    JsonOutlook.write(report.outlook(), json);
    ObjectNode rest = object();
    report.review().ifPresent(review -> rest.set("review", JsonReview.of(review)));
    ArrayNode assumptions = rest.putArray("assumptions");
    report.estate().assumptions().forEach(a -> assumptions.add(assumption(a)));
    if (!origins.readings().isEmpty()) {
      ArrayNode readings = rest.putArray("readings");
      origins.readings().forEach(readings::add);
    }
    ArrayNode problems = rest.putArray("problems");
    report.problems().forEach(problem -> problems.add(problem.toString()));
    rest.set("provenance", provenance(report.provenance()));
    for (Map.Entry<String, JsonNode> field : rest.properties()) {
      json.writeFieldName(field.getKey());
      json.writeTree(field.getValue());
    }
    json.writeEndObject();
  }

  /**
   * One VM alone, as it stands in a report.
   *
   * @param question what was asked, in one line
   * @param provenance the name and version of the program that made the prediction
   */
  public static String of(VmForecast forecast, String question, String provenance, long seed) {
    return text(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "blackout-estimate/1");
          json.writeStringField("question", question);
          new JsonVm(json).fields(forecast);
          json.writeFieldName("provenance");
          json.writeTree(object().put("program", provenance).put("seed", seed));
          json.writeEndObject();
        });
  }

  /** One VM of very many on one line, without its rounds. */
  static String line(VmForecast forecast) {
    return text(MAPPER.writer(), json -> new JsonVm(json).writeShort(forecast));
  }

  /** The checks alone. */
  public static String of(Validation validation, String program) {
    ObjectNode root = object();
    root.put("schema", "blackout-checks/1");
    root.put("estate", validation.estate());
    root.put("verdict", validation.verdict().words());
    ArrayNode checks = root.putArray("checks");
    validation.checks().forEach(check -> checks.add(check(check)));
    ArrayNode problems = root.putArray("problems");
    validation.problems().forEach(problem -> problems.add(problem.toString()));
    root.putObject("provenance").put("program", program);
    return text(root);
  }

  private static ObjectNode check(CheckResult check) {
    ObjectNode node = object();
    node.put("id", check.id());
    node.put("category", check.category().title());
    node.put("title", check.title());
    node.put("result", check.result().word());
    ArrayNode evidence = node.putArray("evidence");
    check.evidence().forEach(evidence::add);
    return node.put("action", check.action());
  }

  private static ObjectNode fleet(EstateForecast.Fleet fleet) {
    return object()
        .put("replayed_vms", fleet.replayed().size())
        .put("largest_total_difference_ratio", fleet.totalDifferenceRatio())
        .put("largest_downtime_difference_ms", millis(fleet.downtimeDifference()));
  }

  private static ObjectNode assumption(Assumption assumption) {
    return object()
        .put("field", assumption.field())
        .put("value", assumption.value())
        .put("reason", assumption.reason());
  }

  static ObjectNode provenance(Provenance provenance) {
    return object()
        .put("version", provenance.version())
        .put("commit", provenance.commit())
        .put("input", provenance.input())
        .put("input_sha256", provenance.inputSha256())
        .put("seed", provenance.seed());
  }

  static BigDecimal millis(Duration time) {
    BigDecimal millis = BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros();
    return millis.scale() < 0 ? millis.setScale(0) : millis;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String text(ObjectNode root) {
    return text(json -> json.writeTree(root));
  }

  /** A text with line breaks and indents. */
  static String text(Writing writing) {
    return text(WRITER, writing) + "\n";
  }

  private static String text(ObjectWriter form, Writing writing) {
    var text = new StringWriter();
    try (JsonGenerator json = form.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new IllegalStateException("plain values could not be written", e);
    }
    return text.toString();
  }
}

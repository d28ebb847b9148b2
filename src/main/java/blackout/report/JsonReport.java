package blackout.report;

import blackout.check.CheckResult;
import blackout.exhibit.Tables;
import blackout.inventory.Assumption;
import blackout.inventory.Origins;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Provenance;
import blackout.outcome.Round;
import blackout.plan.EstateForecast;
import blackout.plan.VmForecast;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A report for other programs. Times are exact, in milliseconds with up to six decimals; nothing is
 * rounded. What does not exist, such as the downtime of an aborted move, is null.
 */
public final class JsonReport {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-report/1";

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .build()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonReport() {}

  /** The whole report. */
  public static String of(Report report) {
    ObjectNode root = object();
    root.put("schema", SCHEMA);
    root.put("estate", report.estate().name());
    root.put("verdict", report.verdict().words());
    ArrayNode checks = root.putArray("checks");
    report.checks().forEach(check -> checks.add(check(check)));
    ArrayNode vms = root.putArray("vms");
    Origins origins = report.estate().origins();
    Optional<EstateForecast.Fleet> fleet = report.forecast().fleet();
    for (VmForecast vm : report.forecast().vms()) {
      ObjectNode node =
          fleet.isEmpty() ? vm(vm) : vm(vm, fleet.get().replayed().contains(vm.vm().name()));
      vms.add(withOrigins(node, vm.vm().name(), origins));
    }
    fleet.ifPresent(f -> root.set("fleet", fleet(f)));
    root.set("cluster", JsonOutlook.of(report.outlook()));
    report.review().ifPresent(review -> root.set("review", JsonReview.of(review)));
    ArrayNode assumptions = root.putArray("assumptions");
    report.estate().assumptions().forEach(a -> assumptions.add(assumption(a)));
    if (!origins.readings().isEmpty()) {
      ArrayNode readings = root.putArray("readings");
      origins.readings().forEach(readings::add);
    }
    ArrayNode problems = root.putArray("problems");
    report.problems().forEach(problem -> problems.add(problem.toString()));
    root.set("provenance", provenance(report.provenance()));
    return text(root);
  }

  /**
   * One VM alone, as it stands in a report.
   *
   * @param provenance the name and version of the program that made the prediction
   */
  public static String of(VmForecast forecast, String provenance, long seed) {
    ObjectNode root = object();
    root.put("schema", "blackout-estimate/1");
    root.setAll(vm(forecast));
    root.putObject("provenance").put("program", provenance).put("seed", seed);
    return text(root);
  }

  /** One VM of very many on one line, without its rounds. */
  static String line(VmForecast forecast) {
    ObjectNode node = vm(forecast);
    if (node.get("live") instanceof ObjectNode live) {
      live.put("live_rounds", forecast.live().map(o -> o.story().liveRounds()).orElse(0));
      live.remove("rounds");
    }
    return node.toString();
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

  private static ObjectNode vm(VmForecast forecast) {
    ObjectNode node = object();
    node.put("name", forecast.vm().name());
    node.put("memory_bytes", forecast.vm().memory().bytes());
    node.set("saved_state", downtime(forecast.savedState()));
    node.set("live", forecast.live().map(JsonReport::live).orElse(null));
    node.set("crash", downtime(forecast.crash()));
    return node;
  }

  /** The grade of a VM and the sources of its facts, where the estate says them. */
  private static ObjectNode withOrigins(ObjectNode node, String vm, Origins origins) {
    origins.grade(vm).ifPresent(grade -> node.put("grade", grade.name()));
    if (!origins.of(vm).isEmpty()) {
      ObjectNode sources = node.putObject("origins");
      origins.of(vm).forEach(s -> sources.put(s.field(), s.origin().label() + ": " + s.source()));
    }
    return node;
  }

  /** A VM among very many: how it was predicted; rounds only where they were followed. */
  private static ObjectNode vm(VmForecast forecast, boolean replayed) {
    ObjectNode node = vm(forecast);
    if (node.get("live") instanceof ObjectNode live) {
      live.put("engine", replayed ? "page by page" : "expected counts");
      if (!replayed) {
        live.remove("rounds");
      }
    }
    return node;
  }

  private static ObjectNode fleet(EstateForecast.Fleet fleet) {
    return object()
        .put("replayed_vms", fleet.replayed().size())
        .put("largest_total_difference_ratio", fleet.totalDifferenceRatio())
        .put("largest_downtime_difference_ms", millis(fleet.downtimeDifference()));
  }

  private static ObjectNode downtime(Downtime downtime) {
    ObjectNode node = object();
    node.put("downtime_ms", millis(downtime.total()));
    node.set("parts", parts(downtime));
    return node;
  }

  private static ArrayNode parts(Downtime downtime) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    for (Downtime.Part part : downtime.parts()) {
      parts.addObject().put("name", part.name()).put("ms", millis(part.duration()));
    }
    return parts;
  }

  private static ObjectNode live(Outcome outcome) {
    ObjectNode node = object();
    node.put("outcome", outcome.word());
    node.put("downtime_ms", outcome.downtime().map(d -> millis(d.total())).orElse(null));
    node.put("total_ms", millis(outcome.story().total()));
    node.put("bytes", outcome.story().sent().bytes().bytes());
    node.put("stop_reason", outcome.story().stopReason());
    node.set("parts", outcome.downtime().map(JsonReport::parts).orElse(null));
    ArrayNode rounds = node.putArray("rounds");
    outcome.story().rounds().forEach(round -> rounds.add(round(round)));
    return node;
  }

  private static ObjectNode round(Round round) {
    return object()
        .put("round", Tables.roundName(round))
        .put("paused", round.paused())
        .put("start_ms", millis(round.start()))
        .put("duration_ms", millis(round.duration()))
        .put("sent_bytes", round.sent().bytes().bytes())
        .put("sent_pages", round.sent().pages())
        .put("newly_dirty_pages", round.newlyDirtyPages())
        .put("remaining_pages", round.remainingPages());
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
    try {
      return WRITER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }
}

package blackout.ingest;

import blackout.check.Result;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier report said, as far as a later one is compared with it.
 *
 * @param estate the name of its estate, untrusted text
 * @param checks the results by the id of the check
 * @param vms the downtimes by the name of the VM
 */
public record Baseline(String estate, Map<String, Check> checks, Map<String, Downtimes> vms) {

  /**
   * How a check ended.
   *
   * @param title the rule in one line, untrusted text
   * @param result how it ended
   */
  public record Check(String title, Result result) {}

  /**
   * The downtimes of a VM by three ways.
   *
   * @param savedState by saved state
   * @param livePossible whether it could be moved live at all
   * @param live by live migration; empty if it never ended or was not possible
   * @param crash after a crash
   */
  public record Downtimes(
      Duration savedState, boolean livePossible, Optional<Duration> live, Duration crash) {}

  private static final JsonRules RULES = JsonRules.resource("baseline.schema.json");

  /**
   * Reads an earlier {@code report.json}.
   *
   * @throws UnreadableInput if the file cannot be read or is no such report
   */
  public static Baseline load(Path file) {
    return baseline(JsonText.read(file), JsonText.sourceName(file));
  }

  /**
   * Reads a report from the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   * @throws UnreadableInput as {@link #load}
   */
  static Baseline parse(byte[] json, String source) {
    return baseline(JsonText.parse(json, source), source);
  }

  private static Baseline baseline(JsonNode tree, String source) {
    List<Problem> problems = RULES.problems(tree, source);
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    Map<String, Check> checks = new LinkedHashMap<>();
    for (JsonNode check : tree.path("checks")) {
      checks.put(
          check.path("id").asText(),
          new Check(check.path("title").asText(), result(check.path("result").asText())));
    }
    Map<String, Downtimes> vms = new LinkedHashMap<>();
    for (JsonNode vm : tree.path("vms")) {
      vms.put(
          vm.path("name").asText(),
          new Downtimes(
              downtime(vm.path("saved_state")).orElse(Duration.ZERO),
              !vm.path("live").isNull(),
              downtime(vm.path("live")),
              downtime(vm.path("crash")).orElse(Duration.ZERO)));
    }
    return new Baseline(tree.path("estate").asText(), checks, vms);
  }

  private static Result result(String word) {
    return Arrays.stream(Result.values())
        .filter(r -> r.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Duration> downtime(JsonNode way) {
    JsonNode millis = way.path("downtime_ms");
    return millis.isNumber()
        ? Optional.of(
            Duration.ofNanos(
                millis.decimalValue().multiply(BigDecimal.valueOf(1_000_000)).longValue()))
        : Optional.empty();
  }
}

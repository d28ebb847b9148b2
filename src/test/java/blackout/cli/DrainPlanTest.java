package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.exhibit.Gantt;
import blackout.ingest.estate.EstateSource;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Drains;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: a drain goes as the platform goes, by the clock, and back again. */
final class DrainPlanTest {

  private static final String CLUSTER = "datasets/cluster-2022";

  @Test
  void vmsOfAHigherPriorityNeverStartAfterThoseOfALowerOne() {
    Estate estate = EstateSource.load(List.of(Path.of(CLUSTER))).loaded().value();
    Map<String, Integer> priorities =
        estate.vms().stream()
            .collect(
                Collectors.toMap(
                    EstateVm::name, vm -> vm.priority().orElse(EstateVm.Priority.MEDIUM).number()));
    Drain drain = Drains.of(estate, "HV22-3", DrainRules.of(estate));

    assertThat(
            drain.moves().stream()
                .filter(move -> move.way() == Drain.Way.LIVE)
                .map(move -> -priorities.get(move.vm())))
        .hasSizeGreaterThan(3)
        .isSorted();
    assertThat(drain.order().byPriority()).isTrue();
    assertThat(drain.order().taken()).isGreaterThanOrEqualTo(drain.order().found());
  }

  @Test
  void aClockGoesOnPastMidnight() {
    // By hand: two hours and ten minutes after 22:30 it is 00:40 of the next day.
    LocalTime start = LocalTime.of(22, 30);
    assertThat(Gantt.clock(start, Duration.ofMinutes(130))).isEqualTo("00:40:00 +1 d");
    assertThat(Gantt.clock(start, Duration.ofSeconds(59))).isEqualTo("22:30:59");
    assertThat(Run.of("drain", CLUSTER, "--rolling", "--start", "22:00").out())
        .contains("Patched at", "22:00:00");
    assertThat(Run.of("drain", CLUSTER, "--rolling", "--start", "25:00").exit()).isEqualTo(2);
  }

  @Test
  void everyVmThatLeftGoesHome() throws Exception {
    Run run = Run.of("drain", CLUSTER, "--rolling", "--json", "-");
    JsonNode json = new ObjectMapper().readTree(run.out());
    Estate estate = EstateSource.load(List.of(Path.of(CLUSTER))).loaded().value();
    Map<String, String> at =
        estate.vms().stream().collect(Collectors.toMap(EstateVm::name, EstateVm::node));
    Map<String, String> home = Map.copyOf(at);
    for (JsonNode host : json.at("/drains")) {
      host.at("/moves").forEach(m -> at.put(m.at("/name").asText(), m.at("/to").asText()));
    }

    assertThat(json.at("/home/vms").asLong())
        .isEqualTo(at.keySet().stream().filter(vm -> !at.get(vm).equals(home.get(vm))).count())
        .isPositive();
    assertThat(json.at("/home/total_ms").asDouble()).isPositive();
  }

  @Test
  void waiversCountAsInValidate(@TempDir Path folder) throws Exception {
    Path waivers = folder.resolve("waivers.json");
    String faulty = "datasets/faulty-two-node";
    JsonNode checks =
        new ObjectMapper().readTree(Run.of("validate", faulty, "--json", "-").out()).at("/checks");
    StringBuilder all = new StringBuilder();
    for (JsonNode check : checks) {
      all.append(all.isEmpty() ? "" : ",")
          .append("{\"check\":\"")
          .append(check.at("/id").asText())
          .append("\",\"owner\":\"ops\",\"reason\":\"known\",\"expires\":\"2027-01-01\"}");
    }
    Files.writeString(waivers, "{\"schema\":\"blackout-waivers/1\",\"waivers\":[" + all + "]}");
    List<String> options = List.of("--waivers", waivers.toString(), "--today", "2026-12-01");

    Run validate = run(List.of("validate", faulty), options);
    Run drain = run(List.of("drain", faulty, "--rolling"), options);

    assertThat(Run.of("drain", faulty, "--rolling").exit()).isEqualTo(3);
    assertThat(drain.exit()).isEqualTo(validate.exit()).isNotEqualTo(3);
  }

  private static Run run(List<String> command, List<String> options) {
    return Run.of(Stream.concat(command.stream(), options.stream()).toArray(String[]::new));
  }
}

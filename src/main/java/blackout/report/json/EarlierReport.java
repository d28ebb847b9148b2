package blackout.report.json;

import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.ingest.JsonRules;
import blackout.ingest.JsonText;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.json.Json;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.Noise;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.Require;
import blackout.report.Changes;
import blackout.report.Changes.Change;
import blackout.report.Changes.Trend;
import blackout.report.Report;
import blackout.scenario.Scenario;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A {@code report.json} of before, with which a report is compared. Of its document only the checks
 * and the downtimes are read, so that reports of earlier versions of the program serve as well.
 */
public final class EarlierReport {

  /** What of the form is read, by the place of the object in the schema; all of it is needed. */
  private static final Map<String, List<String>> READ =
      Map.of(
          "", List.of("schema", "estate", "checks", "vms"),
          "/$defs/Check", List.of("id", "title", "result"),
          "/$defs/VmDoc", List.of("name", "saved_state", "live", "crash"),
          "/$defs/VmDoc.Way", List.of("downtime_ms"),
          "/$defs/VmDoc.Live", List.of("downtime_ms"));

  private static final JsonRules RULES =
      JsonRules.part("/blackout/schemas/report.schema.json", READ);

  /** A longer downtime, of three centuries, is no downtime, and not in a {@link Duration}. */
  private static final double MOST_MS = 9e12;

  /** Downtimes that differ by less than this share are the same: an assumption. */
  static final double SAME_RATIO = 0.01;

  /** So are those that differ by less than this: an assumption. */
  static final Duration SAME = Duration.ofMillis(1);

  private static final String NOTHING = "-";

  private final String estate;
  private final Map<String, ReportDoc.Check> checks = new LinkedHashMap<>();
  private final Map<String, VmDoc> vms = new LinkedHashMap<>();

  EarlierReport(ReportDoc document) {
    estate = document.estate();
    document.checks().forEach(check -> checks.put(check.id(), check));
    document.vms().forEach(vm -> vms.put(vm.name(), vm));
  }

  /**
   * Reads one.
   *
   * @throws UnreadableInput if the file cannot be read or is no such report
   */
  public static EarlierReport load(Path file) {
    return of(JsonText.read(file), JsonText.sourceName(file));
  }

  static EarlierReport of(JsonNode tree, String source) {
    List<Problem> problems = RULES.problems(tree, source);
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    var read = (ObjectNode) tree;
    retain(read, "");
    int i = 0;
    for (JsonNode vm : read.path("vms")) {
      String place = "/vms/" + i++;
      retain(vm, "/$defs/VmDoc");
      for (String key : List.of("saved_state", "live", "crash")) {
        retain(vm.path(key), "/$defs/VmDoc.Way");
        JsonNode downtime = vm.path(key).path("downtime_ms");
        if (downtime.isNumber()
            && !(Math.abs(downtime.doubleValue() - MOST_MS / 2) <= MOST_MS / 2)) {
          problems.add(
              new Problem(
                  source,
                  place + "/" + key + "/downtime_ms",
                  downtime.toString(),
                  "a number of 0 to " + Json.plain(MOST_MS)));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    return new EarlierReport(Json.read(read, ReportDoc.class));
  }

  private static void retain(JsonNode object, String place) {
    if (object instanceof ObjectNode some) {
      some.retain(Require.entry(READ, place));
    }
  }

  /** What is different in a later report. */
  public Changes until(Report now) {
    return until(
        now.checks(),
        now.forecast(),
        vm -> EstateForecast.scenario(now.estate(), vm.vm(), now.provenance().seed()));
  }

  /**
   * What is different.
   *
   * @param move the live migration of a VM alone, by which noise is told from a difference; empty
   *     where there is none
   */
  Changes until(
      List<CheckResult> now,
      EstateForecast forecast,
      Function<VmForecast, Optional<Scenario>> move) {
    var found = new ArrayList<Change>();
    var goneChecks = new LinkedHashMap<>(checks);
    for (CheckResult check : now) {
      Optional<Result> was =
          Optional.ofNullable(goneChecks.remove(check.id())).map(ReportDoc.Check::result);
      found.add(
          new Change(
              check(was, check.result()),
              check.id() + " " + check.title(),
              was.map(Result::label).orElse(NOTHING),
              check.result().label()));
    }
    goneChecks.forEach(
        (id, was) ->
            found.add(
                new Change(Trend.GONE, id + " " + was.title(), was.result().label(), NOTHING)));
    var goneVms = new LinkedHashMap<>(vms);
    for (VmForecast vm : forecast.vms()) {
      found.addAll(vm(Optional.ofNullable(goneVms.remove(vm.vm().name())), vm, move));
    }
    goneVms.forEach(
        (name, was) ->
            found.add(
                new Change(
                    Trend.GONE, name, Amounts.duration(was.savedState().downtimeMs()), NOTHING)));
    return new Changes(estate, found);
  }

  private static Trend check(Optional<Result> before, Result now) {
    boolean asked = before.isPresent() && asks(before.get());
    if (!asked) {
      return asks(now) ? Trend.NEW : Trend.UNCHANGED;
    }
    if (!asks(now)) {
      return Trend.FIXED;
    }
    int lighter = Integer.compare(weight(now), weight(before.get()));
    if (lighter == 0) {
      return Trend.UNCHANGED;
    }
    return lighter < 0 ? Trend.WORSE : Trend.BETTER;
  }

  private static boolean asks(Result result) {
    return result != Result.SUCCESS && result != Result.NOT_APPLICABLE;
  }

  private static int weight(Result result) {
    return Result.GRAVEST_FIRST.indexOf(result);
  }

  private static List<Change> vm(
      Optional<VmDoc> before, VmForecast now, Function<VmForecast, Optional<Scenario>> move) {
    String name = now.vm().name();
    Duration saved = now.savedState().total();
    if (before.isEmpty()) {
      return List.of(new Change(Trend.NEW, name, NOTHING, Amounts.duration(saved)));
    }
    VmDoc was = before.get();
    var changes = new ArrayList<Change>();
    changes.add(
        way(
            name + ", saved state",
            Optional.of(was.savedState().downtimeMs()),
            Optional.of(saved)));
    boolean wasPossible = was.live() != null;
    Optional<Duration> wasLive = Optional.ofNullable(was.live()).map(VmDoc.Live::downtimeMs);
    Optional<Duration> live = now.liveDowntime().map(Downtime::total);
    if (wasPossible && now.live().isPresent()) {
      changes.add(live(name + ", live migration", wasLive, live, () -> move.apply(now)));
    } else if (wasPossible || now.live().isPresent()) {
      changes.add(
          new Change(
              wasPossible ? Trend.WORSE : Trend.BETTER,
              name + ", live migration",
              wasPossible ? never(wasLive) : "not possible",
              wasPossible ? "not possible" : never(live)));
    }
    changes.add(
        way(
            name + ", crash",
            Optional.of(was.crash().downtimeMs()),
            Optional.of(now.crash().total())));
    return changes;
  }

  /** A live migration: what is within the model's error or what another day does is the same. */
  private static Change live(
      String what,
      Optional<Duration> before,
      Optional<Duration> now,
      Supplier<Optional<Scenario>> move) {
    Change change = way(what, before, now);
    if (change.kind() == Trend.UNCHANGED || before.isEmpty() || now.isEmpty()) {
      return change;
    }
    double seconds = Amounts.seconds(before.get());
    boolean noise =
        Math.abs(seconds - Amounts.seconds(now.get())) <= Noise.ofDowntime(seconds)
            || move.get().filter(m -> Noise.isUsual(before.get(), m)).isPresent();
    return noise ? new Change(Trend.UNCHANGED, what, change.before(), change.now()) : change;
  }

  /** A way whose downtime is empty never ends, which is worse than any downtime. */
  private static Change way(String what, Optional<Duration> before, Optional<Duration> now) {
    Trend kind = Trend.UNCHANGED;
    if (before.isPresent() && now.isPresent()) {
      Duration more = now.get().minus(before.get());
      boolean same =
          more.abs().compareTo(SAME) < 0
              || more.abs().toNanos() < before.get().toNanos() * SAME_RATIO;
      if (!same) {
        kind = more.isNegative() ? Trend.BETTER : Trend.WORSE;
      }
    } else if (before.isPresent() != now.isPresent()) {
      kind = now.isPresent() ? Trend.BETTER : Trend.WORSE;
    }
    return new Change(kind, what, never(before), never(now));
  }

  private static String never(Optional<Duration> downtime) {
    return downtime.map(Amounts::duration).orElse("never ends");
  }
}

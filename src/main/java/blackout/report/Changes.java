package blackout.report;

import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.exhibit.FormattedTable;
import blackout.ingest.Baseline;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is different from an earlier report.
 *
 * @param estate the name of the earlier estate
 * @param found every comparison, what needs a look first, otherwise in the order of the report
 */
public record Changes(String estate, List<Change> found) {

  /** What became of something. */
  public enum Kind {
    /** A check that asks for something now and did not before, or a VM that was not there. */
    NEW,
    WORSE,
    BETTER,
    /** A check that asked for something and does not any more. */
    FIXED,
    /** A VM or a check that is not there any more. */
    GONE,
    UNCHANGED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One comparison.
   *
   * @param kind what became of it
   * @param what the check or the VM and its way
   * @param before its result or downtime in the earlier report
   * @param now its result or downtime now
   */
  public record Change(Kind kind, String what, String before, String now) {}

  /** Downtimes that differ by less than this share are the same: an assumption. */
  static final double SAME_RATIO = 0.01;

  /** So are those that differ by less than this: an assumption. */
  static final Duration SAME = Duration.ofMillis(1);

  private static final String NOTHING = "-";

  public Changes {
    found = found.stream().sorted(Comparator.comparing(Change::kind)).toList();
  }

  /** Compares a report with an earlier one. */
  public static Changes between(
      Baseline before, List<CheckResult> checks, EstateForecast forecast) {
    var found = new ArrayList<Change>();
    Set<String> seen = new HashSet<>();
    for (CheckResult check : checks) {
      seen.add(check.id());
      Optional<Result> was =
          Optional.ofNullable(before.checks().get(check.id())).map(Baseline.Check::result);
      found.add(
          new Change(
              check(was, check.result()),
              check.id() + " " + check.title(),
              was.map(Result::word).orElse(NOTHING),
              check.result().word()));
    }
    before
        .checks()
        .forEach(
            (id, was) -> {
              if (!seen.contains(id)) {
                found.add(
                    new Change(Kind.GONE, id + " " + was.title(), was.result().word(), NOTHING));
              }
            });
    Set<String> vms = new HashSet<>();
    for (VmForecast vm : forecast.vms()) {
      vms.add(vm.vm().name());
      found.addAll(vm(Optional.ofNullable(before.vms().get(vm.vm().name())), vm));
    }
    before
        .vms()
        .forEach(
            (name, was) -> {
              if (!vms.contains(name)) {
                found.add(new Change(Kind.GONE, name, text(was.savedState()), NOTHING));
              }
            });
    return new Changes(before.estate(), found);
  }

  /** How many comparisons ended in a way. */
  public long count(Kind kind) {
    return found.stream().filter(c -> c.kind() == kind).count();
  }

  /** The counts in one sentence. */
  public String sentence() {
    var counts = new ArrayList<String>();
    for (Kind kind : Kind.values()) {
      counts.add(count(kind) + " " + kind.word());
    }
    return "Against the earlier report of " + estate + ": " + String.join(", ", counts) + ".";
  }

  /** What is not unchanged, as a table. */
  public FormattedTable sheet() {
    return new FormattedTable(
        "Changes",
        List.of(
            new FormattedTable.Header("Change", false),
            new FormattedTable.Header("What", false),
            new FormattedTable.Header("Before", false),
            new FormattedTable.Header("Now", false)),
        found.stream()
            .filter(c -> c.kind() != Kind.UNCHANGED)
            .map(c -> List.of(c.kind().word(), c.what(), c.before(), c.now()))
            .toList());
  }

  private static Kind check(Optional<Result> before, Result now) {
    boolean asked = before.isPresent() && asks(before.get());
    if (!asked) {
      return asks(now) ? Kind.NEW : Kind.UNCHANGED;
    }
    if (!asks(now)) {
      return Kind.FIXED;
    }
    int lighter = Integer.compare(weight(now), weight(before.get()));
    if (lighter == 0) {
      return Kind.UNCHANGED;
    }
    return lighter < 0 ? Kind.WORSE : Kind.BETTER;
  }

  private static boolean asks(Result result) {
    return result != Result.SUCCESS && result != Result.NOT_APPLICABLE;
  }

  private static int weight(Result result) {
    return PageMaker.WEIGHT.indexOf(result);
  }

  private static List<Change> vm(Optional<Baseline.Downtimes> before, VmForecast now) {
    String name = now.vm().name();
    if (before.isEmpty()) {
      return List.of(new Change(Kind.NEW, name, NOTHING, text(now.savedState().total())));
    }
    Baseline.Downtimes was = before.get();
    var changes = new ArrayList<Change>();
    changes.add(
        way(
            name + ", saved state",
            Optional.of(was.savedState()),
            Optional.of(now.savedState().total())));
    if (was.livePossible() && now.live().isPresent()) {
      changes.add(
          way(name + ", live migration", was.live(), now.liveDowntime().map(Downtime::total)));
    } else if (was.livePossible() || now.live().isPresent()) {
      changes.add(
          new Change(
              now.live().isPresent() ? Kind.BETTER : Kind.WORSE,
              name + ", live migration",
              was.livePossible() ? never(was.live()) : "not possible",
              now.live().isPresent()
                  ? never(now.liveDowntime().map(Downtime::total))
                  : "not possible"));
    }
    changes.add(way(name + ", crash", Optional.of(was.crash()), Optional.of(now.crash().total())));
    return changes;
  }

  /** A way whose downtime is empty never ends, which is worse than any downtime. */
  private static Change way(String what, Optional<Duration> before, Optional<Duration> now) {
    Kind kind = Kind.UNCHANGED;
    if (before.isPresent() && now.isPresent()) {
      Duration more = now.get().minus(before.get());
      boolean same =
          more.abs().compareTo(SAME) < 0
              || more.abs().toNanos() < before.get().toNanos() * SAME_RATIO;
      if (!same) {
        kind = more.isNegative() ? Kind.BETTER : Kind.WORSE;
      }
    } else if (before.isPresent() != now.isPresent()) {
      kind = now.isPresent() ? Kind.BETTER : Kind.WORSE;
    }
    return new Change(kind, what, never(before), never(now));
  }

  private static String never(Optional<Duration> downtime) {
    return downtime.map(Changes::text).orElse("never ends");
  }

  private static String text(Duration downtime) {
    return Amounts.duration(downtime);
  }
}

package blackout.exhibit;

import blackout.check.CheckResult;
import blackout.inventory.MigrationOptions.Option;
import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.scenario.HypervisorProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The tables of results. Titles carry the unit; every number in a column shares it. */
public final class Tables {

  static final String MISSING = "-";

  private Tables() {}

  /** The rounds of a live migration, the final copy last. */
  public static Table rounds(MigrationRecord record) {
    List<Round> rounds = record.rounds();
    return Table.create(
        "Rounds",
        texts("Round", rounds, Tables::roundName),
        seconds("Start (s)", "0.00", rounds, r -> Optional.of(r.start())),
        seconds("Duration (s)", "0.00", rounds, r -> Optional.of(r.duration())),
        doubles("Sent (MiB)", "#,##0.0", rounds, r -> Amounts.mebibytes(r.sent().bytes())),
        counts("Pages sent", rounds, r -> r.sent().pages()),
        counts("Dirtied meanwhile", rounds, Round::newlyDirtyPages),
        counts("Pages left", rounds, Round::remainingPages));
  }

  /** How a round is called: its number, or "final copy" for what is sent in the pause. */
  public static String roundName(Round round) {
    return round.paused() ? "final copy" : Integer.toString(round.number());
  }

  /** The three ways side by side for one VM. */
  public static Table strategies(VmForecast forecast) {
    List<String> names = new ArrayList<>(List.of("saved state", "live migration", "crash restart"));
    List<Optional<Downtime>> downtimes =
        List.of(
            Optional.of(forecast.savedState()),
            forecast.liveDowntime(),
            Optional.of(forecast.crash()));
    var totals =
        List.of(
            Optional.of(forecast.savedState().total()),
            forecast.liveTotal(),
            Optional.of(forecast.crash().total()));
    var results =
        List.of(
            "estimated",
            forecast.live().map(o -> "simulated: " + o.word()).orElse("not possible"),
            "estimated");
    List<Integer> rows = List.of(0, 1, 2);
    Table table =
        Table.create(
            "Three ways side by side",
            texts("Strategy", rows, names::get),
            texts(
                "Downtime",
                rows,
                i -> downtimes.get(i).map(d -> Amounts.duration(d.total())).orElse(MISSING)),
            texts("Takes", rows, i -> totals.get(i).map(Amounts::duration).orElse(MISSING)),
            texts("Result", rows, results::get),
            texts(
                "Downtime is", rows, i -> downtimes.get(i).map(Tables::partsText).orElse(MISSING)));
    Optional<Brownout> felt =
        forecast.live().map(o -> o.record().brownout()).filter(Brownout::isFelt);
    if (felt.isPresent()) {
      String live = MoveText.brownoutCell(felt.get());
      table.insertColumn(3, texts("Brownout", rows, i -> i == 1 ? live : "none"));
    }
    return table;
  }

  /** The parts of a downtime in one line: {@code "save 2.56 s + restore 2.56 s"}. */
  public static String partsText(Downtime downtime) {
    return String.join(
        " + ",
        downtime.parts().stream()
            .filter(part -> !part.duration().isZero())
            .map(part -> part.name() + " " + Amounts.duration(part.duration()))
            .toList());
  }

  /** The named parts of a downtime, and their sum. */
  public static Table parts(String title, Downtime downtime) {
    var parts = new ArrayList<>(downtime.parts());
    parts.add(new Downtime.Part("downtime", downtime.total()));
    return Table.create(
        title,
        texts("Part", parts, Downtime.Part::name),
        seconds("Duration (s)", "#,##0.00", parts, p -> Optional.of(p.duration())));
  }

  /** The downtimes of many VMs, one line each. */
  public static Table summary(List<VmForecast> vms) {
    return Table.create(
        "Downtime of each VM",
        texts("VM", vms, f -> f.vm().name()),
        doubles("Memory (GiB)", "#,##0.##", vms, f -> Amounts.gibibytes(f.vm().memory())),
        seconds("Saved state (s)", "#,##0.0", vms, f -> Optional.of(f.savedState().total())),
        seconds("Live (s)", "#,##0.00", vms, f -> f.liveDowntime().map(Downtime::total)),
        seconds("Live takes (s)", "#,##0.0", vms, VmForecast::liveTotal),
        texts("Live migration", vms, VmForecast::liveWord),
        seconds("Crash (s)", "#,##0.0", vms, f -> Optional.of(f.crash().total())));
  }

  /**
   * Several live migrations side by side.
   *
   * @param what the title of the first column: in what they differ
   * @param moves each by its name, in this order
   */
  public static Table moves(String what, Map<String, Outcome> moves) {
    List<Map.Entry<String, Outcome>> rows = List.copyOf(moves.entrySet());
    return Table.create(
        "Live migrations side by side",
        texts(what, rows, Map.Entry::getKey),
        texts("Result", rows, r -> r.getValue().word()),
        doubles(
            "Downtime (ms)",
            "#,##0.0",
            rows,
            r -> r.getValue().downtime().map(d -> d.total().toNanos() / 1e6).orElse(Double.NaN)),
        seconds("Takes (s)", "#,##0.0", rows, r -> Optional.of(r.getValue().record().total())),
        counts("Rounds", rows, r -> r.getValue().record().liveRounds()),
        doubles(
            "Sent (GiB)",
            "#,##0.00",
            rows,
            r -> Amounts.gibibytes(r.getValue().record().sent().bytes())),
        texts("Because", rows, r -> r.getValue().record().stopReason()));
  }

  /** When each hypervisor ends the rounds and pauses the guest, and what travels in the pause. */
  public static Table stopRules(List<HypervisorProfile> profiles) {
    return Table.create(
        "Stop rules",
        texts("Hypervisor", profiles, HypervisorProfile::name),
        texts("The rounds end when", profiles, HypervisorProfile::stopRule),
        texts("In the pause", profiles, HypervisorProfile::finalCopy));
  }

  /** What checks found, one line each. */
  public static Table checks(List<CheckResult> checks) {
    return Table.create(
        "Checks",
        texts("Id", checks, CheckResult::id),
        texts("Category", checks, c -> c.category().title()),
        texts("Rule", checks, CheckResult::title),
        texts("Result", checks, c -> c.result().label()),
        texts("Found", checks, c -> String.join("; ", c.evidence())),
        texts("To do", checks, CheckResult::action));
  }

  /** Everything about many VMs, one record each, for other programs. */
  public static Table vms(List<VmForecast> vms) {
    return Table.create(
        "vms",
        texts("name", vms, f -> f.vm().name()),
        counts("memory_bytes", vms, f -> f.vm().memory().bytes()),
        millis("saved_state_downtime_ms", vms, f -> Optional.of(f.savedState().total())),
        texts("live_outcome", vms, VmForecast::liveWord),
        millis("live_downtime_ms", vms, f -> f.liveDowntime().map(Downtime::total)),
        millis("live_total_ms", vms, VmForecast::liveTotal),
        longs("live_bytes", vms, f -> f.live().map(o -> o.record().sent().bytes().bytes())),
        longs("live_rounds", vms, f -> f.live().map(o -> (long) o.record().liveRounds())),
        millis("crash_downtime_ms", vms, f -> Optional.of(f.crash().total())));
  }

  /** The rounds for other programs. */
  public static Table roundRecords(MigrationRecord record) {
    List<Round> rounds = record.rounds();
    return Table.create(
        "rounds",
        counts("round", rounds, Round::number),
        texts("paused", rounds, r -> Boolean.toString(r.paused())),
        millis("start_ms", rounds, r -> Optional.of(r.start())),
        millis("duration_ms", rounds, r -> Optional.of(r.duration())),
        counts("sent_bytes", rounds, r -> r.sent().bytes().bytes()),
        counts("sent_pages", rounds, r -> r.sent().pages()),
        counts("newly_dirty_pages", rounds, Round::newlyDirtyPages),
        counts("remaining_pages", rounds, Round::remainingPages));
  }

  /** The hypervisors with the rules that decide the most. */
  public static Table hypervisors(List<HypervisorProfile> profiles) {
    return Table.create(
        "Hypervisors",
        texts("Hypervisor", profiles, HypervisorProfile::name),
        texts("A round ends", profiles, HypervisorProfile::roundEnd),
        texts("Pauses the guest when", profiles, HypervisorProfile::stopRule),
        texts("Zero pages", profiles, HypervisorProfile::zeroPages),
        texts("Slows the guest", profiles, HypervisorProfile::throttle),
        texts("Assumptions", profiles, p -> p.assumptions().isEmpty() ? "none" : "some"));
  }

  /**
   * All that is known of one hypervisor.
   *
   * @param options what can be switched on
   */
  public static Table hypervisor(HypervisorProfile profile, Set<Option> options) {
    List<List<String>> rows =
        List.of(
            List.of("order of pages", profile.order()),
            List.of("a round ends", profile.roundEnd()),
            List.of("writes count again", profile.rearm()),
            List.of("pauses the guest when", profile.stopRule()),
            List.of("sent in the pause", profile.finalCopy()),
            List.of("zero pages", profile.zeroPages()),
            List.of("bandwidth it believes in", profile.bandwidthEstimate()),
            List.of("slows the guest", profile.throttle()),
            List.of(
                "can be switched on",
                options.isEmpty()
                    ? "nothing"
                    : options.stream().map(Option::words).collect(Collectors.joining(", "))),
            List.of("read at", profile.source()),
            List.of(
                "assumptions",
                profile.assumptions().isEmpty()
                    ? "none"
                    : String.join(", ", profile.assumptions())));
    return Table.create(
        profile.name(),
        texts("Rule", rows, row -> row.get(0)),
        texts(profile.name(), rows, row -> row.get(1)));
  }

  static <T> StringColumn texts(String title, List<T> rows, Function<T, String> cell) {
    return StringColumn.create(title, rows.stream().map(cell).toList());
  }

  static <T> LongColumn counts(String title, List<T> rows, ToLongFunction<T> cell) {
    var column = LongColumn.create(title, rows.stream().mapToLong(cell));
    column.setPrintFormatter(Amounts.decimal("#,##0"), MISSING);
    return column;
  }

  static <T> DoubleColumn doubles(
      String title, String pattern, List<T> rows, Function<T, Double> cell) {
    var column = DoubleColumn.create(title);
    rows.forEach(row -> column.append(cell.apply(row)));
    column.setPrintFormatter(Amounts.decimal(pattern), MISSING);
    return column;
  }

  static <T> DoubleColumn seconds(
      String title, String pattern, List<T> rows, Function<T, Optional<Duration>> cell) {
    return doubles(
        title, pattern, rows, r -> cell.apply(r).map(Amounts::seconds).orElse(Double.NaN));
  }

  /** Times in seconds, written with their units; infinite is "never ends". */
  static <T> DoubleColumn durations(
      String title, List<T> rows, ToDoubleFunction<T> seconds, String missing) {
    var column = DoubleColumn.create(title, rows.stream().mapToDouble(seconds));
    column.setPrintFormatter(new DurationFormat(missing));
    return column;
  }

  /** Times, written with their units. */
  static <T> DoubleColumn durations(String title, List<T> rows, Function<T, Duration> time) {
    return durations(title, rows, row -> Amounts.seconds(time.apply(row)), MISSING);
  }

  /** A number of seconds as people write it. */
  private static final class DurationFormat extends NumberColumnFormatter {
    DurationFormat(String missing) {
      super(missing);
    }

    @Override
    public String format(double seconds) {
      if (Double.isNaN(seconds)) {
        return getMissingString();
      }
      return Double.isInfinite(seconds)
          ? "never ends"
          : Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
  }

  static <T> DoubleColumn millis(String title, List<T> rows, Function<T, Optional<Duration>> cell) {
    return doubles(
        title, "#,##0", rows, r -> cell.apply(r).map(d -> d.toNanos() / 1e6).orElse(Double.NaN));
  }

  static <T> DoubleColumn longs(String title, List<T> rows, Function<T, Optional<Long>> cell) {
    return doubles(
        title, "#,##0", rows, r -> cell.apply(r).map(Long::doubleValue).orElse(Double.NaN));
  }
}

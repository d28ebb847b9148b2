package blackout.exhibit;

import blackout.plan.drain.Concurrency;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Drains;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A drain as a table and as a Gantt chart: one line per VM, its pause in another colour. */
public final class Gantt {

  /** The VMs that a sentence names: an assumption about a readable line. */
  private static final int NAMES = 12;

  /** A smaller difference is not worth a sentence. */
  private static final double LEAST_RATIO = 0.01;

  private static final long SECONDS_A_DAY = 86_400;

  private Gantt() {}

  /** The schedule by the clock. */
  public static Table table(Drain drain, Optional<LocalTime> start) {
    Table table = table(drain);
    if (start.isPresent()) {
      List<Drain.Move> moves = drain.moves();
      table.replaceColumn("Start (s)", clock("Start", start.get(), moves, Drain.Move::start));
      table.replaceColumn("End (s)", clock("End", start.get(), moves, Drain.Move::end));
    }
    return table;
  }

  private static <T> StringColumn clock(
      String title, LocalTime start, List<T> rows, Function<T, Duration> after) {
    return StringColumn.create(title, rows.stream().map(row -> clock(start, after.apply(row))));
  }

  /**
   * The time of day, with the days that have passed: {@code "22:04:10"}, {@code "00:12:00 +1 d"}.
   */
  public static String clock(LocalTime start, Duration after) {
    long second = start.toSecondOfDay() + Math.round(Amounts.seconds(after));
    long days = Math.floorDiv(second, SECONDS_A_DAY);
    return LocalTime.ofSecondOfDay(Math.floorMod(second, SECONDS_A_DAY))
            .format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT))
        + (days > 0 ? " +" + days + " d" : "");
  }

  /** The schedule, by start. */
  public static Table table(Drain drain) {
    List<Drain.Move> moves = drain.moves();
    return Table.create(
        "Drain of " + drain.host(),
        StringColumn.create("VM", moves.stream().map(Drain.Move::vm)),
        seconds(
            "Memory (GiB)",
            "#,##0.##",
            moves.stream().mapToDouble(m -> Amounts.gibibytes(m.memory())).toArray()),
        StringColumn.create("To", moves.stream().map(Drain.Move::to)),
        StringColumn.create("Way", moves.stream().map(m -> m.way().label())),
        StringColumn.create("Because", moves.stream().map(Drain.Move::why)),
        seconds("Start (s)", "#,##0.0", times(moves, Drain.Move::start)),
        seconds("End (s)", "#,##0.0", times(moves, Drain.Move::end)),
        seconds("Downtime (s)", "#,##0.00", times(moves, Drain.Move::downtime)));
  }

  /**
   * When the host is empty, how good the order is, and whether another node could fail meanwhile: a
   * sentence a line.
   *
   * @param atOnce the rule by which it was drained
   */
  public static List<String> sentences(Drain drain, Concurrency atOnce) {
    return List.of(
        ("%s %s, with %s (%s). Migrations on a link share it max-min fairly and slow"
                + " one another.")
            .formatted(drain.host(), emptied(drain), atOnce.name(), atOnce.source()),
        order(drain.order()) + faster(drain.choices()),
        drain.keepsReserve()
            ? "Meanwhile one more node could fail: the others have room for its VMs."
            : "Meanwhile no other node may fail: the rest has no room for its VMs.");
  }

  private static String emptied(Drain drain) {
    String after = "after " + Amounts.duration(drain.makespan());
    return drain.kept().isEmpty()
        ? "is empty " + after
        : drain.moves().isEmpty()
            ? "loses no VM"
            : "has lost the VMs that can leave %s, and is not empty".formatted(after);
  }

  /** What keeps hosts from being empty, a sentence each; none if all end empty. */
  public static List<String> kept(List<Drain> drains) {
    return drains.stream().flatMap(drain -> drain.keptWords(NAMES).stream()).toList();
  }

  /** How good the order of the live migrations is, in a sentence. */
  public static String order(Drain.Order order) {
    if (order.byPriority()) {
      Duration less = order.taken().minus(order.found());
      return "VMs leave by priority, highest first, as the cluster drains; "
          + (less.toMillis() > 0
              ? "the best order found would be %s faster.".formatted(Amounts.duration(less))
              : order.proven()
                  ? "with so many at once no other order is faster."
                  : "no order that was tried is faster.");
    }
    if (order.proven()) {
      return "With so many at once, every order was tried; none is faster.";
    }
    double above = order.gapRatio();
    return "No order of the live migrations can be faster than "
        + Amounts.duration(order.bound())
        + "; the best one found takes "
        + Amounts.duration(order.found())
        + ", "
        + (above < 0.0005 ? "no more." : String.format(Locale.ROOT, "%.1f %% more.", above * 100));
  }

  /** Which other number at once is faster; empty if none is. */
  static String faster(List<Drain.Choice> choices) {
    Drain.Choice planned = choices.get(0);
    return choices.stream()
        .filter(c -> c.neverEnding() == 0)
        .filter(c -> c.makespan().toNanos() < planned.makespan().toNanos() * (1 - LEAST_RATIO))
        .min(Comparator.comparing(Drain.Choice::makespan))
        .map(
            c ->
                " Faster is %s: %s instead of %s."
                    .formatted(
                        c.name(),
                        Amounts.duration(c.makespan()),
                        Amounts.duration(planned.makespan())))
        .orElse("");
  }

  /** The way home, in a sentence. */
  public static String home(Drain.Home home, Duration before) {
    if (home.vms() == 0) {
      return "No VM has to go home.";
    }
    return "The way home: %s in %s (longest live downtime %s); after %s all are where they were. It is not part of the window.%s"
        .formatted(
            Text.count(home.vms(), "VM"),
            Amounts.duration(home.time()),
            Amounts.duration(home.longestDowntime()),
            Amounts.duration(before.plus(home.time())),
            home.neverEnding() > 0
                ? " Of these, %s would never end live.".formatted(home.neverEnding())
                : "");
  }

  /** How good the orders of a rolling drain are, in a sentence. */
  public static String orders(List<Drain> drains) {
    if (drains.stream().anyMatch(d -> d.order().byPriority())) {
      Duration less =
          drains.stream()
              .map(d -> d.order().taken().minus(d.order().found()))
              .reduce(Duration.ZERO, Duration::plus);
      return "VMs leave by priority, highest first, as the cluster drains; "
          + (less.toMillis() > 0
              ? "the best orders found would save %s in all.".formatted(Amounts.duration(less))
              : "no order that was tried is faster.");
    }
    Optional<Drain> worst =
        drains.stream()
            .filter(d -> d.order().gapRatio() >= 0.0005)
            .max(Comparator.comparing(d -> d.order().gapRatio()));
    return worst.isEmpty()
        ? "No order of the live migrations of any host can be faster."
        : String.format(
            Locale.ROOT,
            "The order of the live migrations of a host takes at most %.1f %% more than a time that"
                + " no order can beat (%s).",
            worst.get().order().gapRatio() * 100,
            worst.get().host());
  }

  /** What other numbers at once would cost. */
  public static Table choices(Drain drain) {
    return choices("At once", "Empty after (s)", drain.choices());
  }

  /** The same for a rolling drain, patches included. */
  public static Table choices(List<Drain> drains, DrainRules rules) {
    return choices("At once, all nodes", "Patched after (s)", Drains.choices(drains, rules));
  }

  private static Table choices(String caption, String makespan, List<Drain.Choice> choices) {
    return Table.create(
        caption,
        StringColumn.create("At once", choices.stream().map(Drain.Choice::name)),
        seconds(
            makespan,
            "#,##0.0",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.makespan())).toArray()),
        seconds(
            "Longest live downtime (s)",
            "#,##0.00",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.worstDowntime())).toArray()),
        seconds(
            "All live downtimes (s)",
            "#,##0.00",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.totalDowntime())).toArray()),
        Tables.counts("Never end (VMs)", choices, Drain.Choice::neverEnding));
  }

  /**
   * When all nodes are patched, by which rule, and how good the orders are: a sentence each.
   *
   * @param drains of hosts emptied in turn
   */
  public static List<String> sentences(List<Drain> drains, DrainRules rules) {
    return List.of(
        "%s after %s, including %s x %s patching, with %s (%s)."
            .formatted(
                kept(drains).isEmpty()
                    ? "All nodes are patched"
                    : "Not all nodes can be patched; the time of all would be over",
                Amounts.duration(Drains.total(drains, rules)),
                drains.size(),
                Amounts.duration(rules.patch()),
                rules.atOnce().name(),
                rules.atOnce().source()),
        orders(drains) + faster(Drains.choices(drains, rules)));
  }

  /** The hosts of a rolling drain by the clock. */
  public static Table hosts(List<Drain> drains, Duration patch, Optional<LocalTime> start) {
    Table table = hosts(drains, patch);
    if (start.isPresent()) {
      double[] ends = table.doubleColumn("Patched after (s)").asDoubleArray();
      table.replaceColumn(
          "Patched after (s)",
          StringColumn.create(
              "Patched at",
              Arrays.stream(ends)
                  .mapToObj(s -> clock(start.get(), Duration.ofNanos(Math.round(s * 1e9))))));
      table.insertColumn(
          1,
          StringColumn.create(
              "Begins at",
              IntStream.range(0, ends.length)
                  .mapToObj(
                      i ->
                          clock(
                              start.get(),
                              i == 0
                                  ? Duration.ZERO
                                  : Duration.ofNanos(Math.round(ends[i - 1] * 1e9))))));
    }
    return table;
  }

  /** The hosts of a rolling drain. */
  public static Table hosts(List<Drain> drains, Duration patch) {
    var ends = DoubleColumn.create("Patched after (s)");
    Duration at = Duration.ZERO;
    for (Drain drain : drains) {
      at = at.plus(drain.makespan()).plus(patch);
      ends.append(Amounts.seconds(at));
    }
    ends.setPrintFormatter(Amounts.decimal("#,##0"), "-");
    return Table.create(
        "Rolling drain",
        StringColumn.create("Host", drains.stream().map(Drain::host)),
        count("Live", drains, Drain.Way.LIVE),
        count("Saved", drains, Drain.Way.SAVED),
        seconds(
            "Empty after (s)",
            "#,##0.0",
            drains.stream().mapToDouble(d -> Amounts.seconds(d.makespan())).toArray()),
        seconds(
            "Longest downtime (s)",
            "#,##0.00",
            drains.stream()
                .mapToDouble(
                    d ->
                        d.moves().stream()
                            .mapToDouble(m -> Amounts.seconds(m.downtime()))
                            .max()
                            .orElse(0))
                .toArray()),
        StringColumn.create(
            "A node in reserve", drains.stream().map(d -> d.keepsReserve() ? "yes" : "no")),
        ends);
  }

  /** The schedule as a chart. */
  public static Chart chart(Drain drain) {
    String title = "Drain of " + drain.host();
    String description =
        ("%s within %s. Bar: migration; tip in the other colour: downtime, at least wide enough to"
                + " be seen. A saved state is all downtime.")
            .formatted(
                Text.count(drain.moves().size(), "VM") + " evacuated",
                Amounts.duration(drain.makespan()));
    return new Chart("drain", title, description, new GanttDrawing(drain), table(drain));
  }

  private static double[] times(List<Drain.Move> moves, Function<Drain.Move, Duration> time) {
    return moves.stream().mapToDouble(m -> Amounts.seconds(time.apply(m))).toArray();
  }

  private static DoubleColumn seconds(String title, String pattern, double[] values) {
    var column = DoubleColumn.create(title, values);
    column.setPrintFormatter(Amounts.decimal(pattern), "-");
    return column;
  }

  private static DoubleColumn count(String title, List<Drain> drains, Drain.Way way) {
    var column =
        DoubleColumn.create(
            title,
            drains.stream()
                .mapToDouble(d -> d.moves().stream().filter(m -> m.way() == way).count())
                .toArray());
    column.setPrintFormatter(Amounts.decimal("0"), "-");
    return column;
  }
}

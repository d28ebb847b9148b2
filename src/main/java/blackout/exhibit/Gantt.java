package blackout.exhibit;

import blackout.plan.Drain;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A drain as a table and as a Gantt chart: one line per VM, its pause in another colour. */
public final class Gantt {

  private static final int LEFT = 150;
  private static final int WIDTH = 760;
  private static final int LINE = 18;
  private static final int TOP = 8;

  private Gantt() {}

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

  /** What other numbers at once would cost. */
  public static Table choices(Drain drain) {
    List<Drain.Choice> choices = drain.choices();
    return Table.create(
        "At once",
        StringColumn.create("At once", choices.stream().map(Drain.Choice::name)),
        seconds(
            "Empty after (s)",
            "#,##0.0",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.makespan())).toArray()),
        seconds(
            "Longest live downtime (s)",
            "#,##0.00",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.worstDowntime())).toArray()),
        seconds(
            "All live downtimes (s)",
            "#,##0.00",
            choices.stream().mapToDouble(c -> Amounts.seconds(c.totalDowntime())).toArray()));
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
        drain.moves().size() + " VMs leave within " + Amounts.duration(drain.makespan()) + ".";
    return new Chart("drain", title, description, picture(drain, title, description), table(drain));
  }

  private static String picture(Drain drain, String title, String description) {
    int lines = drain.moves().size();
    int bottom = TOP + lines * LINE;
    double seconds = Math.max(1e-3, Amounts.seconds(drain.makespan()));
    double scale = (WIDTH - LEFT - 20) / seconds;
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\""
                + " aria-labelledby=\"chart-drain-title chart-drain-desc\">\n",
            WIDTH,
            bottom + 30));
    svg.append("<title id=\"chart-drain-title\">").append(safe(title)).append("</title>\n");
    svg.append("<desc id=\"chart-drain-desc\">").append(safe(description)).append("</desc>\n");
    double step = step(seconds);
    for (double tick = 0; tick <= seconds; tick += step) {
      double x = LEFT + tick * scale;
      rectangle(svg, x, TOP, 1, bottom - TOP, Ink.RULE);
      String label = Amounts.duration(Duration.ofMillis(Math.round(tick * 1000)));
      text(svg, x, bottom + 18, "middle", tick == 0 ? "0" : label);
    }
    for (int i = 0; i < lines; i++) {
      Drain.Move move = drain.moves().get(i);
      double y = TOP + i * LINE + 3.0;
      double start = LEFT + Amounts.seconds(move.start()) * scale;
      double end = LEFT + Amounts.seconds(move.end()) * scale;
      double pause = Math.max(1.5, Amounts.seconds(move.downtime()) * scale);
      rectangle(svg, start, y, Math.max(0.5, end - start), LINE - 6.0, Ink.LIVE);
      rectangle(
          svg,
          Math.max(start, end - pause),
          y,
          Math.min(pause, Math.max(1.5, end - start)),
          LINE - 6.0,
          Ink.SAVED);
      text(svg, LEFT - 6.0, y + 10, "end", shortened(move.vm()));
    }
    return svg.append("</svg>").toString();
  }

  /** Half a dozen ticks at round times. */
  private static double step(double seconds) {
    for (double step : new double[] {0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200}) {
      if (seconds / step <= 8) {
        return step;
      }
    }
    return 14_400;
  }

  private static void rectangle(
      StringBuilder svg, double x, double y, double width, double height, Ink ink) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" class=\"f-%s\"/>\n",
            x,
            y,
            width,
            height,
            ink.light(),
            ink.word()));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-family=\"sans-serif\""
                + " font-size=\"11\" fill=\"%s\" class=\"f-%s\">%s</text>\n",
            x,
            y,
            anchor,
            Ink.MUTED.light(),
            Ink.MUTED.word(),
            safe(text)));
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= 22
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 21)) + "\u2026";
  }

  /** Names are untrusted; a control character is not allowed in XML at all. */
  private static String safe(String text) {
    return TerminalText.plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
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

package blackout.exhibit;

import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Question;
import blackout.plan.move.Sweep;
import blackout.quantity.Amounts;
import blackout.scenario.Port;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A sweep as CSV, a record for each point: written by hand, because a million records should take
 * seconds. Numbers have at most three decimals; a cell is empty where there is no number.
 */
public final class SweepText {

  /** The first record. */
  public static final String HEAD =
      "hypervisor,memory_mib,dirty_mib_s,working_set_mib,zero_ratio,pattern,port_mbit_s,payload_mbit_s,"
          + "downtime_limit_ms,seed,options,outcome,downtime_ms,total_ms,sent_mib,log_readings,"
          + "slowdown_mean_ratio,slowdown_deepest_ratio,brownout_ms,lost_work_ms\n";

  private static final double MIB = 1048576.0;

  private SweepText() {}

  /** The part of a record that says what was asked, up to and with its last comma. */
  public static String question(Question question) {
    var text = new StringBuilder();
    question(text, question);
    return text.toString();
  }

  /** Records, each with its line feed. */
  public static String records(List<Sweep.Point> points) {
    var text = new StringBuilder(points.size() * 110);
    for (Sweep.Point point : points) {
      question(text, point.question());
      if (point.outcome().isPresent()) {
        answer(text, point.outcome().get());
      } else {
        text.append("not possible,,,,,,,,");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void question(StringBuilder text, Question question) {
    text.append(question.hypervisor().name()).append(',');
    number(text, question.guest().memory().bytes() / MIB);
    number(text, question.guest().dirtyRate().bytesPerSecond() / MIB);
    number(text, question.guest().writtenPages() / 256.0);
    number(text, question.guest().zeroRatio());
    text.append(question.guest().pattern().label()).append(',');
    number(text, Port.of(question.link().wire()).bytesPerSecond() * 8 / 1e6);
    number(text, question.link().wire().bytesPerSecond() * 8 / 1e6);
    number(text, millis(question.downtimeLimit()));
    text.append(question.seed()).append(',').append(options(question)).append(',');
  }

  /** What is switched on, with semicolons, so that it needs no quotes. */
  private static String options(Question question) {
    String limit = question.link().senderLimit().map(rate -> "at most " + rate).orElse("");
    String words = String.join("; ", question.options().words()).replace(',', ';');
    return limit.isEmpty() || words.isEmpty() ? limit + words : limit + "; " + words;
  }

  private static void answer(StringBuilder text, Outcome outcome) {
    text.append(outcome.word()).append(',');
    if (outcome.downtime().isPresent()) {
      number(text, millis(outcome.downtime().get().total()));
    } else {
      text.append(',');
    }
    number(text, millis(outcome.record().total()));
    number(text, outcome.record().sent().bytes().bytes() / MIB);
    text.append(outcome.record().syncCount()).append(',');
    Brownout felt = outcome.record().brownout();
    number(text, felt.meanRatio());
    number(text, felt.deepestRatio());
    number(text, millis(felt.length()));
    number(text, millis(felt.lostWork()));
    text.setLength(text.length() - 1); // the last comma
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  /** A number of at least 0 with up to three decimals, and a comma. */
  private static void number(StringBuilder text, double value) {
    long thousandths = Math.round(value * 1000);
    text.append(thousandths / 1000);
    int rest = (int) (thousandths % 1000);
    if (rest > 0) {
      text.append('.').append((char) ('0' + rest / 100));
      if (rest % 100 > 0) {
        text.append((char) ('0' + rest / 10 % 10));
        if (rest % 10 > 0) {
          text.append((char) ('0' + rest % 10));
        }
      }
    }
    text.append(',');
  }

  /** A small sweep as a table. */
  public static Table table(List<Sweep.Point> points) {
    return Table.create(
        "Sweep",
        StringColumn.create(
            "Hypervisor", points.stream().map(p -> p.question().hypervisor().name())),
        StringColumn.create(
            "Memory", points.stream().map(p -> Amounts.bytes(p.question().guest().memory()))),
        StringColumn.create(
            "Dirty rate", points.stream().map(p -> Amounts.rate(p.question().guest().dirtyRate()))),
        numbers("Working set (MiB)", points, p -> p.question().guest().writtenPages() / 256.0),
        StringColumn.create(
            "Port",
            points.stream().map(p -> Amounts.linkRate(Port.of(p.question().link().wire())))),
        StringColumn.create(
            "Payload", points.stream().map(p -> Amounts.linkRate(p.question().link().wire()))),
        StringColumn.create(
            "Live migration",
            points.stream().map(p -> p.outcome().map(Outcome::word).orElse("not possible"))),
        numbers(
            "Downtime (s)",
            points,
            p ->
                p.outcome()
                    .flatMap(Outcome::downtime)
                    .map(Downtime::total)
                    .map(Amounts::seconds)
                    .orElse(Double.NaN)),
        numbers(
            "Takes (s)",
            points,
            p -> p.outcome().map(o -> Amounts.seconds(o.record().total())).orElse(Double.NaN)));
  }

  private static DoubleColumn numbers(
      String title, List<Sweep.Point> points, ToDoubleFunction<Sweep.Point> cell) {
    var column = DoubleColumn.create(title, points.stream().mapToDouble(cell).toArray());
    column.setPrintFormatter(Amounts.decimal("#,##0.00"), "-");
    return column;
  }
}

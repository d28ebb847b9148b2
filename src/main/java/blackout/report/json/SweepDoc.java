package blackout.report.json;

import blackout.json.Description;
import blackout.json.Json;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Question;
import blackout.plan.move.Sweep;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The points of a sweep, one on a line. */
@Description("One question over many values: a point for each, in expected counts.")
public record SweepDoc(
    @Description("The name and version of the form.") String schema,
    @Description("What made this document.") ValidationDoc.Program provenance,
    @Description("The points, the last axis first.") List<Point> points) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-sweep/1";

  /** What stands behind the last point. */
  public static final String TAIL = "\n]}\n";

  /** A question and its answer; what does not exist is null. */
  public record Point(
      @Description("Whose live migration.") String hypervisor,
      @Description("The assigned memory, in bytes.") ByteCount memoryBytes,
      @Description("The dirty page rate, in bytes a second.") DataRate dirtyBytesPerS,
      @Description("The memory that the guest writes at all, in bytes.") ByteCount workingSetBytes,
      @Description("The share of pages that hold only zeros, 0 to 1.") double zeroRatio,
      @Description("The order of the writes: random or sequential.") String pattern,
      @Description("The port of the link, in bytes a second.") DataRate portBytesPerS,
      @Description("What of the port is payload, in bytes a second.") DataRate payloadBytesPerS,
      @Description("The rate that the sender keeps to, in bytes a second; left out if none.")
          Optional<DataRate> limitBytesPerS,
      @Description("The target downtime, in milliseconds.") Duration downtimeLimitMs,
      @Description("The seed of all chance.") long seed,
      @Description("What is switched on, in words.") List<String> options,
      @Description("How the migration ends, in one word; \"not possible\" for no such guest.")
          String outcome,
      @Description("How long the VM is out, in milliseconds; null if it is given up.")
          @Nullable Duration downtimeMs,
      @Description("From the command to the end, in milliseconds; null if not possible.")
          @Nullable Duration totalMs,
      @Description("What is sent, in bytes; null if not possible.") @Nullable ByteCount sentBytes,
      @Description("How often the dirty log is read; null if not possible.")
          @Nullable Integer logReadings,
      @Description("How the guest is slowed while it runs; left out if it is not.")
          Optional<VmDoc.BrownoutDoc> brownout) {
    static Point of(Sweep.Point point) {
      Question question = point.question();
      Optional<Outcome> outcome = point.outcome();
      return new Point(
          question.hypervisor().name(),
          question.guest().memory(),
          question.guest().dirtyRate(),
          new ByteCount(question.guest().writtenPages() * 4096),
          question.guest().zeroRatio(),
          question.guest().pattern().label(),
          Port.of(question.link().wire()),
          question.link().wire(),
          question.link().senderLimit(),
          question.downtimeLimit(),
          question.seed(),
          question.options().words(),
          outcome.map(Outcome::word).orElse("not possible"),
          outcome.flatMap(Outcome::downtime).map(Downtime::total).orElse(null),
          outcome.map(o -> o.record().total()).orElse(null),
          outcome.map(o -> o.record().sent().bytes()).orElse(null),
          outcome.map(o -> o.record().syncCount()).orElse(null),
          outcome.flatMap(VmDoc.BrownoutDoc::of));
    }
  }

  /** The text before the first point: there may be too many for one list. */
  public static String head(String program) {
    return Json.head(new SweepDoc(SCHEMA, new ValidationDoc.Program(program), List.of()));
  }

  /** A point on one line. */
  public static String line(Sweep.Point point) {
    return Json.line(Point.of(point));
  }
}

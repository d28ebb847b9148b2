package blackout.report;

import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.report.PageView.Cell;
import blackout.report.PageView.PartView;
import blackout.report.PageView.WayView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The three ways to move a VM, drawn on one scale. */
final class MoveBars {

  /** About the width of a line: an assumption about what can be seen. */
  private static final BigDecimal LEAST_PERCENT = new BigDecimal("0.4");

  private MoveBars() {}

  /**
   * The longest downtime of a VM over its three ways.
   *
   * @param leftOver whether no other node starts it after a crash
   */
  static Duration longest(VmForecast vm, boolean leftOver) {
    return Stream.of(Optional.of(vm.savedState()), vm.liveDowntime(), crash(vm, leftOver))
        .flatMap(Optional::stream)
        .map(Downtime::total)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * @param longest the downtime whose bar fills the whole width; the pieces of the parts fill it
   *     with the longest downtime of this VM alone
   * @param leftOver why no other node starts it after a crash; empty if one does
   */
  static List<WayView> of(VmForecast vm, Duration longest, Optional<String> leftOver) {
    Duration own = longest(vm, leftOver.isPresent());
    String live =
        vm.live()
            .map(o -> o.word() + ", takes " + Amounts.duration(o.record().total()) + remedy(o))
            .orElse("");
    return List.of(
        way("Saved state", "saved", Optional.of(vm.savedState()), "", "", longest, own),
        way("Live migration", "live", vm.liveDowntime(), vm.liveWord(), live, longest, own),
        way(
            "Crash restart",
            "crash",
            crash(vm, leftOver.isPresent()),
            "does not start",
            leftOver.orElse(""),
            longest,
            own));
  }

  private static Optional<Downtime> crash(VmForecast vm, boolean leftOver) {
    return leftOver ? Optional.empty() : Optional.of(vm.crash());
  }

  private static String remedy(Outcome outcome) {
    return outcome instanceof Outcome.Aborted aborted
        ? aborted.remedy().map(text -> ". " + text).orElse("")
        : "";
  }

  private static WayView way(
      String name,
      String ink,
      Optional<Downtime> downtime,
      String otherwise,
      String note,
      Duration longest,
      Duration own) {
    Duration total = downtime.map(Downtime::total).orElse(Duration.ZERO);
    var parts = new ArrayList<PartView>();
    Duration before = Duration.ZERO;
    for (Downtime.Part part : downtime.map(Downtime::parts).orElse(List.of())) {
      parts.add(
          new PartView(
              part.name(),
              Amounts.duration(part.duration()),
              percent(before, own),
              visible(part.duration(), own)));
      before = before.plus(part.duration());
    }
    return new WayView(
        name,
        ink,
        downtime.map(Downtime::total).map(Cell::of).orElse(Cell.of(otherwise)),
        note,
        parts.isEmpty() ? "0" : visible(total, longest),
        parts);
  }

  /** The share in percent, but wide enough to be seen. */
  private static String visible(Duration part, Duration whole) {
    String percent = percent(part, whole);
    return new BigDecimal(percent).compareTo(LEAST_PERCENT) < 0
        ? LEAST_PERCENT.toPlainString()
        : percent;
  }

  private static String percent(Duration part, Duration whole) {
    if (whole.isZero()) {
      return "0";
    }
    BigDecimal share =
        BigDecimal.valueOf(part.toNanos())
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(whole.toNanos()), 1, RoundingMode.HALF_UP);
    return share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString();
  }
}

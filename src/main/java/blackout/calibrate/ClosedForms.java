package blackout.calibrate;

import blackout.estimate.CappedLinearPreCopy;
import blackout.estimate.GeometricPreCopy;
import blackout.estimate.MeasuredCurvePreCopy;
import blackout.estimate.MeasuredCurvePreCopy.Point;
import blackout.estimate.PreCopyEstimate;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import blackout.inventory.Workload.Window;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The closed forms, each told the memory in use (not the assigned memory), the rate of the stream
 * and the downtime limit. None of them knows throttling, or that a sender may ignore its limit in
 * the pause.
 *
 * <p>Syncs are counted as QEMU counts them: one at the start, one at the end of each round, one in
 * the pause.
 */
final class ClosedForms {

  /** The windows that the script measures, and those that are made up where none was measured. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private ClosedForms() {}

  static List<Model> all() {
    return List.of(
        new Model(
            "geometric",
            "used memory, dirty rate, bandwidth, downtime limit",
            run -> Optional.of(prediction(run, geometric(run)))),
        new Model(
            "capped linear",
            "used memory, working set, dirty rate, bandwidth, downtime limit",
            run -> Optional.of(prediction(run, cappedLinear(run)))),
        new Model(
            "measured curve",
            "used memory, zero pages, dirty pages after 1, 2 and 4 s, bandwidth, downtime limit",
            run -> measuredCurve(run).map(estimate -> prediction(run, estimate))));
  }

  private static PreCopyEstimate geometric(MeasuredRun run) {
    double stopBytes = run.rate().bytesPerSecond() * run.downtimeLimit().toNanos() / 1e9;
    return new GeometricPreCopy(usedMemory(run), dirtyRate(run), run.rate())
        .until(new ByteCount(Math.max(1, (long) Math.min(stopBytes, Long.MAX_VALUE))));
  }

  private static PreCopyEstimate cappedLinear(MeasuredRun run) {
    return new CappedLinearPreCopy(usedMemory(run), workingSet(run), dirtyRate(run))
        .estimate(run.rate(), run.downtimeLimit());
  }

  /** Empty with fewer than two windows of different length, through which no line goes. */
  private static Optional<PreCopyEstimate> measuredCurve(MeasuredRun run) {
    List<Point> points = run.guest().windows().isEmpty() ? idealWindows(run) : measuredWindows(run);
    if (points.size() < 2) {
      return Optional.empty();
    }
    Vm vm = run.vm();
    return Optional.of(
        new MeasuredCurvePreCopy(vm.residentPages(), vm.zeroPages(), points)
            .estimate(run.rate(), run.downtimeLimit()));
  }

  /** By growing length; windows of one length are averaged. */
  private static List<Point> measuredWindows(MeasuredRun run) {
    return run.guest().windows().stream()
        .collect(
            Collectors.groupingBy(
                Window::length, TreeMap::new, Collectors.averagingDouble(ClosedForms::pages)))
        .entrySet()
        .stream()
        .map(e -> new Point(e.getKey(), e.getValue()))
        .toList();
  }

  /** What windows without noise would say of known writes: the expected distinct pages. */
  private static List<Point> idealWindows(MeasuredRun run) {
    List<Region> regions = run.guest().writes().map(Workload.Regions::regions).orElse(List.of());
    return WINDOWS.stream()
        .map(
            length ->
                new Point(
                    length, regions.stream().mapToDouble(r -> distinctPages(r, length)).sum()))
        .toList();
  }

  /**
   * The distinct pages that a region is expected to see written.
   *
   * <pre>  random: W (1 - exp(-r t / W))        sequential: min(r t, W)</pre>
   */
  static double distinctPages(Region region, Duration time) {
    return distinctPages(
        region.pattern(), (double) region.pages(), region.writesPerSecond() * time.toNanos() / 1e9);
  }

  /**
   * The same, of a region whose size need not be whole.
   *
   * @param pages more than 0
   * @param writes all writes in the time, repeats included
   */
  static double distinctPages(Pattern pattern, double pages, double writes) {
    return pattern == Pattern.RANDOM
        ? pages * -Math.expm1(-writes / pages)
        : Math.min(writes, pages);
  }

  private static ByteCount usedMemory(MeasuredRun run) {
    return pages(run.guest().residentPages());
  }

  /** All writes, each to a clean page; where only windows are known, what the shortest said. */
  private static DataRate dirtyRate(MeasuredRun run) {
    return run.guest()
        .writes()
        .map(
            known ->
                new DataRate(
                    known.regions().stream().mapToDouble(Region::writesPerSecond).sum()
                        * Vm.PAGE_BYTES))
        .orElseGet(
            () ->
                run.guest().windows().stream()
                    .min(Comparator.comparing(Window::length))
                    .map(Window::rate)
                    .orElse(DataRate.ZERO));
  }

  /** The pages written at all; where only windows are known, the most that one of them saw. */
  private static ByteCount workingSet(MeasuredRun run) {
    return pages(Math.min(run.guest().residentPages(), run.vm().workload().workingSetPages()));
  }

  private static double pages(Window window) {
    return window.rate().bytesPerSecond() * window.length().toNanos() / 1e9 / Vm.PAGE_BYTES;
  }

  private static ByteCount pages(long pages) {
    return new ByteCount(Math.multiplyExact(pages, Vm.PAGE_BYTES));
  }

  private static Prediction prediction(MeasuredRun run, PreCopyEstimate estimate) {
    Optional<Finish> finish =
        estimate
            .total()
            .filter(total -> total.compareTo(run.giveUpAfter()) <= 0)
            .map(
                total ->
                    new Finish(
                        total,
                        estimate.downtime().orElse(Duration.ZERO),
                        estimate.transfers().size() + 1));
    return new Prediction(finish, Optional.empty(), List.of(), 0);
  }
}

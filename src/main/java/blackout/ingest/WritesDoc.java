package blackout.ingest;

import blackout.calibrate.WorkloadFit;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Region;
import blackout.json.Description;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a guest writes, as an estate file says it.
 *
 * @param pattern {@code idle}, {@code steady}, {@code sequential}, {@code hot and cold}, {@code
 *     Zipf}; or {@code regions}, {@code fitted}, {@code traced}, {@code windows}, which no person
 *     would type
 */
public record WritesDoc(
    @Description("The kind of writes.") String pattern,
    @Description("The memory that is written at all, in MiB.") Optional<ByteCount> workingSetMib,
    @Description("Writes of a page, repeats included, each second.")
        Optional<BigDecimal> writesPerS,
    @Description("The hot part of it, in MiB.") Optional<ByteCount> hotMib,
    @Description("The share of the writes that goes to the hot part, 0 to 1.")
        Optional<BigDecimal> hotWriteRatio,
    @Description("The exponent of Zipf's law.") Optional<BigDecimal> zipfExponent,
    @Description("Regions side by side.") Optional<List<WritesDoc>> regions,
    @Description("The length of an interval, in seconds.") Optional<Duration> intervalS,
    @Description("The distinct pages of 4096 B written in each interval.")
        Optional<List<Long>> distinctPages,
    @Description("The windows of a dirty-rate measurement.") Optional<List<WindowDoc>> windows,
    @Description("The pages of 4096 B that were sampled in each GiB.")
        Optional<Integer> samplesPerGib) {

  /** A window of a dirty-rate measurement. */
  public record WindowDoc(
      @Description("Its length, in seconds.") Duration lengthS,
      @Description("The distinct memory written in it, in MiB a second.") DataRate rateMibS) {}

  private static final int MIB_PAGES = (1 << 20) / Vm.PAGE_BYTES;

  /** The writes of a fit, rounded to what an estate file says: whole MiB, tenths of a write. */
  public static WritesDoc of(WorkloadFit fit) {
    if (fit.workload().regions().isEmpty()) {
      return of(Workload.idle());
    }
    if (fit.classes().size() > 1) {
      return of(new Workload.Fitted(fit.classes()));
    }
    long mebibytes = Math.max(1, Math.round(fit.workingSetPages().value() / MIB_PAGES));
    double rate = Math.round(fit.writesPerSecond().value() * 10) / 10.0;
    return of(new Region(fit.pattern(), mebibytes * MIB_PAGES, rate));
  }

  /** Any writes; {@link #workload} gives the same. */
  public static WritesDoc of(Workload workload) {
    if (workload instanceof Workload.Regions several) {
      List<Region> regions = several.regions();
      return switch (regions.size()) {
        case 0 -> of("idle");
        case 1 -> of(regions.get(0));
        default -> of("regions", regions.stream().map(WritesDoc::of).toList());
      };
    }
    if (workload instanceof Workload.Fitted fitted) {
      return of("fitted", fitted.regions().stream().map(WritesDoc::of).toList());
    }
    if (workload instanceof Workload.Zipf zipf) {
      return of(
          "Zipf", zipf.writesPerSecond(), zipf.workingSetPages(), Optional.of(zipf.exponent()));
    }
    if (workload instanceof Workload.Traced traced) {
      return new WritesDoc(
          "traced",
          Optional.of(bytes(traced.workingSetPages())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(traced.interval()),
          Optional.of(traced.distinctPages()),
          Optional.empty(),
          Optional.empty());
    }
    var curve = (Workload.MeasuredCurve) workload;
    return new WritesDoc(
        "windows",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            curve.windows().stream().map(w -> new WindowDoc(w.length(), w.rate())).toList()),
        Optional.of(curve.samplesPerGibibyte()));
  }

  private static WritesDoc of(Region region) {
    String order = region.pattern() == Workload.Pattern.RANDOM ? "steady" : "sequential";
    return of(order, region.writesPerSecond(), region.pages(), Optional.empty());
  }

  private static WritesDoc of(
      String pattern, double writesPerSecond, long pages, Optional<Double> exponent) {
    return new WritesDoc(
        pattern,
        Optional.of(bytes(pages)),
        Optional.of(Json.plain(writesPerSecond)),
        Optional.empty(),
        Optional.empty(),
        exponent.map(Json::plain),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WritesDoc of(String pattern) {
    return of(pattern, Optional.empty());
  }

  private static WritesDoc of(String pattern, List<WritesDoc> regions) {
    return of(pattern, Optional.of(regions));
  }

  private static WritesDoc of(String pattern, Optional<List<WritesDoc>> regions) {
    return new WritesDoc(
        pattern,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        regions,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The writes.
   *
   * @throws IllegalArgumentException if the numbers do not fit together
   */
  public Workload workload() {
    return switch (pattern) {
      case "idle" -> Workload.idle();
      case "steady", "sequential" -> new Workload.Regions(List.of(region()));
      case "hot and cold" ->
          Workload.hotAndCold(
              pages(workingSetMib),
              pages(hotMib),
              rate(),
              hotWriteRatio.orElseThrow().doubleValue());
      case "Zipf" ->
          new Workload.Zipf(pages(workingSetMib), rate(), zipfExponent.orElseThrow().doubleValue());
      case "regions" ->
          new Workload.Regions(regions.orElseThrow().stream().map(WritesDoc::region).toList());
      case "fitted" ->
          new Workload.Fitted(regions.orElseThrow().stream().map(WritesDoc::region).toList());
      case "traced" ->
          new Workload.Traced(
              pages(workingSetMib), intervalS.orElseThrow(), distinctPages.orElseThrow());
      case "windows" ->
          new Workload.MeasuredCurve(
              windows.orElseThrow().stream()
                  .map(w -> new Workload.Window(w.lengthS(), w.rateMibS()))
                  .toList(),
              samplesPerGib.orElseThrow());
      default -> throw new AssertionError("the schema let \"" + pattern + "\" through");
    };
  }

  private Region region() {
    return new Region(
        pattern.equals("steady") ? Workload.Pattern.RANDOM : Workload.Pattern.SEQUENTIAL,
        pages(workingSetMib),
        rate());
  }

  private double rate() {
    return writesPerS.orElseThrow().doubleValue();
  }

  private static long pages(Optional<ByteCount> memory) {
    return memory.orElseThrow().pages(Vm.PAGE_BYTES);
  }

  private static ByteCount bytes(long pages) {
    return new ByteCount(pages * Vm.PAGE_BYTES);
  }
}

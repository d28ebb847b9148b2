package blackout.exhibit;

import blackout.outcome.Downtime;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tech.tablesaw.api.Table;

/** Charts of so many VMs that one mark for each would hide the others. */
final class FleetCharts {

  /** Steps of memory: quarters of a doubling, so that neighbours can be told apart. */
  private static final int STEPS_PER_DOUBLING = 4;

  private FleetCharts() {}

  /** VMs of about the same size; the middle and the longest of their downtimes. */
  private record SizeClass(
      ByteCount memory,
      long vms,
      Duration saved,
      Optional<Duration> liveMedian,
      Optional<Duration> liveWorst) {}

  /** As {@link Charts#downtimeByMemory}, VMs of about the same size taken together. */
  static Chart downtimeByMemory(List<VmForecast> bySize, XYChart chart, String description) {
    List<SizeClass> classes = classes(bySize);
    add(
        chart,
        "saved state, median",
        classes,
        c -> Optional.of(c.saved),
        Palette.SAVED,
        SeriesMarkers.CIRCLE);
    add(chart, "live, median", classes, SizeClass::liveMedian, Palette.LIVE, SeriesMarkers.DIAMOND);
    add(
        chart,
        "live, longest",
        classes,
        SizeClass::liveWorst,
        Palette.CRASH,
        SeriesMarkers.TRIANGLE_UP);
    Charts.decades(chart);
    return new Chart("downtime", "Downtime against memory", description, chart, table(classes));
  }

  private static void add(
      XYChart chart,
      String name,
      List<SizeClass> classes,
      Function<SizeClass, Optional<Duration>> downtime,
      Palette ink,
      Marker marker) {
    Charts.add(
        chart,
        name,
        classes.stream().filter(c -> downtime.apply(c).isPresent()).toList(),
        SizeClass::memory,
        c -> downtime.apply(c).orElseThrow(),
        ink,
        marker);
  }

  private static List<SizeClass> classes(List<VmForecast> bySize) {
    TreeMap<Long, List<VmForecast>> sizes = new TreeMap<>();
    for (VmForecast vm : bySize) {
      long step = Math.round(Charts.log2(vm.vm().memory()) * STEPS_PER_DOUBLING);
      sizes.computeIfAbsent(step, s -> new ArrayList<>()).add(vm);
    }
    return sizes.values().stream().map(FleetCharts::summed).toList();
  }

  private static SizeClass summed(List<VmForecast> vms) {
    List<Duration> saved = sorted(vms.stream().map(VmForecast::savedState));
    List<Duration> live = sorted(vms.stream().flatMap(f -> f.liveDowntime().stream()));
    return new SizeClass(
        vms.get(vms.size() / 2).vm().memory(),
        vms.size(),
        saved.get(saved.size() / 2),
        live.isEmpty() ? Optional.empty() : Optional.of(live.get(live.size() / 2)),
        live.isEmpty() ? Optional.empty() : Optional.of(live.get(live.size() - 1)));
  }

  private static List<Duration> sorted(Stream<Downtime> downtimes) {
    return downtimes.map(Downtime::total).sorted().toList();
  }

  private static Table table(List<SizeClass> classes) {
    return Table.create(
        "Downtime by memory",
        Tables.doubles("Memory (GiB)", "#,##0.##", classes, c -> Amounts.gibibytes(c.memory)),
        Tables.counts("VMs", classes, SizeClass::vms),
        Tables.seconds("Saved state, median (s)", "#,##0.0", classes, c -> Optional.of(c.saved)),
        Tables.seconds("Live, median (s)", "#,##0.00", classes, SizeClass::liveMedian),
        Tables.seconds("Live, longest (s)", "#,##0.00", classes, SizeClass::liveWorst));
  }
}

package blackout.calibrate;

import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.SeriesFitting.Block;
import blackout.calibrate.SeriesFitting.Fit;
import blackout.calibrate.SeriesFitting.Watched;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.calibrate.WorkloadFit.Estimate;
import blackout.calibrate.WorkloadFit.Point;
import blackout.calibrate.WorkloadFit.Quality;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Region;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The best shape of guest for all series of looks at one VM, as a fit. */
final class SeriesFit {

  /** Readings of the dirty log that one series needs at least. */
  private static final int FEWEST_BLOCKS = 2;

  /** A migration that ended so much sooner than predicted was helped by something else. */
  private static final double HELPED = 0.9;

  /** A pass further off than this, as the last are when the load ends, counts as so far off. */
  private static final double MOST_RATIO = 0.5;

  private SeriesFit() {}

  static Optional<WorkloadFit> of(List<ObservedMigration> migrations, Settings settings) {
    List<Watched> watched =
        migrations.stream().flatMap(m -> watched(m, settings).stream()).toList();
    if (watched.isEmpty()) {
      return Optional.empty();
    }
    var fitting = new SeriesFitting(watched);
    List<Fit> fits = fitting.fits();
    Fit best = fits.get(0);
    List<Region> classes = fitting.classes(best);
    List<Integer> counts = counts(fits, settings.draws());
    var draws = new ArrayList<List<Region>>();
    for (int i = 0; i < fits.size(); i++) {
      draws.addAll(fitting.draws(fits.get(i), counts.get(i), settings.seed() + i));
    }
    List<List<Region>> alike = draws.subList(0, counts.get(0));
    List<Outcome> replays = watched.stream().map(w -> w.replay(classes)).toList();
    List<Point> points = points(watched, replays);
    return Optional.of(
        new WorkloadFit(
            Basis.PASSES,
            classes.get(0).pattern(),
            estimate(classes, alike, SeriesFit::pages),
            estimate(classes, alike, SeriesFit::writes),
            new Quality(rootMeanSquare(points), Optional.empty()),
            points,
            draws,
            remark(watched, replays),
            best.shape().label(),
            classes));
  }

  /** Draws of each shape: as many as it is likely, and what rounding leaves to the likeliest. */
  private static List<Integer> counts(List<Fit> fits, int draws) {
    List<Double> weights = SeriesFitting.weights(fits);
    var counts = new ArrayList<Integer>();
    int others = 0;
    for (int i = 1; i < fits.size(); i++) {
      int count = (int) Math.min(draws - 1.0 - others, Math.floor(weights.get(i) * draws));
      counts.add(count);
      others += count;
    }
    counts.add(0, draws - others);
    return counts;
  }

  static Optional<Watched> watched(ObservedMigration migration, Settings settings) {
    return migration
        .record()
        .filter(r -> SeriesFitting.blocks(r).size() >= FEWEST_BLOCKS)
        .flatMap(
            record ->
                WatchedQuestion.watched(migration, settings)
                    .map(
                        question ->
                            new Watched(
                                SeriesFitting.blocks(record),
                                migration.finish(),
                                migration
                                    .totals()
                                    .map(t -> (double) t.rawPages() - resident(record)),
                                question,
                                vm(record))));
  }

  private static double resident(Attempt record) {
    return vm(record).residentPages();
  }

  private static Vm vm(Attempt record) {
    long memory = SeriesFitting.memoryPages(record).orElseThrow();
    long zero = SeriesFitting.zeroPages(record).orElse(0L);
    return new Vm(
        "VM",
        new ByteCount(Math.multiplyExact(memory, Vm.PAGE_BYTES)),
        Math.min(memory - 1, zero),
        Workload.idle());
  }

  private static double pages(List<Region> classes) {
    return classes.stream().mapToDouble(Region::pages).sum();
  }

  private static double writes(List<Region> classes) {
    return classes.stream().mapToDouble(Region::writesPerSecond).sum();
  }

  private static Estimate estimate(
      List<Region> best, List<List<Region>> draws, ToDoubleFunction<List<Region>> number) {
    double value = number.applyAsDouble(best);
    return new Estimate(
        value,
        Math.min(value, Percentiles.of(draws, number, 2.5)),
        Math.max(value, Percentiles.of(draws, number, 97.5)));
  }

  private static List<Point> points(List<Watched> watched, List<Outcome> replays) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < watched.size(); i++) {
      List<Round> rounds = replays.get(i).record().rounds();
      double before = 0;
      for (Block block : watched.get(i).blocks()) {
        int passes = block.toSync() - block.fromSync();
        double seconds = (block.seconds() - before) / passes;
        String what = passes == 1 ? "pass of %.2f s" : "%2$d passes of %1$.2f s in the mean";
        points.add(
            new Point(
                String.format(Locale.ROOT, what, seconds, passes),
                Optional.of(seconds),
                block.pages() / passes,
                SeriesFitting.pages(block, rounds) / passes));
        before = block.seconds();
      }
    }
    return points;
  }

  private static double rootMeanSquare(List<Point> points) {
    double sum = 0;
    for (Point point : points) {
      double ratio = point.measured() == 0 ? 0 : point.fitted() / point.measured() - 1;
      double capped = Math.max(-MOST_RATIO, Math.min(MOST_RATIO, ratio));
      sum += capped * capped;
    }
    return Math.sqrt(sum / points.size());
  }

  /** Says where a migration ended by itself although its passes say that it would not have. */
  private static Optional<String> remark(List<Watched> watched, List<Outcome> replays) {
    for (int i = 0; i < watched.size(); i++) {
      Optional<Duration> measured = watched.get(i).end().map(Finish::total);
      Outcome replay = replays.get(i);
      boolean sooner =
          measured
              .filter(
                  t ->
                      replay.downtime().isEmpty()
                          || t.toNanos() < HELPED * replay.record().total().toNanos())
              .isPresent();
      if (sooner) {
        return Optional.of(
            "the guest wrote less towards the end: the migration completed after "
                + Amounts.duration(measured.orElseThrow())
                + ", and would not have with the writes that its passes show before; predicted is"
                + " the guest as it was before");
      }
    }
    return Optional.empty();
  }
}

package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.WorkloadFit.Basis;
import blackout.inventory.Grade;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Region;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Defaults;
import blackout.scenario.HasMigration;
import blackout.scenario.HostProfile;
import blackout.scenario.Migration;
import blackout.scenario.Scenario;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * From what was measured of VMs to their workloads.
 *
 * @param vms in the order in which the sources name them
 */
public record Calibration(List<CalibratedVm> vms) {

  /**
   * What the measurements do not say, and the migration to predict from them.
   *
   * @param vm the name of the VM that nameless measurements are of
   * @param memory the assigned memory, where no source says it
   * @param migration how it is asked for, by the hypervisor that was watched; its wire counts if
   *     the link is said
   * @param linkSaid whether it goes over its own wire; otherwise over that of the watched one, at
   *     the limit of that one's sender unless it has a limit itself
   * @param host the hosts, if a profile is named; else what the watched migration tells of them
   * @param draws the guests drawn for an interval, at least 1
   */
  @RecordBuilder
  public record Settings(
      String vm,
      Optional<ByteCount> memory,
      Migration migration,
      boolean linkSaid,
      HostChoice host,
      int draws)
      implements HasMigration<Settings>, CalibrationSettingsBuilder.With {

    /** The most draws that are made. */
    public static final int MOST_DRAWS = 100_000;

    /** Nothing said: QEMU's migration with its own downtime limit, 400 draws. */
    public static Settings defaults() {
      return new Settings(
          "VM",
          Optional.empty(),
          Migration.of(
              Link.wire(DataRate.gigabitsPerSecond(1)),
              Hypervisors.named(Defaults.MEASURED_HYPERVISOR)),
          false,
          HostChoice.USUAL,
          400);
    }

    public Settings {
      require(draws >= 1 && draws <= MOST_DRAWS, "draws are not in 1..%s: %s", MOST_DRAWS, draws);
    }

    @Override
    public Settings withMigration(Migration other) {
      return CalibrationSettingsBuilder.With.super.withMigration(other);
    }

    /** Over this link, whatever was watched. */
    @Override
    public Settings withLink(Link link) {
      return withMigration(migration.withLink(link)).withLinkSaid(true);
    }

    /** With this limit of the sender; if empty, that of the watched one counts. */
    public Settings withSenderLimit(Optional<DataRate> limit) {
      return withMigration(migration.withLink(link().withSenderLimit(limit)));
    }
  }

  public Calibration {
    vms = List.copyOf(vms);
  }

  /** Fits a workload to what was measured of each VM. The same input gives the same result. */
  public static Calibration of(List<Observation> observations, Settings settings) {
    var byVm = new LinkedHashMap<String, List<Observation>>();
    for (Observation each : observations) {
      byVm.computeIfAbsent(each.vm().orElse(settings.vm), name -> new ArrayList<>()).add(each);
    }
    var vms = new ArrayList<CalibratedVm>();
    byVm.forEach((name, of) -> vms.add(vm(name, of, settings)));
    return new Calibration(vms);
  }

  /**
   * The VMs whose prediction can be held against what was watched: those that are predicted over
   * the link that was watched, to 5 %. A move over another link says nothing of the fit.
   *
   * @param settings those that this was asked by
   */
  public Calibration asWatched(Settings settings) {
    double asked = settings.link().liveRate().bytesPerSecond();
    return new Calibration(
        vms.stream()
            .filter(
                vm ->
                    !settings.linkSaid
                        || vm.link()
                            .map(seen -> Math.abs(asked / seen.bytesPerSecond() - 1) <= 0.05)
                            .orElse(true))
            .toList());
  }

  private static CalibratedVm vm(String name, List<Observation> observations, Settings settings) {
    List<DirtyWindow> windows = only(observations, DirtyWindow.class);
    List<ObservedMigration> migrations =
        only(observations, Observation.WatchedMigration.class).stream()
            .map(Observation.WatchedMigration::migration)
            .toList();
    Optional<ObservedMigration.Totals> totals =
        migrations.stream().flatMap(m -> m.totals().stream()).findFirst();
    Optional<ByteCount> memory =
        totals
            .map(t -> new ByteCount(Math.multiplyExact(t.memoryPages(), Vm.PAGE_BYTES)))
            .or(
                () ->
                    only(observations, Observation.Memory.class).stream()
                        .map(Observation.Memory::size)
                        .findFirst())
            .or(settings::memory);
    long zeroPages = zeroPages(migrations, totals);
    Optional<ByteCount> touched =
        only(observations, Observation.Touched.class).stream()
            .map(Observation.Touched::size)
            .max(ByteCount::compareTo);
    Optional<ObservedMigration> finished =
        migrations.stream().filter(m -> m.finish().isPresent()).findFirst();
    Optional<ObservedMigration> ended =
        finished.or(() -> migrations.stream().filter(m -> m.total().isPresent()).findFirst());
    Optional<ObservedMigration> watched =
        ended.or(() -> migrations.stream().filter(m -> m.run().isPresent()).findFirst());
    Optional<ObservedMigration> streamed =
        watched
            .filter(m -> m.rate().isPresent())
            .or(() -> migrations.stream().filter(m -> m.rate().isPresent()).findFirst());
    Optional<WatchedStream> stream = streamed.flatMap(m -> WatchedQuestion.stream(m, settings));
    Optional<BiFunction<Vm, HostProfile, Scenario>> question =
        WatchedQuestion.asked(watched.flatMap(ObservedMigration::run), stream, settings);
    HostProfile host = WatchedQuestion.host(watched, stream, settings);

    Function<List<Region>, Workload> workload = workload(watched.flatMap(ObservedMigration::run));
    double mostPages = memory.map(m -> (double) m.pages(Vm.PAGE_BYTES) - zeroPages).orElse(1.0 / 0);
    mostPages = Math.min(mostPages, touchedPages(touched, windows));
    double bound = mostPages;
    List<WorkloadFit> fits = new ArrayList<>();
    fit(windows, memory, mostPages, settings).ifPresent(fits::add);
    SeriesFit.of(migrations, settings)
        .or(() -> passes(migrations, bound, settings))
        .ifPresent(fits::add);
    finished
        .flatMap(
            m ->
                WatchedQuestion.watched(m, settings)
                    .flatMap(
                        q -> TotalsFitting.fit(m, q, workload, settings.draws, settings.seed())))
        .ifPresent(fits::add);
    if (fits.isEmpty()) {
      noWrites(migrations, finished, settings).ifPresent(fits::add);
    }

    var predictions = new EnumMap<Basis, FitPrediction>(Basis.class);
    Optional<Vm> vm =
        memory.filter(m -> m.bytes() >= Vm.PAGE_BYTES).map(m -> idle(name, m, zeroPages));
    if (vm.isPresent() && question.isPresent()) {
      fits.forEach(
          f ->
              predictions.put(
                  f.basis(),
                  FitPrediction.of(f, vm.get(), host, question.get(), workload, settings.seed())));
    }
    return new CalibratedVm(
        name,
        memory,
        zeroPages,
        touched,
        fits,
        streamed.flatMap(ObservedMigration::rate),
        predictions,
        finished.flatMap(ObservedMigration::finish),
        ended.flatMap(ObservedMigration::total),
        ended.isEmpty() && watched.isPresent(),
        ended.map(ObservedMigration::resolution).orElse(Duration.ZERO),
        grade(fits, windows),
        stream.map(WatchedStream::host),
        AttemptNotes.attempts(migrations, finished),
        AttemptNotes.notes(stream));
  }

  /** A guest of which a move tells the memory, and of its writes none. */
  private static Optional<WorkloadFit> noWrites(
      List<ObservedMigration> migrations, Optional<ObservedMigration> finished, Settings settings) {
    if (finished.flatMap(ObservedMigration::totals).filter(t -> t.resentPages() < 1).isPresent()) {
      return Optional.of(
          TotalsFitting.idle(
              "no page was sent again: the guest wrote nothing while it moved, or stood still"));
    }
    boolean switched =
        migrations.stream()
            .flatMap(m -> m.record().stream())
            .anyMatch(r -> r.postCopy() && r.last().completed());
    return switched && settings.options().postCopy().isPresent()
        ? Optional.of(
            TotalsFitting.idle(
                "a move by post-copy tells the memory of the guest and not its writes; so only such"
                    + " a move is predicted, and its pause as this one's"))
        : Optional.empty();
  }

  /** Touched memory bounds the working set, unless a window saw more of it written. */
  private static double touchedPages(Optional<ByteCount> touched, List<DirtyWindow> windows) {
    double dirtiest =
        windows.stream()
            .mapToDouble(
                w -> w.window().rate().bytesPerSecond() * w.window().length().toNanos() / 1e9)
            .max()
            .orElse(0);
    return touched
        .filter(t -> t.bytes() > 0 && t.bytes() > dirtiest)
        .map(t -> Math.max(1, t.bytes() / (double) Vm.PAGE_BYTES))
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * The zero pages of the guest: those of the first pass, where that was seen; a guest that goes on
   * has fewer, and some are sent again.
   */
  private static long zeroPages(
      List<ObservedMigration> migrations, Optional<ObservedMigration.Totals> totals) {
    return migrations.stream()
        .flatMap(m -> m.record().flatMap(SeriesFitting::zeroPages).stream())
        .findFirst()
        .orElseGet(() -> totals.map(t -> t.memoryPages() - t.residentPages()).orElse(0L));
  }

  private static Vm idle(String name, ByteCount memory, long zeroPages) {
    return new Vm(name, memory, zeroPages, Workload.idle());
  }

  /** A guest is an operating system, unless it was a program whose writes are known. */
  private static Function<List<Region>, Workload> workload(Optional<MeasuredRun> run) {
    return run.flatMap(r -> r.guest().writes()).isPresent()
        ? Workload.Regions::new
        : Workload.Fitted::new;
  }

  private static Optional<WorkloadFit> fit(
      List<DirtyWindow> windows, Optional<ByteCount> memory, double mostPages, Settings settings) {
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    List<DirtyCount> evidence = windows.stream().map(w -> evidence(w, memory)).toList();
    List<String> what =
        windows.stream().map(w -> "window of " + TimeText.print(w.window().length())).toList();
    return Optional.of(
        CurveFitting.fit(
            Basis.WINDOWS, evidence, what, mostPages, settings.draws, settings.seed()));
  }

  /**
   * QEMU counts the changed samples and prints their rate as a whole number of MiB/s, cut off
   * (migration/dirtyrate.c): of 512 samples a GiB each stands for 2 MiB.
   */
  private static DirtyCount evidence(DirtyWindow window, Optional<ByteCount> memory) {
    double seconds = window.window().length().toNanos() / 1e9;
    double mebibytes = window.window().rate().bytesPerSecond() / (1 << 20);
    if (window.method() != Method.PAGE_SAMPLING) {
      return DirtyCount.Logged.of(seconds, mebibytes * seconds * 256);
    }
    double mebibytesPerSample = 1024.0 / window.samplesPerGibibyte();
    double samples =
        memory
            .map(m -> Math.max(1, Math.floor(m.bytes() / 1048576.0 / mebibytesPerSample)))
            .orElse(Double.POSITIVE_INFINITY);
    double least = Math.min(samples, Math.rint(mebibytes * seconds / mebibytesPerSample));
    double below = Math.ceil((mebibytes + 1) * seconds / mebibytesPerSample) - 1;
    double most = Math.min(samples, Math.max(least, below));
    return new DirtyCount.Sampled(seconds, least, most, mebibytesPerSample * 256, samples);
  }

  private static Optional<WorkloadFit> passes(
      List<ObservedMigration> migrations, double mostPages, Settings settings) {
    List<DirtyCount> evidence = new ArrayList<>();
    var what = new ArrayList<String>();
    for (ObservedMigration migration : migrations) {
      for (DirtyCount.Logged pass : migration.passes()) {
        evidence.add(pass);
        what.add(String.format(java.util.Locale.ROOT, "pass of %.2f s", pass.seconds()));
      }
    }
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CurveFitting.fit(
                Basis.PASSES, evidence, what, mostPages, settings.draws, settings.seed()));
  }

  private static Grade grade(List<WorkloadFit> fits, List<DirtyWindow> windows) {
    boolean passes = fits.stream().anyMatch(f -> f.basis() == Basis.PASSES);
    boolean sound = windows.stream().anyMatch(w -> !w.doubted());
    if (passes || sound) {
      return Grade.A;
    }
    return fits.isEmpty() ? Grade.C : Grade.B;
  }

  private static <T extends Observation> List<T> only(
      List<Observation> observations, Class<T> type) {
    return observations.stream().filter(type::isInstance).map(type::cast).toList();
  }
}

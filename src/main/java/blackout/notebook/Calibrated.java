package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.Calibration.Settings;
import blackout.calibrate.Observation;
import blackout.calibrate.WorkloadFit;
import blackout.exhibit.CalibrationCharts;
import blackout.exhibit.CalibrationTables;
import blackout.exhibit.Chart;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.measured.Measured;
import blackout.ingest.measured.MeasurementSource;
import blackout.inventory.Vm;
import blackout.plan.move.Guest;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * From what a hypervisor measured to a VM that can be moved.
 *
 * <pre>{@code
 * var web01 = Calibrated.from("datasets/measurements/qmp/dirty-rate-windows.json")
 *     .memory("4 GiB")
 *     .across("940 Mbit/s");
 * web01.fits()           // working set and write rate, each with its interval
 * web01.chart()          // measured and fitted
 * web01.predictions()    // a migration, with the interval that the fit leaves
 * Move.of(web01.vm())    // the same VM in the words of a move
 * }</pre>
 *
 * <p>The answers are those of the command {@code calibrate}.
 */
public final class Calibrated {

  private final List<Observation> observations;
  private final Settings settings;
  private @Nullable Calibration answer;

  private Calibrated(List<Observation> observations, Settings settings) {
    this.observations = observations;
    this.settings = settings;
  }

  /**
   * Reads measurements of a format that {@code calibrate} knows.
   *
   * @param names at least one file, looked for here and in the folders above
   * @throws IllegalArgumentException if a file is not there, or something in it cannot be used
   */
  public static Calibrated from(String... names) {
    require(names.length > 0, "no file of measurements given");
    var observations = new ArrayList<Observation>();
    for (String name : names) {
      observations.addAll(read(DatasetPath.find(name)));
    }
    return new Calibrated(observations, Settings.defaults());
  }

  private static List<Observation> read(Path file) {
    try {
      Loaded<Measured> loaded = MeasurementSource.load(file, SourceOptions.NONE);
      require(
          loaded.problems().isEmpty(),
          "%s",
          loaded.problems().isEmpty() ? "" : loaded.problems().get(0));
      return loaded.value().observations();
    } catch (UnreadableInput e) {
      throw new IllegalArgumentException(String.valueOf(e.problems().get(0)), e);
    }
  }

  /**
   * With this memory, where the measurements do not say it.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public Calibrated memory(String size) {
    return with(settings.withMemory(Optional.of(ByteCount.parse(size))));
  }

  /**
   * Moving over this port, or {@code "940 Mbit/s payload"}; the payload of the watched migration if
   * not said.
   *
   * @throws IllegalArgumentException if the text is no rate
   */
  public Calibrated across(String link) {
    return with(settings.withLink(Port.payload(link)));
  }

  /**
   * By the rules of a hypervisor; QEMU's if not said.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Calibrated by(String hypervisor) {
    return with(settings.withHypervisor(hypervisor));
  }

  private Calibrated with(Settings other) {
    return new Calibrated(observations, other);
  }

  /** Everything that was fitted. */
  public synchronized Calibration calibration() {
    if (answer == null) {
      answer = Calibration.of(observations, settings);
    }
    return answer;
  }

  /** Working set and write rate of every fit, with intervals of 95 % confidence. */
  public Table fits() {
    return CalibrationTables.fits(calibration());
  }

  /** What the best fit of the first VM was made to, and what it says of each point. */
  public Table points() {
    return CalibrationTables.points(best());
  }

  /** The same as a curve. */
  public Chart chart() {
    return CalibrationCharts.curve(best());
  }

  /** What each fit says of a migration. */
  public Table predictions() {
    return CalibrationTables.predictions(calibration());
  }

  /** What was predicted, and what was seen, where a migration was watched to its end. */
  public Table comparison() {
    return CalibrationTables.comparison(calibration().asWatched(settings));
  }

  /** The errors of the predictions over all VMs. */
  public Table errors() {
    return CalibrationTables.errors(calibration().asWatched(settings));
  }

  /**
   * The first VM as its best fit has it, for a {@link Move}.
   *
   * @throws IllegalArgumentException if its memory is not known
   */
  public MovingVm vm() {
    CalibratedVm first = calibration().vms().get(0);
    require(first.memory().isPresent(), "the memory is not known; say memory(\"16 GiB\")");
    WorkloadFit fit = best();
    ByteCount memory = first.memory().orElseThrow();
    return new MovingVm(
        new Guest(
            memory,
            new DataRate(fit.writesPerSecond().value() * Vm.PAGE_BYTES),
            Optional.of(
                new ByteCount(
                    Math.max(1, Math.round(fit.workingSetPages().value())) * Vm.PAGE_BYTES)),
            fit.pattern(),
            (double) first.zeroPages() / memory.pages(Vm.PAGE_BYTES)));
  }

  private WorkloadFit best() {
    Optional<WorkloadFit> best = calibration().vms().get(0).best();
    require(best.isPresent(), "nothing says how this VM writes");
    return best.orElseThrow();
  }
}

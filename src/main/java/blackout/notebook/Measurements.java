package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.calibrate.Accuracy;
import blackout.calibrate.Accuracy.MeasuredFile;
import blackout.calibrate.MeasuredRun;
import blackout.exhibit.AccuracyCharts;
import blackout.exhibit.AccuracyTables;
import blackout.exhibit.Chart;
import blackout.ingest.Loaded;
import blackout.ingest.MeasuredRunFile;
import blackout.ingest.UnreadableInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * The sceptic's question of a notebook: how right are the predictions?
 *
 * <pre>{@code
 * var measured = Measurements.read("datasets/qemu-7.2-measured/qemu-7.2.jsonl");
 * measured.summary()       // the errors of every model
 * measured.totalChart()    // predicted against measured
 * measured.worst(5)        // where we are most wrong
 * }</pre>
 *
 * <p>The answers are those of the command {@code accuracy}.
 */
public final class Measurements {

  /** As many as the command makes by default. */
  private static final int REPLAYS = 15;

  private final Accuracy accuracy;

  private Measurements(Accuracy accuracy) {
    this.accuracy = accuracy;
  }

  /**
   * Reads measured migrations, and predicts each of them from its inputs alone.
   *
   * @param names at least one file, looked for here and in the folders above
   * @throws IllegalArgumentException if a file is not there, or a line of it cannot be used
   */
  public static Measurements read(String... names) {
    return CellInput.read(() -> load(names));
  }

  private static Measurements load(String... names) {
    require(names.length > 0, "no file of measured migrations given");
    List<MeasuredFile> files = new ArrayList<>();
    for (String name : names) {
      Path file = DatasetPath.find(name);
      files.add(new MeasuredFile(String.valueOf(file.getFileName()), runs(file)));
    }
    return new Measurements(Accuracy.of(files, REPLAYS));
  }

  private static List<MeasuredRun> runs(Path file) {
    try {
      Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.load(file);
      require(
          loaded.problems().isEmpty(),
          "%s",
          loaded.problems().isEmpty() ? "" : loaded.problems().get(0));
      return loaded.value();
    } catch (UnreadableInput e) {
      throw new IllegalArgumentException(String.valueOf(e.problems().get(0)), e);
    }
  }

  /** Everything that was predicted. */
  public Accuracy accuracy() {
    return accuracy;
  }

  /** The errors of every model on every file. */
  public Table summary() {
    return AccuracyTables.summary(accuracy);
  }

  /** What is predicted of each migration, and what was measured. */
  public Table rows() {
    return AccuracyTables.rows(accuracy);
  }

  /** The migrations that the kernel misses most, and what is known of the reason. */
  public Table worst(int most) {
    return AccuracyTables.worst(accuracy.worst(most));
  }

  /** What each model has to be told. */
  public Table needs() {
    return AccuracyTables.needs(accuracy);
  }

  /** How far other tools are off on migrations of the same kind. */
  public Table peers() {
    return AccuracyTables.peers();
  }

  /** Total times, predicted against measured. */
  public Chart totalChart() {
    return AccuracyCharts.total(accuracy);
  }

  /** Downtimes, predicted against measured. */
  public Chart downtimeChart() {
    return AccuracyCharts.downtime(accuracy);
  }
}

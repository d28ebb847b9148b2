package blackout.calibrate;

import blackout.scenario.HostProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Predictions held against measured runs.
 *
 * @param replays the replays of the page-exact kernel for each row
 * @param rows every row with every model, by file, model and row
 * @param summaries the errors, by file and model
 */
public record Accuracy(int replays, List<AccuracyRow> rows, List<AccuracySummary> summaries) {

  /**
   * The runs of a file.
   *
   * @param name the name of the file, untrusted text
   * @param runs its rows
   */
  public record MeasuredFile(String name, List<MeasuredRun> runs) {
    public MeasuredFile {
      runs = List.copyOf(runs);
    }
  }

  public Accuracy {
    rows = List.copyOf(rows);
    summaries = List.copyOf(summaries);
  }

  /** Predicts every run by every model, from its inputs alone. */
  public static Accuracy of(List<MeasuredFile> files, int replays) {
    return of(files, replays, Optional.empty(), () -> {});
  }

  /**
   * Predicts every run by every model, from its inputs alone. The same files give the same result.
   * Works in several threads, so do not call it where a class is being initialised that the
   * callback belongs to.
   *
   * @param replays the replays of the page-exact kernel for each row, at least 1
   * @param host the hosts to predict on; empty for those that each row was measured on
   * @param done called for each run that a model is through with, from any thread
   */
  public static Accuracy of(
      List<MeasuredFile> files, int replays, Optional<HostProfile> host, Runnable done) {
    var rows = new ArrayList<AccuracyRow>();
    var summaries = new ArrayList<AccuracySummary>();
    for (MeasuredFile file : files) {
      for (Model model : Model.all(replays, host)) {
        List<AccuracyRow> predicted = predict(file, model, done);
        rows.addAll(predicted);
        summaries.add(AccuracySummary.of(model, file.name(), predicted));
      }
    }
    return new Accuracy(replays, rows, summaries);
  }

  private static List<AccuracyRow> predict(MeasuredFile file, Model model, Runnable done) {
    return file.runs().parallelStream()
        .flatMap(
            run -> {
              var prediction = model.rule().apply(run);
              done.run();
              return prediction.stream()
                  .map(p -> new AccuracyRow(file.name(), model.name(), run, p));
            })
        .toList();
  }

  /** The rows of the page-exact kernel. */
  public List<AccuracyRow> kernelRows() {
    return rows.stream().filter(r -> r.model().equals(Model.KERNEL)).toList();
  }

  /** How often intervals made from the other rows hold a row, and how wide they are. */
  public List<Coverage> coverage() {
    return Coverage.of(kernelRows());
  }

  /** The rows that the kernel misses most: wrong verdicts, then by the error of the total time. */
  public List<AccuracyRow> worst(int most) {
    return kernelRows().stream()
        .sorted(
            Comparator.comparing(AccuracyRow::verdictRight)
                .thenComparing(r -> -r.totalErrorRatio().map(Math::abs).orElse(0.0)))
        .limit(most)
        .toList();
  }
}

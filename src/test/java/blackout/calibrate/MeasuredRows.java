package blackout.calibrate;

import blackout.calibrate.Accuracy.MeasuredFile;
import java.nio.file.Path;
import java.util.List;

/** The measured migrations of this project, read through the door that users have. */
final class MeasuredRows {

  static final MeasuredFile QEMU = file("qemu-7.2-measured", "qemu-7.2.jsonl");
  static final MeasuredFile LINUX = file("qemu-7.2-measured", "linux.jsonl");

  /** Both files with the default of the command, computed once for all tests. */
  static final Accuracy ACCURACY = Accuracy.of(List.of(QEMU, LINUX), 15);

  private MeasuredRows() {}

  static AccuracySummary summary(MeasuredFile file, String model) {
    return summary(ACCURACY, file, model);
  }

  static AccuracySummary summary(Accuracy accuracy, MeasuredFile file, String model) {
    return accuracy.summaries().stream()
        .filter(s -> s.file().equals(file.name()) && s.model().name().equals(model))
        .findFirst()
        .orElseThrow();
  }

  /** A file of a data set, in which nothing may be wrong. */
  static MeasuredFile file(String dataset, String name) {
    var loaded = blackout.ingest.MeasuredRunFile.load(Path.of("datasets", dataset, name));
    if (!loaded.problems().isEmpty()) {
      throw new AssertionError(loaded.problems());
    }
    return new MeasuredFile(name, loaded.value());
  }
}

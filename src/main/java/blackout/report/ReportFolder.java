package blackout.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Files that belong together. All of them are written to a waiting room in the same folder before
 * the first takes its place, and each takes it in one step: a run that fails half-way leaves an
 * earlier report as it was. Other files in the folder stay.
 */
final class ReportFolder {

  private ReportFolder() {}

  /**
   * @param folder created if it is not there
   * @param files texts by file name
   */
  static void write(Path folder, Map<String, String> files) throws IOException {
    Path real = folder.toAbsolutePath().normalize();
    Files.createDirectories(real);
    Path waiting = Files.createTempDirectory(real, ".blackout-");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(waiting.resolve(file.getKey()), file.getValue());
      }
      for (String name : files.keySet()) {
        Files.move(waiting.resolve(name), real.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(waiting.resolve(name));
      }
      Files.deleteIfExists(waiting);
    }
  }
}

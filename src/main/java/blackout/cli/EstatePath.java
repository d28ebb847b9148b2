package blackout.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where an estate lies. */
final class EstatePath {

  private EstatePath() {}

  /** The estate file: what was named, or {@code estate.json} in a folder that was named. */
  static Path file(Path named) {
    return Files.isDirectory(named) ? named.resolve("estate.json") : named;
  }
}

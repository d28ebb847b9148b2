package blackout.notebook;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the project, found from wherever a notebook runs: Jupyter starts a kernel in the folder
 * of the notebook, a test in the folder of the project.
 */
public final class DatasetPath {

  private DatasetPath() {}

  /**
   * The file or folder of this name below the working folder or the nearest folder above it.
   *
   * @param name such as {@code "datasets/two-node-r2"}
   * @throws IllegalArgumentException if there is none
   */
  public static Path find(String name) {
    Path working = Path.of("").toAbsolutePath();
    for (Path folder = working; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new IllegalArgumentException("no \"" + name + "\" in " + working + " or above it");
  }
}

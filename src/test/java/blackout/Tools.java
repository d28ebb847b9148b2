package blackout;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs outside of the project that some tests need. Where one is missing, a test that asks
 * for it is skipped with a message that says so; in continuous integration it fails instead, so
 * that nothing is skipped there unseen.
 */
public final class Tools {

  private Tools() {}

  /** The browser. */
  public static Path requireChromium() {
    return require("chromium", Path.of("/usr/bin/chromium"));
  }

  /** The program through which Selenium drives the browser. */
  public static Path requireChromedriver() {
    return require("chromedriver", Path.of("/usr/bin/chromedriver"));
  }

  /** The program that runs a notebook from its first cell to its last. */
  public static Path requireNbconvert() {
    return require("jupyter-nbconvert", Path.of("/usr/bin/jupyter-nbconvert"));
  }

  private static Path require(String name, Path path) {
    return require(name, path, "true".equals(System.getenv("CI")));
  }

  static Path require(String name, Path path, boolean mustBeThere) {
    if (Files.isExecutable(path)) {
      return path;
    }
    if (mustBeThere) {
      return fail(name + " is not installed, and CI=true allows no test to be skipped for it");
    }
    return abort("skipped: " + name + " is not installed");
  }
}

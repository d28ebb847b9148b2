package blackout.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where a command writes, the same check for every command: a place for each output, and none that
 * the command reads.
 */
final class Outputs {

  private static final Set<String> WRITTEN =
      Set.of(
          "--csv",
          "--frontier",
          "--gantt",
          "--heat-map",
          "--html",
          "--json",
          "--junit",
          "--out",
          "--save-host-profile");

  private static final Set<String> READ =
      Set.of("--baseline", "--columns", "--host-profile", "--waivers");

  private record Named(String name, String file, Path place, boolean written) {
    String shown() {
      return name.isEmpty() ? "the input " + file : name + " " + file;
    }
  }

  private Outputs() {}

  /**
   * Refuses two outputs at one place, however it is spelt, an output at the place of an input, and
   * a place that is not named: one would overwrite the other.
   *
   * @throws ParameterException if a place is taken
   */
  static void requireApart(ParseResult parsed) {
    var seen = new ArrayList<Named>();
    for (ArgSpec given : parsed.matchedArgs()) {
      String name = given instanceof OptionSpec option ? option.longestName() : "";
      boolean written = WRITTEN.contains(name);
      if (written || READ.contains(name) || !given.isOption()) {
        for (String file : given.originalStringValues()) {
          if (!written && !isPath(file)) {
            continue; // a word that names no place
          }
          if (written && file.isBlank()) {
            throw new ParameterException(
                parsed.commandSpec().commandLine(), name + " names no file");
          }
          add(new Named(name, file, place(file), written), seen, parsed);
        }
      }
    }
  }

  private static void add(Named next, List<Named> seen, ParseResult parsed) {
    for (Named other : seen) {
      if (next.place.equals(other.place) && (next.written || other.written)) {
        throw new ParameterException(
            parsed.commandSpec().commandLine(),
            next.written && other.written
                ? other.shown()
                    + " and "
                    + next.shown()
                    + " cannot share "
                    + (next.file.equals("-") ? "standard output" : "one file")
                : (next.written ? next : other).shown()
                    + " would overwrite "
                    + (next.written ? other : next).shown());
      }
    }
    seen.add(next);
  }

  private static boolean isPath(String text) {
    try {
      return !text.isEmpty() && Path.of(text) != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path place(String file) {
    Path path = file.equals("-") ? Path.of(file) : Path.of(file).toAbsolutePath().normalize();
    Path folder = path.getParent();
    Path name = path.getFileName();
    try {
      return folder == null || name == null ? path : folder.toRealPath().resolve(name);
    } catch (IOException e) {
      return path; // a folder that is still to be made has no other name
    }
  }
}

package blackout.ingest.measured;

import blackout.calibrate.TrackRecord.Past;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.format.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The past moves of an estate, from files and folders. The order of time is that of the names. A
 * folder of a folder is a pair of hosts. Measurements that name no VM are of the one that their
 * file is named after, without what counts or dates it ({@code web01-2026-11-02}, {@code db run
 * 2}).
 */
public final class PastMoves {

  /** What counts or dates a file: numbers and times at the end, each after a separator. */
  private static final String COUNTED = "([-_. ]+(run[-_ ]?)?[0-9]{1,14}([T:.][0-9]{1,6})*Z?)+$";

  private PastMoves() {}

  /** What the files hold, and what of them could not be used. */
  public static Loaded<List<Past>> load(List<Path> sources, SourceOptions options) {
    var past = new ArrayList<Past>();
    var problems = new ArrayList<Problem>();
    for (Path source : sources) {
      for (Path file : files(source, problems)) {
        try {
          Loaded<Measured> loaded = MeasurementSource.load(file, options);
          String hosts = hosts(source, file);
          String vm = vm(file);
          loaded.value().observations().forEach(o -> past.add(new Past(hosts, vm, o)));
          problems.addAll(loaded.problems());
        } catch (UnreadableInput e) {
          problems.addAll(e.problems());
        }
      }
    }
    return new Loaded<>(past, problems);
  }

  private static List<Path> files(Path source, List<Problem> problems) {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    try (Stream<Path> all = Files.walk(source, 3)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> !f.getFileName().toString().matches("(?i)(readme|licen[cs]e).*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          new Problem(
              source.toString(), "", String.valueOf(e.getMessage()), "a folder that can be read"));
      return List.of();
    }
  }

  private static String hosts(Path source, Path file) {
    Path folder = source.relativize(file).getParent();
    return Files.isDirectory(source) && folder != null ? folder.toString() : "-";
  }

  static String vm(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z]{1,6}$", "");
    String plain = name.replaceFirst(COUNTED, "");
    return plain.isEmpty() ? name : plain;
  }
}

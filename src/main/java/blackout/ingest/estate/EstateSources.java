package blackout.ingest.estate;

import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which estates several sources are. An estate file is one; so is a folder with an {@code
 * estate.json}, and a folder of exports. A folder that only has such folders or estate files in it
 * is as many. Exports that are named file by file are one estate together, with the folders of
 * exports beside them.
 */
public final class EstateSources {

  /** The deepest folders that are looked into, and the most estates: assumptions. */
  private static final int DEPTH = 4;

  private static final int MOST = 10_000;

  private EstateSources() {}

  /**
   * An estate that is still to be read.
   *
   * @param label a short name, unique among the estates of a call in any case of letters; its
   *     letters suit a file name
   * @param paths what it is read from
   */
  public record Named(String label, List<Path> paths) {
    public Named {
      paths = List.copyOf(paths);
    }

    /**
     * Reads it.
     *
     * @throws UnreadableInput if nothing can be used, or there are several clusters
     */
    public Imported load() {
      return EstateSource.load(paths);
    }

    /**
     * Reads the estate of each of its clusters.
     *
     * @param clusters the names of those that are wanted; none for all
     * @throws UnreadableInput if nothing can be used, or a cluster is not there
     */
    public List<Imported> loadAll(List<String> clusters) {
      return EstateSource.loadAll(paths, clusters);
    }
  }

  /**
   * The estates in their order.
   *
   * @param sources files and folders, at least one; one that is not there is an estate that cannot
   *     be read
   * @param together whether all of them are one estate
   */
  public static List<Named> of(List<Path> sources, boolean together) {
    if (together) {
      return List.of(new Named(label(sources.get(0)), sources));
    }
    boolean loose = sources.stream().anyMatch(EstateSources::isLoose);
    List<Path> merged =
        sources.stream().filter(s -> isLoose(s) || (loose && isFolderOfExports(s))).toList();
    var groups = new ArrayList<List<Path>>();
    for (Path source : sources) {
      if (!merged.contains(source)) {
        List<Path> inside =
            Files.isDirectory(source) ? within(source, DEPTH) : List.<Path>of(source);
        (inside.isEmpty() ? List.of(source) : inside).forEach(path -> groups.add(List.of(path)));
      } else if (!groups.contains(merged)) {
        groups.add(merged);
      }
    }
    return named(groups);
  }

  /** Whether a source is a file that is no estate. */
  private static boolean isLoose(Path source) {
    return Files.isRegularFile(source) && !EstateSource.isEstate(source);
  }

  private static boolean isFolderOfExports(Path source) {
    return Files.isDirectory(source)
        && !EstateSource.isEstate(source)
        && within(source, DEPTH).equals(List.of(source));
  }

  /** The estates in a folder: itself, its estate files, or those of its folders. */
  private static List<Path> within(Path folder, int depth) {
    if (EstateSource.isEstate(folder)) {
      return List.of(folder);
    }
    List<Path> all = inside(folder);
    List<Path> files = all.stream().filter(Files::isRegularFile).toList();
    List<Path> estates = files.stream().filter(EstateSource::isEstateInFolder).toList();
    if (!estates.isEmpty()) {
      return estates;
    }
    List<Path> folders = all.stream().filter(Files::isDirectory).toList();
    if (folders.isEmpty() || depth == 0 || files.stream().anyMatch(EstateSources::isExport)) {
      return files.isEmpty() ? List.of() : List.of(folder);
    }
    var found = new ArrayList<Path>();
    for (Path path : folders) {
      if (found.size() < MOST) {
        found.addAll(within(path, depth - 1));
      }
    }
    return found;
  }

  private static boolean isExport(Path file) {
    try {
      return SourceFormats.read(SourceFile.open(file), new Findings(), SourceOptions.NONE)
          .format()
          .isPresent();
    } catch (UnreadableInput e) {
      return false;
    }
  }

  private static List<Path> inside(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Named> named(List<List<Path>> groups) {
    Set<String> seen = new HashSet<>();
    var named = new ArrayList<Named>();
    for (List<Path> paths : groups) {
      String label = label(paths.get(0));
      String unique = label;
      for (int n = 2; !seen.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = label + "-" + n;
      }
      named.add(new Named(unique, paths));
    }
    return named;
  }

  /**
   * The name of a file without its ending, or of a folder; of an estate.json that of its folder.
   */
  private static String label(Path path) {
    Path full = path.toAbsolutePath().normalize();
    boolean plain = full.endsWith(EstateSource.ESTATE_FILE);
    Path named = plain && full.getParent() != null ? full.getParent() : full;
    String name = CleanText.name(String.valueOf(named.getFileName()));
    String stem = Files.isDirectory(named) ? name : name.replaceFirst("\\.[^.]{1,8}$", "");
    return safe(stem);
  }

  /** A name with the letters of a file name alone, and at least one. */
  public static String safe(String name) {
    String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceFirst("^[. ]+", "_").strip();
    return safe.isEmpty() ? "estate" : safe;
  }
}

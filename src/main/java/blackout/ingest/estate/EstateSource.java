package blackout.ingest.estate;

import blackout.ingest.EstateFile;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Head;
import blackout.ingest.text.Limits;
import blackout.ingest.text.SourceFile;
import blackout.quantity.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one way to an estate: an estate file, or exports as hypervisors and their tools write them,
 * several files or folders together.
 */
public final class EstateSource {

  static final String ESTATE_FILE = "estate.json";

  private final Findings findings = new Findings();
  private final List<Imported.FileRead> files = new ArrayList<>();

  /** What an estate file has near its beginning; an empty file is taken for one. */
  private static final Pattern ESTATE =
      Pattern.compile(
          "\\A\\s*\\z|\"schema\"\\s*:\\s*\"blackout|\"(windows_version|memory_mib|live_migration)\"\\s*:");

  /** What another document of this program has near its beginning. */
  private static final Pattern OTHER = Pattern.compile("\"schema\"\\s*:\\s*\"blackout-(?!estate)");

  private final ImportOptions options;

  private EstateSource(ImportOptions options) {
    this.options = options;
  }

  /**
   * Loads the estate of the one cluster that the sources are of.
   *
   * @param sources an estate file or its folder; or exports, or folders of them
   * @throws UnreadableInput if nothing can be used, or there are several clusters
   */
  public static Imported load(List<Path> sources) {
    return only(loadAll(sources, List.of()));
  }

  /**
   * Loads the estate of each cluster that the sources are of.
   *
   * @param clusters the names of those that are wanted, in any case of letters; none for all
   * @throws UnreadableInput if nothing can be used, or one of the names is of no cluster
   */
  public static List<Imported> loadAll(List<Path> sources, List<String> clusters) {
    Optional<Path> file = estateFile(sources);
    if (file.isEmpty()) {
      return chosen(readAll(sources, ImportOptions.NONE), clusters);
    }
    var read = List.of(new Imported.FileRead(file.get(), "Blackout estate"));
    return chosen(
        EstateFile.loadAll(file.get()).stream().map(loaded -> new Imported(loaded, read)).toList(),
        clusters);
  }

  /** The one of several that is meant where only one can be used. */
  public static Imported only(List<Imported> clusters) {
    if (clusters.size() > 1) {
      throw new UnreadableInput(
          List.of(
              new Problem(
                  EstateFile.sourceName(clusters.get(0).files().get(0).path()),
                  "",
                  clusters.size() + " clusters",
                  "one of them, by --cluster NAME: " + names(clusters))));
    }
    return clusters.get(0);
  }

  private static List<Imported> chosen(List<Imported> all, List<String> clusters) {
    if (clusters.isEmpty()) {
      return all;
    }
    for (String name : clusters) {
      if (all.stream().noneMatch(i -> i.isOf(name))) {
        throw new UnreadableInput(
            List.of(
                new Problem(
                    EstateFile.sourceName(all.get(0).files().get(0).path()),
                    "--cluster",
                    name,
                    "one of the clusters " + names(all))));
      }
    }
    return all.stream().filter(i -> clusters.stream().anyMatch(i::isOf)).toList();
  }

  private static String names(List<Imported> clusters) {
    return Text.names(clusters.stream().map(i -> i.loaded().value().name()).toList(), 40);
  }

  /**
   * Reads exports of one cluster.
   *
   * @throws UnreadableInput if a source is of no known kind, no VM can be used, or there are
   *     several clusters
   */
  public static Imported read(List<Path> sources, ImportOptions options) {
    return only(readAll(sources, options));
  }

  /**
   * Reads exports.
   *
   * @return an estate for each cluster
   * @throws UnreadableInput if a source is of no known kind, or no VM can be used
   */
  public static List<Imported> readAll(List<Path> sources, ImportOptions options) {
    var reading = new EstateSource(options);
    for (Path source : sources) {
      if (Files.isDirectory(source)) {
        reading.folder(source);
      } else {
        reading.file(source);
      }
    }
    String name =
        CleanText.name(String.valueOf(sources.get(0).toAbsolutePath().normalize().getFileName()));
    return chosen(reading.build(name), options.clusters());
  }

  private List<Imported> build(String name) {
    findings.settle();
    List<Clusters.One> clusters = Clusters.of(findings);
    List<Problem> ofAll = findings.problems();
    var built = new ArrayList<Imported>();
    var empty = new ArrayList<UnreadableInput>();
    for (Clusters.One cluster : clusters) {
      try {
        built.add(new EstateBuilder(findings, options, cluster).build(name, ofAll, files));
      } catch (UnreadableInput e) {
        empty.add(e);
      }
    }
    if (built.isEmpty()) {
      throw empty.isEmpty() ? EstateBuilder.noVm(name, findings, List.of()) : empty.get(0);
    }
    return built;
  }

  /** The estate file that is meant, if one is: a single source that is no export. */
  private static Optional<Path> estateFile(List<Path> sources) {
    if (sources.size() != 1) {
      return Optional.empty();
    }
    Path source = sources.get(0);
    if (Files.isDirectory(source)) {
      Path inside = source.resolve(ESTATE_FILE);
      return Files.exists(inside) || isEmpty(source) ? Optional.of(inside) : Optional.empty();
    }
    if (!Files.isRegularFile(source)) {
      return Optional.of(source);
    }
    Head head = SourceFile.open(source).head();
    return !head.zip() && ESTATE.matcher(head.text()).find()
        ? Optional.of(source)
        : Optional.empty();
  }

  /** Whether a source is an estate file or a folder with one, and no export. */
  static boolean isEstate(Path source) {
    return Files.isDirectory(source)
        ? Files.exists(source.resolve(ESTATE_FILE))
        : Files.isRegularFile(source) && estateFile(List.of(source)).isPresent();
  }

  /** Whether a file among others is an estate file: no other document, and not empty. */
  static boolean isEstateInFolder(Path file) {
    try {
      Head head = SourceFile.open(file).head();
      return isEstate(file) && !head.text().isBlank() && !OTHER.matcher(head.text()).find();
    } catch (UnreadableInput e) {
      return false;
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.noneMatch(Files::isRegularFile);
    } catch (IOException e) {
      return true;
    }
  }

  private void folder(Path folder) {
    List<Path> inside;
    try (Stream<Path> all = Files.list(folder)) {
      inside =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.getFileName().toString().startsWith("."))
              .sorted()
              .limit(Limits.FILES)
              .toList();
    } catch (IOException e) {
      throw SourceFile.refused(folder.toString(), Text.reason(e), "a readable folder");
    }
    int before = files.size();
    var others = new ArrayList<String>();
    for (Path path : inside) {
      SourceFile file = SourceFile.open(path);
      if (read(file).isPresent()) {
        others.add(file.name());
      }
    }
    if (files.size() == before) {
      throw SourceFile.refused(
          folder.toString(),
          Text.count(others.size(), "file") + " of no known kind",
          SourceFormats.expectation());
    }
    if (!others.isEmpty()) {
      findings.note(
          Text.count(others.size(), "file")
              + " of the folder left out, of no known kind or not needed: "
              + String.join(", ", others.subList(0, Math.min(5, others.size())))
              + (others.size() > 5 ? ", ..." : ""));
    }
  }

  private void file(Path path) {
    Optional<Problem> unknown = read(SourceFile.open(path));
    if (unknown.isPresent()) {
      throw new UnreadableInput(List.of(unknown.get()));
    }
  }

  /** Reads a file; what it was not taken for, if for nothing. */
  private Optional<Problem> read(SourceFile file) {
    SourceFormats.Result result = SourceFormats.read(file, findings, options.sources());
    result
        .format()
        .ifPresent(
            format ->
                files.add(new Imported.FileRead(file.path().orElse(Path.of(file.name())), format)));
    return result.format().isPresent() ? Optional.empty() : Optional.of(result.unknown());
  }
}

package blackout.ingest.estate;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Head;
import blackout.ingest.text.Limits;
import blackout.ingest.text.SourceFile;
import blackout.inventory.Estate;
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
   * Loads an estate.
   *
   * @param sources an estate file or its folder; or exports, or folders of them
   * @throws UnreadableInput if nothing can be used
   */
  public static Imported load(List<Path> sources) {
    Optional<Path> file = estateFile(sources);
    if (file.isPresent()) {
      Loaded<Estate> loaded = EstateFile.load(file.get());
      return new Imported(loaded, List.of(new Imported.FileRead(file.get(), "Blackout estate")));
    }
    return read(sources, ImportOptions.NONE);
  }

  /**
   * Reads exports.
   *
   * @throws UnreadableInput if a source is of no known kind, or no VM can be used
   */
  public static Imported read(List<Path> sources, ImportOptions options) {
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
    return new EstateBuilder(reading.findings, options).build(name, reading.files);
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
          others.size()
              + (others.size() == 1 ? " file" : " files")
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

package blackout.ingest.estate;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormat;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.text.CleanText;
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
import java.util.stream.Stream;

/**
 * The one way to an estate: an estate file, or exports as hypervisors and their tools write them,
 * several files or folders together.
 */
public final class EstateSource {

  private static final String ESTATE_FILE = "estate.json";

  private final Findings findings = new Findings();
  private final List<Imported.FileRead> files = new ArrayList<>();

  private EstateSource() {}

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
      return new Imported(loaded, List.of(new Imported.FileRead(file.get(), "Blackout estate")), 0);
    }
    return read(sources, ImportOptions.NONE);
  }

  /**
   * Reads exports.
   *
   * @throws UnreadableInput if a source is of no known kind, or no VM can be used
   */
  public static Imported read(List<Path> sources, ImportOptions options) {
    var reading = new EstateSource();
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
    SourceFile file = SourceFile.open(source);
    boolean other = SourceFormats.of(file).isPresent() || !file.head().looksLikeJson();
    return other ? Optional.empty() : Optional.of(source);
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
      Optional<SourceFormat> format = SourceFormats.of(file);
      if (format.isPresent()) {
        read(file, format.get());
      } else {
        others.add(file.name());
      }
    }
    if (files.size() == before) {
      throw unknown(folder.toString());
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
    SourceFile file = SourceFile.open(path);
    read(file, SourceFormats.of(file).orElseThrow(() -> unknown(file.name())));
  }

  private void read(SourceFile file, SourceFormat format) {
    format.take(file, findings, "a file that can be read to its end");
    files.add(new Imported.FileRead(file.path(), format.name()));
  }

  private static UnreadableInput unknown(String name) {
    return SourceFile.refused(
        name, "a file of no known kind", "an estate file, or one of " + SourceFormats.names());
  }
}

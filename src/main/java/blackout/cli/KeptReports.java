package blackout.cli;

import blackout.files.WholeFile;
import blackout.ingest.estate.Imported;
import blackout.json.Json;
import blackout.report.RollupPage;
import blackout.report.json.RollupDoc;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reports of several estates in a folder, each in a folder of its own, with an index page and a
 * roll-up. A report whose input, options and program are those of the roll-up there is, is kept.
 */
final class KeptReports implements Batch.Kept {

  static final String ROLL_UP = "index.json";
  private static final String REPORT = "report.json";

  private final Path folder;
  private final String options;
  private final Map<String, RollupDoc.Row> before = new HashMap<>();

  /**
   * @param folder where the reports go
   * @param options what bears on a report besides its input, in words
   * @param again whether everything is computed, whatever is there
   */
  KeptReports(Path folder, String options, boolean again) {
    this.folder = folder;
    this.options = options;
    Path file = folder.resolve(ROLL_UP);
    try {
      if (!again && Files.isRegularFile(file)) {
        RollupDoc document = Json.read(new ObjectMapper().readTree(file.toFile()), RollupDoc.class);
        String commit = Version.commit();
        boolean known = !commit.contains("changes") && !commit.equals("unknown");
        if (known && document.provenance().program().equals(new Version().getVersion()[0])) {
          document.estates().forEach(row -> before.put(row.label(), row));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      before.clear(); // no roll-up of ours: everything is computed
    }
  }

  @Override
  public RollupDoc.Made made(String label, Imported estate) throws IOException {
    return new RollupDoc.Made(
        EstateOptions.names(estate), EstateOptions.sha256(estate), options, label, null);
  }

  @Override
  public Optional<RollupDoc.Row> row(String label, RollupDoc.@Nullable Made made)
      throws IOException {
    RollupDoc.Row row = before.get(label);
    if (row == null || row.made() == null || made == null) {
      return Optional.empty();
    }
    RollupDoc.Made old = row.made();
    Path report = folder.resolve(label).resolve(REPORT);
    boolean same =
        made.input().equals(old.input())
            && made.inputSha256().equals(old.inputSha256())
            && made.options().equals(old.options())
            && Files.isRegularFile(report)
            && Files.isRegularFile(folder.resolve(label).resolve("report.html"))
            && Objects.equals(Checksum.sha256(report), old.resultSha256());
    return same ? Optional.of(row) : Optional.empty();
  }

  @Override
  public RollupDoc.@Nullable Made written(RollupDoc.@Nullable Made made) throws IOException {
    return made == null || made.result() == null
        ? null
        : new RollupDoc.Made(
            made.input(),
            made.inputSha256(),
            made.options(),
            made.result(),
            Checksum.sha256(folder.resolve(made.result()).resolve(REPORT)));
  }

  @Override
  public void index(RollupDoc document) throws IOException {
    WholeFile.write(folder.resolve("index.html"), RollupPage.html(document));
  }
}

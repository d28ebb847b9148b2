package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report in {@code reports/two-node-r2} is what the program writes, to the character; only its
 * version is left out. It names no commit, so that the README's first command, {@code mvn -q
 * compile exec:java}, leaves it as it is. {@code -Dgolden.update=true} writes it anew.
 */
@Tag("golden")
final class CommittedReportTest {

  private static final Path COMMITTED = Path.of("reports/two-node-r2");

  @TempDir Path dir;

  @Test
  void theCommittedReportIsWhatTheProgramWrites() throws IOException {
    Path out = Boolean.getBoolean("golden.update") ? COMMITTED : dir;
    Run.of("report", "datasets/two-node-r2/estate.json", "--out", out.toString(), "--no-commit");

    assertThat(files(COMMITTED))
        .containsExactly(
            "downtime.svg", "junit.xml", "report.html", "report.json", "rounds.svg", "vms.csv")
        .isEqualTo(files(out))
        .allSatisfy(file -> assertThat(text(COMMITTED, file)).isEqualTo(text(out, file)));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String text(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file))
        .replaceAll("blackout [^,<]+, commit", "blackout VERSION, commit")
        .replaceAll("\"version\" ?: \"[^\"]*\"", "\"version\": \"VERSION\"");
  }
}

package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFolderTest {

  @TempDir Path dir;

  @Test
  void replacesItsOwnFilesAndLeavesOthersAlone() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("deep/er"));
    Files.writeString(folder.resolve("report.html"), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    ReportFolder.write(folder, Map.of("report.html", "new"));

    assertThat(folder.resolve("report.html")).hasContent("new");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertThat(folder).isDirectoryNotContaining("glob:**/.blackout-*");
  }

  @Test
  void aRunThatFailsHalfWayLeavesTheEarlierReportAsItWas() throws IOException {
    Files.writeString(dir.resolve("report.html"), "old");
    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.html", "new");
    files.put("no such folder/report.json", "never written");

    assertThatThrownBy(() -> ReportFolder.write(dir, files)).isInstanceOf(IOException.class);

    assertThat(dir.resolve("report.html")).hasContent("old");
    assertThat(dir).isDirectoryNotContaining("glob:**/.blackout-*");
  }
}

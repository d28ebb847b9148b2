package blackout.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written whole is not written at all, and what was there stays. */
final class WholeFileTest {

  @TempDir Path dir;

  @Test
  void replacesItsOwnFilesAndLeavesOthersAlone() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("deep/er"));
    Files.writeString(folder.resolve("report.html"), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    WholeFile.write(
        folder.resolve("report.html"),
        out -> {
          out.write(new byte[] {'n', 'e', 'w'});
          out.close();
        });

    assertThat(folder.resolve("report.html")).hasContent("new");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertNothingIsLeftOver(folder);
  }

  @Test
  void aRunThatFailsHalfWayLeavesTheEarlierFilesAsTheyWere() throws IOException {
    Files.writeString(dir.resolve("report.html"), "old");
    Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(dir.resolve("report.html"), WholeFile.text("new"));
    files.put(
        dir.resolve("report.json"),
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("No space left on device");
        });

    assertThatThrownBy(() -> WholeFile.writeAll(files))
        .isInstanceOf(UnwritableFile.class)
        .hasMessage("cannot write " + dir.resolve("report.json") + ": No space left on device");

    assertThat(dir.resolve("report.html")).hasContent("old");
    assertThat(dir.resolve("report.json")).doesNotExist();
    assertNothingIsLeftOver(dir);
  }

  @Test
  void aLinkIsReplacedAndNotFollowed() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "precious");
    Path link = Files.createSymbolicLink(dir.resolve("report.json"), precious);

    WholeFile.write(link, "new");

    assertThat(precious).hasContent("precious");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(link).hasContent("new");
  }

  @Test
  void aLinkAtThePlaceOfAGrowingFileIsRefused() throws IOException {
    Path precious = Files.writeString(dir.resolve("precious"), "precious");
    Path part = Files.createSymbolicLink(dir.resolve("vms.csv.part"), precious);

    assertThatThrownBy(() -> WholeFile.part(part)).isInstanceOf(UnwritableFile.class);
    assertThat(precious).hasContent("precious");
  }

  @Test
  void saysWhyAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "old");

    assertThatThrownBy(() -> WholeFile.write(dir, "new"))
        .isInstanceOf(UnwritableFile.class)
        .hasMessage("cannot write " + dir + ": it is a folder");
    assertThatThrownBy(() -> WholeFile.write(file.resolve("report.json"), "new"))
        .isInstanceOf(UnwritableFile.class)
        .hasMessage("cannot write " + file.resolve("report.json") + ": " + file + " is no folder");
  }

  @Test
  void keepsWhoMayReadAFile() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    WholeFile.write(file, "new");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void aDeviceIsWrittenTo() throws IOException {
    WholeFile.write(Path.of("/dev/null"), "new");

    assertThat(Files.isRegularFile(Path.of("/dev/null"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static void assertNothingIsLeftOver(Path folder) {
    assertThat(folder).isDirectoryNotContaining("glob:**/.blackout-*");
  }
}

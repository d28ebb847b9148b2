package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which estates some files and folders are. */
final class EstateSourcesTest {

  @TempDir private Path dir;

  private static List<String> labels(boolean together, String... sources) {
    return EstateSources.of(Stream.of(sources).map(Path::of).toList(), together).stream()
        .map(EstateSources.Named::label)
        .toList();
  }

  @Test
  void anEstateFileAndAFolderAreOneEstateEach() {
    assertThat(
            labels(
                false,
                "datasets/two-node-r2/estate.json",
                "datasets/cluster-2022",
                "datasets/imports/rvtools-csv",
                "datasets/imports/proxmox",
                "no-such-file.json"))
        .containsExactly("two-node-r2", "cluster-2022", "rvtools-csv", "proxmox", "no-such-file");
  }

  @Test
  void aFolderOfFoldersIsAsManyEstates() throws IOException {
    List<String> folders;
    try (Stream<Path> all = Files.list(Path.of("datasets/imports"))) {
      folders =
          all.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    }

    assertThat(labels(false, "datasets/imports")).containsExactlyElementsOf(folders);
  }

  @Test
  void exportsNamedFileByFileAreOneWithFoldersOfExports() {
    Path host = Path.of("datasets/imports/libvirt");
    List<EstateSources.Named> found =
        EstateSources.of(
            List.of(
                Path.of("datasets/imports/proxmox"), file(host), Path.of("datasets/cluster-2022")),
            false);

    assertThat(found).hasSize(2);
    assertThat(found.get(1).label()).isEqualTo("cluster-2022");
    assertThat(found.get(0).paths())
        .containsExactly(Path.of("datasets/imports/proxmox"), file(host));
  }

  @Test
  void togetherAllAreOne() {
    assertThat(labels(true, "datasets/imports/proxmox", "datasets/imports/libvirt"))
        .containsExactly("proxmox");
  }

  @Test
  void estateFilesInOneFolderAreOneEachAndReportsAreNone() throws IOException {
    Path estate = Path.of("datasets/two-node-r2/estate.json");
    Files.copy(estate, dir.resolve("site-a.json"));
    Files.copy(estate, dir.resolve("site-b.json"));
    Files.copy(Path.of("reports/two-node-r2/report.json"), dir.resolve("report.json"));

    assertThat(labels(false, dir.toString())).containsExactly("site-a", "site-b");
  }

  @Test
  void labelsAreUniqueInAnyCaseAndSuitFileNames() throws IOException {
    Path one = Files.createDirectories(dir.resolve("a/Site x;y"));
    Path two = Files.createDirectories(dir.resolve("b/SITE x;y"));
    Path estate = Path.of("datasets/two-node-r2/estate.json");
    Files.copy(estate, one.resolve("estate.json"));
    Files.copy(estate, two.resolve("estate.json"));

    assertThat(labels(false, one.toString(), two.toString()))
        .containsExactly("Site x_y", "SITE x_y-2");
  }

  private static Path file(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList().get(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

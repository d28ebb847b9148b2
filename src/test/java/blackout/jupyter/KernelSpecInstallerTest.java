package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: Jupyter finds our kernel after the install, and nothing of it after the removal. */
final class KernelSpecInstallerTest {

  @TempDir Path prefix;

  @Test
  void theKernelspecStartsThisJavaWithThisClassPath() throws IOException {
    Path file = KernelSpecInstaller.inPrefix(prefix).install();

    JsonObject spec = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(file).isEqualTo(prefix.resolve("share/jupyter/kernels/java/kernel.json"));
    assertThat(spec.get("display_name").getAsString()).isEqualTo("Java (Blackout)");
    assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(spec.get("argv").toString())
        .contains("blackout.jupyter.KernelMain", "{connection_file}", "tablesaw", "xchart");
  }

  @Test
  void aSecondInstallReplacesTheFirstAndARemovalLeavesNothing() throws IOException {
    KernelSpecInstaller installer = KernelSpecInstaller.inPrefix(prefix);
    installer.install();
    installer.install();

    assertThat(installer.uninstall()).contains(installer.folder());
    assertThat(installer.folder()).doesNotExist();
    assertThat(installer.uninstall()).isEmpty();
  }

  @Test
  void theKernelOfSomeoneElseIsLeftAlone() throws IOException {
    KernelSpecInstaller installer = KernelSpecInstaller.inPrefix(prefix);
    Files.createDirectories(installer.folder());
    Path foreign = installer.folder().resolve("kernel.json");
    Files.writeString(foreign, "{\"argv\": [], \"display_name\": \"Java\"}");

    assertThatThrownBy(installer::install)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to another kernel, \"Java\"");
    assertThatThrownBy(installer::uninstall).isInstanceOf(IOException.class);
    assertThat(foreign).exists();
  }

  @Test
  void theFolderOfTheUserFollowsTheRulesOfJupyter() {
    assertThat(KernelSpecInstaller.userData(Map.of(), "Linux", "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/share/jupyter"));
    assertThat(KernelSpecInstaller.userData(Map.of("HOME", "/home/b"), "Linux", "/home/a"))
        .isEqualTo(Path.of("/home/b/.local/share/jupyter"));
    assertThat(KernelSpecInstaller.userData(Map.of(), "Mac OS X", "/Users/a"))
        .isEqualTo(Path.of("/Users/a/Library/Jupyter"));
    assertThat(
            KernelSpecInstaller.userData(Map.of("JUPYTER_DATA_DIR", "/data"), "Linux", "/home/a"))
        .isEqualTo(Path.of("/data"));
  }
}

package blackout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class ToolsTest {

  @TempDir Path dir;

  @Test
  void findsAnInstalledTool() throws Exception {
    Path tool = Files.createFile(dir.resolve("tool"));
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    assertThat(Tools.require("tool", tool, true)).isEqualTo(tool);
  }

  @Test
  void skipsWithAMessageWhereAToolIsMissing() {
    assertThatThrownBy(() -> Tools.require("tool", dir.resolve("tool"), false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("skipped: tool is not installed");
  }

  @Test
  void failsInContinuousIntegrationWhereAToolIsMissing() {
    assertThatThrownBy(() -> Tools.require("tool", dir.resolve("tool"), true))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("tool is not installed");
  }
}

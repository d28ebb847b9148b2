package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise: the check runs a cell, and each thing that can be wrong has its own words. */
@Timeout(60)
final class NotebookCheckTest {

  @TempDir Path prefix;

  @Test
  void allIsFineWhereTheKernelRunsACellAndJupyterIsThere() throws Exception {
    Files.createFile(
        prefix.resolve("jupyter-lab"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    KernelSpecInstaller.inPrefix(prefix).install();

    assertThat(check(prefix.toString()))
        .allMatch(NotebookCheck.Finding::fine)
        .anyMatch(finding -> finding.text().startsWith("a cell ran: 1 + 1 is 2"));
  }

  @Test
  void aMissingKernelspecAndAMissingJupyterAreNamed() throws Exception {
    assertThat(wrongs(check("")))
        .satisfiesExactly(
            kernel -> assertThat(kernel).contains("no kernelspec").contains("notebook install"),
            jupyter -> assertThat(jupyter).contains("no Jupyter on the PATH"));
  }

  @Test
  void aJarThatHasMovedIsNamed() throws Exception {
    write("\"java\", \"-cp\", \"/nowhere/blackout.jar\", \"blackout.jupyter.KernelMain\"");

    assertThat(wrongs(check(""))).anyMatch(text -> text.contains("/nowhere/blackout.jar"));
  }

  @Test
  void aKernelThatEndsAtOnceIsQuoted() throws Exception {
    write("\"sh\", \"-c\", \"echo wrong version; exit 1\"");

    assertThat(wrongs(check("")))
        .anyMatch(text -> text.contains("ends at once") && text.contains("wrong version"));
  }

  private void write(String command) throws IOException {
    Path folder = Files.createDirectories(KernelSpecInstaller.inPrefix(prefix).folder());
    Files.writeString(
        folder.resolve("kernel.json"),
        "{\"argv\": [" + command + "], \"display_name\": \"Java (Blackout)\"}");
  }

  private List<NotebookCheck.Finding> check(String path) throws InterruptedException {
    return new NotebookCheck(KernelSpecInstaller.inPrefix(prefix), Map.of("PATH", path)).run();
  }

  private static List<String> wrongs(List<NotebookCheck.Finding> findings) {
    return findings.stream()
        .filter(finding -> !finding.fine())
        .map(NotebookCheck.Finding::text)
        .toList();
  }
}

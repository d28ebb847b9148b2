package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The promise: exit codes 0 fine, 1 internal, 2 usage, 3 a check failed. */
final class NotebookCommandTest {

  @TempDir Path prefix;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void installAndUninstallSayWhatTheyDid() {
    assertThat(run("install", "--prefix", prefix.toString())).isZero();
    assertThat(run("uninstall", "--prefix", prefix.toString())).isZero();
    assertThat(run("uninstall", "--prefix", prefix.toString())).isZero();

    assertThat(out.toString())
        .contains("wrote " + prefix.resolve("share/jupyter/kernels/java/kernel.json"))
        .contains("removed " + prefix.resolve("share/jupyter/kernels/java"))
        .contains("nothing to remove");
  }

  @Test
  void aFailedCheckIsThree() {
    assertThat(run("check", "--prefix", prefix.toString())).isEqualTo(3);
    assertThat(out.toString()).contains("FAIL  no kernelspec");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("install", "--prefix", prefix.toString(), "--user")).isEqualTo(2);
    assertThat(err.toString()).contains("available: install, uninstall, check");
  }

  private int run(String... arguments) {
    return new CommandLine(new NotebookCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

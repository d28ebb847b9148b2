package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be written is told, with an exit code of its own, and ends the work. */
final class LostOutputTest {

  private static final String ESTATE = "datasets/two-node-r2";

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "hypervisors",
        "checks",
        "validate " + ESTATE + " --json -",
        "drain " + ESTATE + " --rolling",
        "estimate --memory 4GiB --dirty-rate 10MiB/s --link 1Gbit/s",
      })
  void aFullDiskBehindStandardOutputIsAnError(String command) throws Exception {
    Ended ended = shell("%s " + command + " > /dev/full");

    assertThat(ended.exit()).isEqualTo(Exit.OUTPUT_LOST.code());
    assertThat(ended.text())
        .contains("blackout: standard output cannot be written: No space left on device");
  }

  @Test
  @Timeout(120)
  void aClosedPipeEndsTheWorkAtOnce() throws Exception {
    // A billion points would take hours.
    Ended ended =
        shell(
            "(%s sweep --memory '1GiB..100GiB:1000' --dirty-rate '1MiB/s..1000MiB/s:1000'"
                + " --link '1Gbit/s..100Gbit/s:1000' --csv -; echo exit $? >&2) | head -1");

    assertThat(ended.text())
        .startsWith("hypervisor,")
        .contains("standard output cannot be written: Broken pipe")
        .contains("exit " + Exit.OUTPUT_LOST.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report " + ESTATE + " --out FILE/report",
        "validate " + ESTATE + " --json FILE/x.json",
        "validate " + ESTATE + " --junit FILE/x.xml",
        "import datasets/imports/proxmox --out FILE/x.json",
        "availability " + ESTATE + " --csv FILE/x.csv",
        "drain " + ESTATE + " --rolling --csv FILE/x.csv",
        "fleet " + ESTATE + " --csv FILE/x.csv",
        "estimate --memory 4GiB --dirty-rate 10MiB/s --link 1Gbit/s --json FILE/x.json",
        "sweep --memory 4GiB --dirty-rate 10MiB/s --link 1Gbit/s --csv FILE/x.csv",
        "sweep --memory 4GiB,8GiB --dirty-rate 1MiB/s,2MiB/s --link 1Gbit/s --heat-map FILE/x.svg",
        "accuracy datasets/qemu-7.2-held-out/bare.jsonl --runs 1 --json FILE/x.json",
        "calibrate datasets/measurements/kubevirt/metrics.txt --json FILE/x.json",
      })
  void anUnwritablePathIsToldInWords(String command) throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "mine");

    Run run = Run.of(command.replace("FILE", file.toString()).split(" "));

    assertThat(run.err())
        .contains("blackout: cannot write " + file + "/")
        .containsPattern("is no folder|Not a directory");
    assertThat(run.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(file).hasContent("mine");
  }

  /** Four axes of a million values in 24 MiB: not an internal error, and not a stack trace. */
  @Test
  void tooLittleMemoryIsToldAsWhatItIs() throws Exception {
    Ended ended =
        shell(
            "JAVA_TOOL_OPTIONS=-Xmx24m %s sweep --memory '1GiB..100GiB:1000000'"
                + " --dirty-rate '1MiB/s..1000MiB/s:1000000' --link '1Gbit/s..100Gbit/s:1000000'");

    assertThat(ended.exit()).isEqualTo(Exit.OUT_OF_MEMORY.code());
    assertThat(ended.text())
        .contains("blackout: out of memory: Java may use 24")
        .doesNotContain("Exception");
  }

  private record Ended(int exit, String text) {}

  private static Ended shell(String command) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    String program = java + " -cp '" + classes + "' blackout.cli.Main";
    Process process =
        new ProcessBuilder("sh", "-c", command.replace("%s", program))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), text);
  }
}

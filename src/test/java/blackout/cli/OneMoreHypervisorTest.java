package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.kernel.policy.OneMoreHypervisor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new hypervisor is one file and one line: with {@link OneMoreHypervisor} and a line of a
 * catalogue every place that knows hypervisors knows it. Each command runs in a process of its own,
 * so that no other test sees the hypervisor.
 */
final class OneMoreHypervisorTest {

  @TempDir private Path folder;

  @BeforeEach
  void oneLine() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("blackout.inventory.Hypervisors$Catalogue"),
        OneMoreHypervisor.class.getName());
  }

  @Test
  void theListsShowIt() throws Exception {
    assertThat(run("hypervisors")).contains("one-more", "the rule of");
    assertThat(run("drain", "--help")).contains("one-more,");
    assertThat(run("estimate", "--memory", "1GiB", "--dirty-rate", "0MiB/s", "--hypervisor", "one"))
        .contains("did you mean one-more? known are ", "qemu-7.2");
  }

  @Test
  void aMoveCanBeAskedForByItsAlias() throws Exception {
    assertThat(
            run(
                "estimate",
                "--memory",
                "1GiB",
                "--dirty-rate",
                "1MiB/s",
                "--link",
                "1Gbit/s",
                "--hypervisor",
                "the-same"))
        .contains("the-same is taken as one-more")
        .contains(", one-more, seed 1");
    assertThat(
            run(
                "sweep",
                "--memory",
                "1GiB",
                "--dirty-rate",
                "1MiB/s",
                "--link",
                "1Gbit/s",
                "--hypervisor",
                "all"))
        .contains("one-more");
  }

  @Test
  void anEstateCanRunOnIt() throws Exception {
    String drained = run("drain", estate("the-same"), "--host", "CLUSTERNODE-1");

    assertThat(drained).contains("with one-more (a test)");
  }

  @Test
  void reviewsHoldItAgainstTheEstatesOwn() throws Exception {
    Path json = folder.resolve("report");
    run("report", estate("qemu"), "--out", json.toString());

    assertThat(Files.readString(json.resolve("report.json"))).contains("moved as one-more does");
  }

  private String estate(String hypervisor) throws IOException {
    var mapper = new ObjectMapper();
    var estate = (ObjectNode) mapper.readTree(Path.of("datasets/two-node-r2/estate.json").toFile());
    estate.remove("windows_version");
    estate.put("hypervisor", hypervisor);
    ((ObjectNode) estate.get("live_migration")).remove("simultaneous");
    Path file = folder.resolve("estate.json");
    mapper.writeValue(file.toFile(), estate);
    return file.toString();
  }

  private String run(String... arguments) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + classes,
                "blackout.cli.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }
}

package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code import}, and other commands on exports. Expectations are by hand. */
final class ImportCommandTest {

  private static final String CSV = "datasets/imports/rvtools-csv";

  @TempDir Path dir;

  @Test
  void saysHowItReadMemoryAndWhatItAssumed() {
    Run run = Run.of("import", CSV);

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("Quayside: vmotion, 2 hosts, 3 VMs")
        .contains("Memory read as MiB, median VM 16 GiB (3 VMs, RVTools_tabvInfo.csv)")
        .contains("1 VM left out as a template or placeholder")
        .contains("C      dirty rate assumed by class          3")
        .contains("Assumed /storage/write_mib_s = 100:");
    assertThat(run.lastMessage()).isEqualTo("IMPORTED");
  }

  @Test
  void reportsTheSameOfTheExportAndOfTheFileWrittenFromIt() throws IOException {
    Path estate = dir.resolve("estate.json");
    Run.of("import", CSV, "--out", estate.toString());
    Run direct = Run.of("report", CSV, "--out", dir.resolve("a").toString());
    Run written = Run.of("report", estate.toString(), "--out", dir.resolve("b").toString());

    assertThat(direct.out()).isEqualTo(written.out());
    assertThat(Files.readString(dir.resolve("a/report.json")))
        .contains("\"grade\": \"C\"")
        .contains("\"memory_mib\": \"imported: RVTools_tabvInfo.csv, line 2, Memory (MiB)\"");
    assertThat(Files.readString(dir.resolve("a/report.html")))
        .contains("Where the facts come from")
        .contains("grade A for 0, B for 0, C for 3 VMs");
  }

  @Test
  void everyCommandThatTakesAnEstateTakesExports() {
    String sample = "datasets/imports/collector";

    assertThat(Run.of("validate", sample).out()).startsWith("LIGHTHOUSE: Windows Server 2019");
    assertThat(Run.of("availability", sample).exit()).isZero();
    assertThat(Run.of("drain", sample, "--host", "LAMP-01").out()).contains("BEAM-SQL01");
  }

  @Test
  void whatThePlannerSaysIsNotAssumed() {
    Run run =
        Run.of(
            "import", CSV, "--link", "40Gbit/s", "--storage", "1GiB/s", "--hypervisor", "vmotion");

    assertThat(run.out()).doesNotContain("/storage/", "line_rate", "Assumed /hypervisor");
  }

  @Test
  void aPartThatCannotBeUsedIsListedAndEndsInFive() throws IOException {
    Path file = dir.resolve("bad\u001b[31m.csv");
    Files.writeString(
        file, "VM,Powerstate,CPUs,Memory,In Use MiB\na,poweredOn,2,1024,1\nb,poweredOn,2,??,1\n");

    Run run = Run.of("import", file.toString());

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err())
        .contains("[line 3, column Memory] found ??, expected a whole number of MiB");
    assertThat(run.out() + run.err()).doesNotContain("\u001b");
    assertThat(run.lastMessage()).isEqualTo("IMPORTED IN PART");
  }

  @Test
  void aFileOfNoKnownKindIsRefusedWithTheKindsThatAre() {
    Run run = Run.of("import", "pom.xml");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("pom.xml [] found a text that begins with <?xml", "Proxmox");
  }

  @Test
  void printsTheCollector() {
    assertThat(Run.of("import", "--collector").out()).startsWith("<#\n.SYNOPSIS");
  }

  @Test
  void usageIsExplained() {
    assertThat(Run.of("import").exit()).isEqualTo(2);
    assertThat(Run.of("import", CSV, "--hypervisor", "none-such").err()).contains("none-such");
    assertThat(Run.of("import", CSV, "--link", "0Gbit/s").exit()).isEqualTo(2);
  }
}

package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.EstateFile;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.format.SourceOptions;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.quantity.ByteCount;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What real exports do to a reader. The expectations follow from the files, which are in the tests,
 * by hand.
 */
final class RobustImportTest {

  private static final String VINFO = "VM,Powerstate,CPUs,Memory,Provisioned MiB,Host,Cluster\n";

  @TempDir Path dir;

  @Test
  void aBadCellCostsACellAndIsListedWithItsPlace() {
    Imported imported =
        read(
            VINFO
                + "good,poweredOn,4,8192,1,h1,c\n"
                + "odd,poweredOn,four,4096,1,h1,c\n"
                + "lost,poweredOn,4,\"3,5\",1,h1,c\n");

    assertThat(names(imported)).containsExactly("good", "odd");
    assertThat(imported.loaded().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "export.csv [line 3, column CPUs] found four, expected a whole number",
            "export.csv [line 4, column Memory] found 3,5, expected a whole number of MiB",
            "export.csv [line 4, column VM] found lost, expected a VM whose memory one of the"
                + " sources says");
  }

  /** The rule: groups of three digits are taken apart, anything else is not guessed at. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",|\"16,384\"|16384",
        ",|16384|16384",
        ",|\"1,048,576\"|1048576",
        ";|16.384|16384",
        ";|16384,0|16384",
        ";|1 048 576|1048576",
        ",|16’384|16384",
        "\\t|16,384|16384",
      })
  void thousandsAreTakenApartAsTheFileSeparatesThem(String comma, String cell, int mib) {
    String separator = comma.equals("\\t") ? "\t" : comma;
    String titles = VINFO.replace(",", separator);

    Imported imported =
        read(titles + String.join(separator, "vm", "poweredOn", "2", cell, "1", "h", "c") + "\n");

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(vms(imported).get(0).vm().memory().bytes()).isEqualTo((long) mib << 20);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,''", "UTF-8,\uFEFF", "UTF-16LE,\uFEFF", "UTF-16BE,\uFEFF", "UTF-16LE,''"})
  void everyEncodingOfWindowsIsRead(String charset, String mark) throws IOException {
    Path file = dir.resolve("vms.csv");
    String text = mark + VINFO + "grün,poweredOn,2,4096,1,h,c\r\n";
    Files.write(file, text.getBytes(Charset.forName(charset)));

    assertThat(names(EstateSource.read(List.of(file), ImportOptions.NONE))).containsExactly("grün");
  }

  @Test
  void columnsAreFoundByTitleWhateverTheirOrderCaseAndNumber() {
    Imported imported =
        read(
            "sep=,\nextra,PROVISIONED MB,memory,more,CPUS,powerState,vm\n"
                + "\"a\nb\",1,2048,,2,poweredOn,last\n"
                + "short,1,4096,,2,poweredOn,next,too,many\n");

    assertThat(names(imported)).containsExactly("last", "next");
  }

  @Test
  void aTableWithoutAColumnInMibIsNotTakenForRvTools() {
    assertThatThrownBy(() -> read("VM,Powerstate,CPUs,Memory\nvm,poweredOn,2,16\n"))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("found the titles VM, Powerstate, CPUs, Memory")
        .hasMessageContaining("nearest is RVTools vInfo")
        .hasMessageContaining("missing: a title with its unit, such as Memory MiB");
  }

  @Test
  void memoryThatIsTooSmallToBeMibIsPointedOut() {
    // Whoever fills in GB gets VMs of 16 MiB.
    assertThat(read(VINFO + "vm,poweredOn,2,16,1,h,c\n").loaded().problems())
        .extracting(Problem::expectation)
        .containsExactly("a median VM of 0.25 GiB to 1 TiB; is MiB the unit?");
  }

  @Test
  void namesakesAreToldApartByClusterOrNumber() {
    Imported imported =
        read(
            VINFO
                + "web,poweredOn,2,1024,1,h1,West\n"
                + "WEB,poweredOn,2,2048,1,h2,West\n"
                + "web,poweredOn,2,4096,1,h2,West\n");

    assertThat(names(imported)).containsExactly("web", "WEB (West)", "web #2");
    assertThat(imported.loaded().value().origins().readings())
        .contains("2 VMs with the name of another one, told apart by cluster or number");
  }

  @Test
  void oneClusterCanBeTakenAlone() {
    Path file = file(VINFO + "a,poweredOn,2,1024,1,h1,East\nb,poweredOn,2,1024,1,h2,West\n");

    Estate west =
        EstateSource.read(
                List.of(file),
                new ImportOptions(
                    List.of("west"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    SourceOptions.NONE))
            .loaded()
            .value();

    assertThat(west.vms()).extracting(v -> v.name()).containsExactly("b");
    assertThat(west.nodes()).extracting(n -> n.name()).containsExactly("h2");
  }

  @Test
  void whatTwoSourcesDoNotAgreeOnIsListedAndTheFirstIsBelieved() {
    Path one = file("one.csv", VINFO + "vm,poweredOn,2,1024,1,h1.example,c\n");
    Path two =
        file(
            "two.json",
            "[{\"Name\":\"VM\",\"State\":\"Running\",\"MemoryAssigned\":2147483648,"
                + "\"ComputerName\":\"H1\",\"ProcessorCount\":2}]");

    Imported both = EstateSource.read(List.of(one, two), ImportOptions.NONE);

    assertThat(vms(both)).hasSize(1);
    assertThat(vms(both).get(0).vm().memory().bytes()).isEqualTo(1L << 30);
    assertThat(both.loaded().problems())
        .extracting(Problem::toString)
        .containsExactly(
            "two.json [line 1, column MemoryAssigned] found 2 GiB, expected 1 GiB as in one.csv,"
                + " line 2, Memory (MiB), which is used");
  }

  @Test
  void memoryAssignedIsNothingWhileAVmIsOff() {
    // State 2 is running; an assigned memory of 0 cannot be, so that of the start stands in.
    Imported imported =
        readJson("{\"Name\":\"vm\",\"State\":2,\"MemoryAssigned\":0,\"MemoryStartup\":1073741824}");

    assertThat(vms(imported).get(0).vm().memory().bytes()).isEqualTo(1L << 30);
    assertThat(imported.loaded().value().origins().of("vm").get(0).origin().label())
        .isEqualTo("inferred");
  }

  @Test
  void namesThatCouldSteerATerminalOrATableAreMadeHarmless() {
    Imported imported =
        readJson(
            "{\"Name\":\"a\\u001b[31m\\nb\\u202e\",\"State\":\"Running\",\"MemoryAssigned\":1073741824}");

    assertThat(names(imported)).containsExactly("a\\u001b[31m\\u000ab\\u202e");
  }

  @Test
  void secretsInNotesAreNotCopied() throws IOException {
    for (String sample : List.of("rvtools-csv", "openstack")) {
      Path out = dir.resolve(sample + ".json");
      Path source = Path.of("datasets/imports", sample);
      EstateFile.write(
          EstateSource.read(List.of(source), ImportOptions.NONE).loaded().value(), out);

      assertThat(out).content().doesNotContain("do-not-copy-me");
    }
  }

  @Test
  void jsonThatIsBrokenIsReadUpToTheBreak() {
    Imported imported =
        readJson("[{\"Name\":\"vm\",\"State\":2,\"MemoryAssigned\":1073741824},\n{\"Name\":");

    assertThat(names(imported)).containsExactly("vm");
    assertThat(imported.loaded().problems()).hasSize(1);
  }

  @Test
  void jsonThatIsNestedTooDeepIsRefused() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThatThrownBy(
            () -> readJson("[{\"Name\":\"vm\",\"State\":2,\"MemoryAssigned\":" + deep + "}]"))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("depth (33) exceeds");
  }

  @Test
  void yamlExpandsNothingAndMakesNoObjects() {
    // Nine to the power of eight texts, if an alias were what it stands for.
    var bomb = new StringBuilder("---\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'i'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append(c + ": &" + c + " [" + String.join(", ", Collections.nCopies(9, alias)) + "]\n");
    }

    assertThatThrownBy(() -> read("vms.yaml", bomb.toString()))
        .hasMessageContaining("YAML with the keys a, b, c");
    assertThatThrownBy(() -> read("vms.yaml", "---\n" + "[".repeat(5_000)))
        .hasMessageContaining("depth (33) exceeds");
    assertThatThrownBy(
            () -> read("vms.yaml", "--- !!javax.script.ScriptEngineManager [!!java.net.URL [x]]\n"))
        .isInstanceOf(UnreadableInput.class);
  }

  @Test
  void entitiesOfXmlAreNotDeclared() {
    assertThatThrownBy(
            () ->
                read(
                    "vms.xml",
                    "<!DOCTYPE Objs [<!ENTITY a \"aaaaaaaaaa\">]><Objs><Obj><Props><S N=\"Name\">&a;</S>"
                        + "</Props></Obj></Objs>"))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("vms.xml [line 1] found The entity \"a\" was referenced");
  }

  @Test
  void aCellThatNeverEndsStopsTheReadingWithAMessage() {
    Imported imported = read(VINFO + "vm,poweredOn,2,1024,1,h,c\n\"" + "x".repeat(200_000) + "\n");

    assertThat(names(imported)).containsExactly("vm");
    assertThat(imported.loaded().problems())
        .extracting(Problem::value)
        .containsExactly("a cell that does not end, or of more than 32767 characters");
  }

  @Test
  void noMoreProblemsAreListedThanAPersonReads() {
    var rows = new ArrayList<String>();
    rows.add("good,poweredOn,2,1024,1,h,c");
    for (int i = 0; i < 1_500; i++) {
      rows.add("vm-" + i + ",poweredOn,many,1024,1,h,c");
    }

    List<Problem> problems = read(VINFO + String.join("\n", rows)).loaded().problems();

    assertThat(problems).hasSize(1_001);
    assertThat(problems.get(1_000).value()).isEqualTo("500 more problems");
  }

  @Test
  void aVmWithoutAHostIsOnTheOnlyHostThatIsKnown() {
    Path vm =
        file(
            "tern-1.xml",
            "<domain type='kvm' id='3'><name>tern-1</name>"
                + "<memory unit='KiB'>4194304</memory></domain>");
    Path host =
        file("tern.nodeinfo.txt", "CPU model: x86_64\nCPU(s): 16\nMemory size: 31457280 KiB\n");

    Estate estate = EstateSource.read(List.of(vm, host), ImportOptions.NONE).loaded().value();

    assertThat(estate.nodes()).singleElement().extracting(Node::name).isEqualTo("tern");
    assertThat(estate.nodes().get(0).memory()).isEqualTo(ByteCount.gibibytes(30));
    assertThat(estate.vms()).singleElement().extracting(EstateVm::node).isEqualTo("tern");
  }

  private Imported read(String text) {
    return EstateSource.read(List.of(file(text)), ImportOptions.NONE);
  }

  private Imported read(String name, String text) {
    return EstateSource.read(List.of(file(name, text)), ImportOptions.NONE);
  }

  private Imported readJson(String text) {
    return EstateSource.read(List.of(file("vms.json", text)), ImportOptions.NONE);
  }

  private Path file(String text) {
    return file("export.csv", text);
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(dir.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<EstateVm> vms(Imported imported) {
    return imported.loaded().value().vms();
  }

  private static List<String> names(Imported imported) {
    return vms(imported).stream().map(v -> v.name()).toList();
  }
}

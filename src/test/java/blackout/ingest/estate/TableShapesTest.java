package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.TitleWords;
import blackout.ingest.format.SourceOptions;
import blackout.inventory.Estate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables as people hand them over: cut, translated, filtered, saved by another Excel. All
 * expectations were worked out by hand from the cells, which are in the tests.
 */
final class TableShapesTest {

  private static final List<String> VINFO = List.of("VM", "Powerstate", "CPUs", "Memory", "Host");

  @TempDir Path dir;

  /** A VM in every state that is known, by the words and numbers of the products. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Running",
        "RunningCritical",
        "2",
        "32783",
        "Starting",
        "Migrating",
        "poweredOn",
        "Powered On",
        "Wird ausgeführt",
        "En cours d'exécution",
        "En ejecución",
        "in shutdown",
        "powering_up",
        "LIVE_MIGRATING",
        "UnderMigration"
      })
  void statesInWhichAVmRuns(String state) {
    Estate estate = json(state);

    assertThat(estate.vms()).hasSize(2);
    assertThat(estate.origins().readings()).noneMatch(r -> r.contains("taken to run"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Off",
        "OffCritical",
        "SavedCritical",
        "FastSaved",
        "PausedCritical",
        "3",
        "6",
        "32779",
        "32784",
        "poweredOff",
        "Suspended",
        "Ausgeschaltet",
        "Gespeichert",
        "Arrêté",
        "Detenido",
        "shut off",
        "pmsuspended",
        "SHELVED_OFFLOADED",
        "prelaunch",
        "image_locked",
        "halted"
      })
  void statesInWhichItDoesNot(String state) {
    Estate estate = json(state);

    assertThat(estate.vms()).hasSize(1);
    assertThat(estate.origins().readings()).contains("1 VM left out as not running");
  }

  @Test
  void aStateThatIsNotKnownIsSaidToBeTakenForRunning() {
    Imported imported = read("vms.json", vms("Transmogrified"));

    assertThat(imported.loaded().value().vms()).hasSize(2);
    assertThat(imported.loaded().problems())
        .singleElement()
        .hasToString(
            "vms.json [line 1, column State] found Transmogrified, expected a state such as poweredOn,"
                + " Running or Off; the VM is taken to run");
    assertThat(imported.loaded().value().origins().readings())
        .contains("1 VM of which no source says whether it runs, taken to run");
  }

  private Estate json(String state) {
    return read("vms.json", vms(state)).loaded().value();
  }

  private static String vms(String state) {
    return "[{\"Name\":\"sure\",\"State\":\"Running\",\"MemoryAssigned\":1073741824},"
        + "{\"Name\":\"asked\",\"State\":\""
        + state
        + "\",\"MemoryAssigned\":2147483648}]";
  }

  @Test
  void rowsWithoutACellAreNoRowsOfAWorkbook() throws IOException {
    // Excel keeps rows to the end of a sheet in which somebody formatted a column.
    Path file = dir.resolve("long.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        var book = new Workbook(out, "test", "1.0")) {
      Worksheet info = book.newWorksheet("vInfo");
      row(info, 0, VINFO);
      row(info, 1, List.of("a", "poweredOn", "2", "4096", "h1"));
      for (int i = 2; i < 3_000; i++) {
        info.style(i, 1).bold().set();
      }
      row(info, 3_000, List.of("b", "poweredOn", "2", "8192", "h2"));
      info.style(1_048_575, 1).bold().set();
      Worksheet hosts = book.newWorksheet("vHost");
      row(hosts, 0, List.of("Host", "# Memory", "CPU Model"));
      row(hosts, 1, List.of("h1", "262144", "x"));
      row(hosts, 2, List.of("h2", "262144", "x"));
    }

    Imported imported = read(file);

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(vms(imported)).containsExactly("a 4 GiB on h1", "b 8 GiB on h2");
    assertThat(imported.loaded().value().nodes())
        .allMatch(n -> n.memory().toString().equals("256 GiB"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vInfo",
        "tabvInfo",
        "vInfo (2)",
        "RVTools_tabvInfo",
        "export vInfo 2026",
        "VINFO"
      })
  void theNameOfASheetTellsATabWhoseTitlesWereCut(String sheet) throws IOException {
    Path file =
        workbook(
            Map.of(
                sheet,
                List.of(List.of("VM", "Memory", "Host"), List.of("a", "4096", "h1")),
                sheet.replaceAll("(?i)vinfo", "vMemory"),
                List.of(List.of("VM", "Active"), List.of("a", "77")),
                sheet.replaceAll("(?i)vinfo", "vHost"),
                List.of(List.of("Host", "# Memory"), List.of("h1", "65536"))));

    Imported imported = read(file);

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(vms(imported)).containsExactly("a 4 GiB on h1");
    assertThat(imported.loaded().value().nodes().get(0).memory()).hasToString("64 GiB");
    assertThat(imported.loaded().value().origins().of("a"))
        .anyMatch(s -> s.source().contains("active memory of 77 MiB"));
  }

  @Test
  void tabsThatWereSavedAsCsvAreKnownByTheNameOfTheirFile() throws IOException {
    Files.writeString(dir.resolve("RVTools_tabvInfo.csv"), "VM,Memory,Host\na,4096,h1\n");
    Files.writeString(dir.resolve("RVTools_tabvHost.csv"), "Host,# Memory\nh1,65536\n");
    Files.writeString(dir.resolve("RVTools_tabvMemory.csv"), "VM,Active\na,77\n");

    Imported imported = read(dir);

    assertThat(vms(imported)).containsExactly("a 4 GiB on h1");
    assertThat(imported.loaded().value().nodes().get(0).memory()).hasToString("64 GiB");
  }

  /** Text cells of a workbook that went through another Excel. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "32.768|32 GiB",
        "32,768|32 GiB",
        "32 768|32 GiB",
        "32'768|32 GiB",
        "1.048.576|1 TiB",
        "32768|32 GiB",
        "32768 MB|32 GiB",
        "32 GB|32 GiB",
        "0,5 TB|512 GiB"
      })
  void numbersAsTextInAWorkbook(String cell, String memory) throws IOException {
    Path file =
        workbook(Map.of("vInfo", List.of(VINFO, List.of("a", "poweredOn", "2", cell, "h1"))));

    assertThat(vms(read(file))).containsExactly("a " + memory + " on h1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-4096", "NaN", "1e99", "99999999999999999999", "4096.5", "lots"})
  void oneBadNumberCostsItsVmAndSaysSo(String cell) throws IOException {
    Path file =
        workbook(
            Map.of(
                "vInfo",
                List.of(
                    VINFO,
                    List.of("bad", "poweredOn", "2", cell, "h1"),
                    List.of("good", "poweredOn", "2", "4096", "h1"))));

    Imported imported = read(file);

    assertThat(vms(imported)).containsExactly("good 4 GiB on h1");
    assertThat(imported.loaded().problems().get(0).toString())
        .contains("sheet vInfo [row 2, column Memory]")
        .contains("found " + cell)
        .contains("a whole number of MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Name;PowerState;NumCpu;MemoryGB;VMHost|a;PoweredOn;2;8,5;h1|8704 MiB",
        // Columns by commas and numbers as Windows writes them, in quotes.
        "Name,PowerState,NumCpu,MemoryGB,VMHost|a,PoweredOn,2,\"8,5\",h1|8704 MiB",
        "Name,PowerState,NumCpu,MemoryGB,VMHost|a,PoweredOn,2,\"7,9990234375\",h1|8191 MiB",
        "Name,PowerState,NumCpu,MemoryMB,VMHost|a,PoweredOn,2,\"8,192\",h1|8 GiB",
        "VM-Name;Betriebszustand;vCPUs;Arbeitsspeicher (GB);Host|a;Eingeschaltet;2;8;h1|8 GiB",
        "Nom de la VM;État;Mémoire (Mo);Hôte|a;En cours d'exécution;8192;h1|8 GiB",
        "Nombre de la VM;Estado;Memoria (MB);Servidor host|a;En ejecución;8192;h1|8 GiB",
        "VMName;State;RAM (GB);ComputerName|a;Running;8;h1|8 GiB",
        "Name;State;MemoryMB;ComputerName|a;Running;8192;h1|8 GiB",
        "Name;State;MemoryAssigned;ComputerName|a;Running;8.589.934.592;h1|8 GiB",
        // SCVMM with chosen columns.
        "Name;Status;Memory;HostName|a;Running;8192;h1|8 GiB",
      })
  void titlesAndNumbersOfOtherLanguagesAndLists(String titles, String row, String memory)
      throws IOException {
    for (String charset : List.of("UTF-8", "UTF-16", "windows-1252")) {
      Path file = dir.resolve("vms.csv");
      Files.write(
          file, ("\r\n" + titles + "\r\n" + row + "\r\n").getBytes(Charset.forName(charset)));

      Imported imported = read(file);

      assertThat(imported.loaded().problems()).as(charset).isEmpty();
      assertThat(vms(imported)).as(charset).containsExactly("a " + memory + " on h1");
    }
  }

  @Test
  void captionsAndEmptyRowsMayComeBeforeTheTitles() {
    Imported imported =
        read(
            "vms.csv",
            ";;;\r\nStand: 3. Mai 2026;;;\r\n;;;\r\nVM;Betriebszustand;Arbeitsspeicher (MB);Host\r\n"
                + "a;Eingeschaltet;4.096;h1\r\n;;;\r\nb;Ausgeschaltet;4.096;h1\r\n");

    assertThat(imported.loaded().problems()).isEmpty();
    assertThat(vms(imported)).containsExactly("a 4 GiB on h1");
  }

  @Test
  void aFileOfColumnsAddsTitlesOfOnesOwn() throws IOException {
    Path columns = dir.resolve("columns.txt");
    Files.writeString(
        columns,
        "# ours\n\nVM = Maschine\nPowerstate = Läuft? | An?\nMemory = Speicherausbau\nHost = Blech\n");
    Path file = dir.resolve("ours.csv");
    Files.writeString(
        file,
        "Maschine;Läuft?;Speicherausbau MB;Blech\na;Ja, eingeschaltet;4096;h1\nb;Eingeschaltet;8192;h1\n");

    Imported imported = EstateSource.read(List.of(file), with(TitleWords.of(columns)));

    // "Ja, eingeschaltet" is no state that is known: taken to run, and said.
    assertThat(vms(imported)).containsExactly("a 4 GiB on h1", "b 8 GiB on h1");
    assertThat(imported.loaded().problems()).hasSize(1);
  }

  @Test
  void aLineOfAFileOfColumnsThatSaysNothingIsNamed() throws IOException {
    Path columns = dir.resolve("columns.txt");
    Files.writeString(columns, "VM = Maschine\nMemory\n");

    assertThatThrownBy(() -> TitleWords.of(columns))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining("columns.txt [line 2] found Memory")
        .hasMessageContaining("English title = your title");
  }

  private static ImportOptions with(TitleWords words) {
    return new ImportOptions(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new SourceOptions(words, SourceOptions.NONE.counters()));
  }

  /** What is nearest, what it has of it and what is missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "inventory.csv|Name,PowerState,NumCpu,VMHost\\na,PoweredOn,2,h1\\n|nearest is PowerCLI Get-VM: it has Name, VMHost, PowerState, NumCpu; missing: Memory or MemoryGB",
        "inventory.txt|NAMESPACE   NAME    AGE   PHASE     NODENAME   STATUS\\nprod        app-1   3d    Running   n1         True\\n|nearest is",
        "virsh.txt| Id   Name    State\\n-----------------------\\n 1    app-1   running\\n\\n|it has Name, Id, State; missing: MemoryAssigned",
        "domjobinfo.txt|Job type: Completed\\nOperation: Outgoing migration\\nTime elapsed: 900 ms\\nNormal pages: 9\\nConstant pages: 9\\nMemory total: 1 GiB\\n|measurements, which calibrate reads, and no VM that can be used",
        "host.csv|Host,# Memory,# VMs\\nh1,65536,3\\n|1 host without VMs (h1 64 GiB)",
        "answer.json|{'status': 'error', 'errorType': 'bad_data', 'error': 'parse error'}|found an answer that says parse error",
        "answer.json|{'status':'success','data':{'resultType':'vector','result':[{'metric':{'name':'a'},'value':[1,'3']}]}}|found a series without __name__",
        "other.json|{'colour': 'red', 'shape': 'round'}|JSON with the keys colour, shape",
        "empty.csv|\\n|found an empty file",
      })
  void whatIsNotKnownIsToldByWhatItHas(String name, String text, String message) {
    assertThatThrownBy(() -> read(name, text.replace("\\n", "\n").replace('\'', '"')))
        .isInstanceOf(UnreadableInput.class)
        .hasMessageContaining(message);
  }

  private Imported read(String name, String text) {
    try {
      return read(Files.writeString(dir.resolve(name), text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Imported read(Path file) {
    return EstateSource.read(List.of(file), ImportOptions.NONE);
  }

  private static List<String> vms(Imported imported) {
    return imported.loaded().value().vms().stream()
        .map(v -> v.name() + " " + v.vm().memory() + " on " + v.node())
        .toList();
  }

  private Path workbook(Map<String, List<List<String>>> sheets) throws IOException {
    Path file = dir.resolve("book.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        var book = new Workbook(out, "test", "1.0")) {
      new TreeMap<>(sheets)
          .forEach(
              (name, rows) -> {
                Worksheet sheet = book.newWorksheet(name);
                for (int i = 0; i < rows.size(); i++) {
                  row(sheet, i, rows.get(i));
                }
              });
    }
    return file;
  }

  private static void row(Worksheet sheet, int row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      sheet.value(row, i, cells.get(i));
    }
  }
}

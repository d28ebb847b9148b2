package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.Problem;
import blackout.ingest.fact.Findings;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.sheet.XlsxBook;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TableSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks made to do harm, and what XML allows that RVTools never writes. By hand. */
final class HostileWorkbookTest {

  private static final String GOOD_ROWS =
      "<row r=\"1\"><c t=\"inlineStr\"><is><t>VM</t></is></c><c t=\"inlineStr\"><is><t>Memory</t></is></c></row>"
          + "<row r=\"2\"><c t=\"inlineStr\"><is><t>a &amp; b</t></is></c><c><v>4096</v></c></row>";

  @TempDir Path dir;

  @Test
  void aSheetIsReadByAddressWithGapsSharedTextsAndFlags() throws IOException {
    List<List<String>> rows =
        rows(
            "<sst><si><t>VM</t></si><si><r><t>Mem</t></r><r><t>ory</t></r></si>"
                + "<si><t xml:space=\"preserve\"> one\ntwo</t><rPh><t>guide</t></rPh></si></sst>",
            "<x:row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r='D3' t='s'><v>1</v></c></x:row><!-- <row> --->"
                + "<row r=\"7\"><c r=\"A7\"><v>1</v></c><c r=\"B7\" t=\"s\"><v>2</v></c><c r=\"C7\" s=\"4\"/>"
                + "<c r=\"D7\" t=\"b\"><v>1</v></c></row>"
                + "<row><c r=\"D8\"><f>1&lt;2</f><v><![CDATA[8&192]]></v></c></row>");

    assertThat(rows.get(0)).containsExactly("", "VM", "", "Memory");
    assertThat(rows.get(1)).containsExactly("row 7", "1", " one\ntwo", "", "True");
    assertThat(rows.get(2)).containsExactly("row 8", "", "", "", "8&192");
  }

  @Test
  void cellsThatNobodyWantsDoNotChangeTheOthersHoweverTheyAreWritten() throws IOException {
    var sheet = new StringBuilder("<row><c r=\"A1\"><v>a</v></c><c r=\"B1\"><v>b</v></c></row>");
    // Rows of some 400 B, so that every kind of cell lies across an end of the buffer of 64 KiB.
    for (int i = 0; i < 2_000; i++) {
      String[] unwanted = {
        "<c r=\"A2\" t=\"inlineStr\"><is><t><![CDATA[</c><c r=\"B2\"><v>no</v></c>]]></t></is></c>",
        "<c r=\"A2\"><!-- </c> --><v>1</v></c>",
        "<c r=\"A2\" a=\"/>\"><v>1</v></c>",
        "<c r='A2' s='1'/>",
        "<c r=\"A2\" s=\"1\"/>",
        "<x:c r=\"A2\"><x:v>1</x:v></x:c>",
        "<c s=\"3\" r=\"A2\"><v>1</v></c>",
        "<c><f>A1&lt;2</f><v>1</v></c>",
        "\n<c r=\"A2\"><v>1</v></c>\n",
      };
      sheet.append("<row>").append(unwanted[i % unwanted.length]);
      sheet.append("<c r=\"B2\"><v>").append(i).append("</v></c>");
      sheet.append("<c r=\"D2\" s=\"1\"><v>1</v></c><c r=\"E2\"/>".repeat(i % 7)).append("</row>");
    }

    List<List<String>> rows = rows("<sst/>", sheet.toString(), 1);

    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> row.get(2))
        .containsExactlyElementsOf(IntStream.range(0, 2_000).mapToObj(String::valueOf).toList());
  }

  @Test
  void sharedTextsKeepTheirOrderAndTheirCharacters() throws IOException {
    var shared = new StringBuilder("<sst>");
    var sheet = new StringBuilder("<row><c r=\"A1\"><v>a</v></c></row>");
    // 3,000 texts of some 200 B are more than one block of 256 KiB holds.
    for (int i = 0; i < 3_000; i++) {
      shared.append("<si><r><t>\u00e9&amp;").append(i).append("</t></r><r><t>");
      shared.append("\ud83d\ude00".repeat(45)).append("</t></r></si><si/>");
      sheet.append("<row><c r=\"A2\" t=\"s\"><v>").append(2 * i).append("</v></c></row>");
    }

    List<List<String>> rows = rows(shared + "</sst>", sheet.toString());

    for (int i = 0; i < 3_000; i++) {
      assertThat(rows.get(i + 1).get(1)).isEqualTo("\u00e9&" + i + "\ud83d\ude00".repeat(45));
    }
  }

  /** Found by fuzzing: an empty text that stands before all others was an internal error. */
  @Test
  void theFirstSharedTextMayBeEmpty() throws IOException {
    for (String empty : List.of("<si><t/></si>", "<si><t></t></si>", "<si><r><t/></r></si>")) {
      List<List<String>> rows =
          rows(
              "<sst>" + empty + "<si><t>VM</t></si></sst>",
              "<row><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>");

      assertThat(rows.get(0)).as(empty).startsWith("VM");
    }
  }

  @Test
  void aSharedTextLongerThanACellIsRefused() {
    String run = "<r><t>" + "1".repeat(20_000) + "</t></r>";

    assertThat(problems(book(parts("<sst><si>" + run.repeat(7) + "</si></sst>", GOOD_ROWS))))
        .extracting(Problem::value)
        .containsExactly("a shared text of more than 32767 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><row/>|a document type definition, which no workbook has",
        "<row><c><v>&bomb;</v></c></row>|XML with the unknown entity bomb",
        "<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>|a cell that is not in the 16384 columns",
        "<row r=\"99999999\"><c><v>1</v></c></row>|a row beyond the 1048576 of a sheet",
        "<row r=\"x\"><c><v>1</v></c></row>|a row with the number x",
        "<row><c t=\"s\"><v>77</v></c></row>|a cell with the shared text 77",
        "<row><c><v>1</v>|XML that ends inside an element",
        "<row><c r=1><v>1</v></c></row>|XML with an attribute without quotes",
        "<row><c <c></row>|XML with a tag inside a tag",
        "<row></row></row></row></row>|XML with an end of what did not start",
      })
  void xmlThatIsNoneOrDoesHarmIsRefusedWithAReason(String rows, String reason) {
    Map<String, String> parts = parts("<sst><si><t>x</t></si></sst>", rows);

    assertThat(problems(book(parts))).extracting(Problem::value).containsExactly(reason);
  }

  @Test
  void nestingTextsAndTagsHaveLimits() {
    assertThat(problems(book(parts("<sst/>", "<a>".repeat(100)))))
        .extracting(Problem::value)
        .containsExactly("XML nested deeper than 64");
    assertThat(problems(book(parts("<sst/>", "<row><c><v>" + "1".repeat(200_000)))))
        .extracting(Problem::value)
        .containsExactly("a text of more than 32767 characters");
    assertThat(problems(book(parts("<sst/>", "<row a=\"" + "1".repeat(200_000) + "\">"))))
        .extracting(Problem::value)
        .containsExactly("a tag of more than 65536 B");
  }

  @Test
  void anArchiveThatUnpacksToFarMoreThanItsSizeIsRefused() throws IOException {
    Path bomb = dir.resolve("bomb.xlsx");
    try (OutputStream out = Files.newOutputStream(bomb);
        var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> part : parts("<sst/>", "").entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        if (part.getKey().endsWith("sheet1.xml")) {
          zip.write("<worksheet><cols>".getBytes(StandardCharsets.UTF_8));
          byte[] columns = "<col></col>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 400; i++) {
            zip.write(columns);
          }
        } else {
          zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }

    // 44 MB of columns in an archive of some 100 kB: over 16 MiB and over 100 times its size.
    assertThat(Files.size(bomb)).isLessThan(200_000);
    assertThat(problems(bomb))
        .singleElement()
        .extracting(Problem::value)
        .asString()
        .startsWith("an archive that unpacks to more than 16777216 B");
  }

  @Test
  void otherZipFilesAndUnknownEncodingsAreRefused() throws IOException {
    Path zip = book(Map.of("word/document.xml", "<document/>"));
    Path latin =
        book(
            parts("<sst/>", "").entrySet().stream()
                .collect(
                    LinkedHashMap::new,
                    (m, e) ->
                        m.put(
                            e.getKey(),
                            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + e.getValue()),
                    Map::putAll));

    assertThat(format(zip)).isEmpty();
    assertThat(format(latin)).isEmpty();
  }

  @Test
  void ofAWorkbookTheSheetThatIsNotAsExpectedIsLeftOut() throws IOException {
    String rows = GOOD_ROWS.replace("Memory", "Colour");

    assertThat(problems(book(parts("<sst/>", rows))))
        .extracting(Problem::expectation)
        .containsExactly(
            "the titles of a table that is known; nearest is RVTools vInfo: it has VM; missing:"
                + " Powerstate, Memory");
  }

  private static Optional<String> format(Path file) {
    return SourceFormats.read(SourceFile.open(file), new Findings(), SourceOptions.NONE).format();
  }

  /** What reading a sheet called vInfo finds fault with. */
  private static List<Problem> problems(Path file) {
    var harvest = new Findings();
    SourceFile export = SourceFile.open(file);
    SourceFormats.read(export, harvest, SourceOptions.NONE);
    return harvest.problems();
  }

  private List<List<String>> rows(String shared, String sheet) throws IOException {
    return rows(shared, sheet, 0);
  }

  /** The titles and the rows of a sheet, read without the columns before one. */
  private List<List<String>> rows(String shared, String sheet, int first) throws IOException {
    var rows = new ArrayList<List<String>>();
    try (var book = new XlsxBook(book(parts(shared, sheet)))) {
      book.read(
          "vInfo",
          new TableSink() {
            @Override
            public Optional<BitSet> titles(List<String> titles, long number) {
              rows.add(titles);
              var wanted = new BitSet();
              wanted.set(first, titles.size());
              return Optional.of(wanted);
            }

            @Override
            public void row(long number, List<String> cells) {
              var row = new ArrayList<String>();
              row.add("row " + number);
              row.addAll(cells);
              rows.add(row);
            }
          });
    }
    return rows;
  }

  private static Map<String, String> parts(String shared, String rows) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"vInfo\" sheetId=\"9\" r:id=\"rId1\"/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
    parts.put("xl/sharedStrings.xml", shared);
    parts.put("xl/worksheets/sheet1.xml", rows.startsWith("<!DOCTYPE") ? rows : sheet(rows));
    return parts;
  }

  private static String sheet(String rows) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>"
        + rows
        + "</sheetData></worksheet>";
  }

  private Path book(Map<String, String> parts) {
    Path file = dir.resolve("book-" + parts.hashCode() + ".xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return file;
  }
}

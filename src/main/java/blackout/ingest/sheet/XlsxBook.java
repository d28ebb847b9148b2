package blackout.ingest.sheet;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.TableSink;
import blackout.quantity.Require;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A workbook (Office Open XML, ECMA-376), read as a stream: only the columns that are asked for,
 * with limits on everything. Read here and not by a library for workbooks, because those we found
 * hold whatever a file declares: a cell in column ZZZZZZ alone would take all memory.
 */
public final class XlsxBook implements Closeable {

  private final ZipFile zip;
  private final UnpackedBytes unpacked;
  private final Map<String, String> partBySheet = new LinkedHashMap<>();
  private SharedTexts sharedTexts = new SharedTexts();

  /**
   * @throws IOException if it is no workbook
   */
  public XlsxBook(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
    try {
      unpacked = new UnpackedBytes(Files.size(file));
      sheets();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The names of the sheets, in the order of the workbook. */
  public List<String> sheetNames() {
    return List.copyOf(partBySheet.keySet());
  }

  /** Reads a sheet, whose first row that is not empty has the titles. */
  public void read(String sheet, TableSink sink) throws IOException {
    if (sharedTexts.size() == 0 && entry("xl/sharedStrings.xml").isPresent()) {
      parse("xl/sharedStrings.xml", tags -> sharedTexts = SharedTexts.read(tags));
    }
    parse(
        Require.entry(partBySheet, sheet), tags -> new SheetReader(tags, sharedTexts, sink).read());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void sheets() throws IOException {
    Map<String, String> targets = new LinkedHashMap<>();
    parse(
        "xl/_rels/workbook.xml.rels",
        tags -> {
          while (tags.next()) {
            if (tags.isStart("Relationship")) {
              String target = tags.tag().attribute("Target", "");
              targets.put(
                  tags.tag().attribute("Id", ""),
                  target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
          }
        });
    parse(
        "xl/workbook.xml",
        tags -> {
          while (tags.next()) {
            if (tags.isStart("sheet")) {
              String part = targets.getOrDefault(tags.tag().attribute("id", ""), "");
              partBySheet.put(tags.tag().attribute("name", ""), part);
            }
          }
        });
  }

  /** What is done with a part. */
  private interface Parsing {
    void of(XmlTags tags) throws IOException;
  }

  private void parse(String part, Parsing parsing) throws IOException {
    ZipEntry entry =
        entry(part)
            .orElseThrow(() -> new IOException("a workbook without " + CleanText.name(part)));
    try (InputStream in = unpacked.counting(zip.getInputStream(entry))) {
      parsing.of(new XmlTags(in));
    }
  }

  private Optional<? extends ZipEntry> entry(String part) {
    ZipEntry exact = zip.getEntry(part);
    return exact != null
        ? Optional.of(exact)
        : zip.stream().filter(e -> e.getName().equalsIgnoreCase(part)).findFirst();
  }
}

package blackout.ingest.exports;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A workbook (Office Open XML, ECMA-376), read as a stream: only the columns that are asked for,
 * with limits on everything. Document type definitions are refused, so no entity can grow. Read
 * here and not by a library for workbooks, because those we found hold whatever a file declares: a
 * cell in column ZZZZZZ alone would take all memory.
 */
final class XlsxBook implements Closeable {

  private static final XMLInputFactory XML = factory();

  private final ZipFile zip;
  private final UnpackedBytes unpacked;
  private final Map<String, String> partBySheet = new LinkedHashMap<>();
  private List<String> sharedTexts = List.of();

  /**
   * @throws IOException if it is no workbook
   */
  XlsxBook(Path file) throws IOException {
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
  List<String> sheetNames() {
    return List.copyOf(partBySheet.keySet());
  }

  /** Reads a sheet, whose first row that is not empty has the titles. */
  void read(String sheet, TableSink sink) throws IOException {
    if (sharedTexts.isEmpty() && entry("xl/sharedStrings.xml") != null) {
      parse("xl/sharedStrings.xml", reader -> sharedTexts = SharedTexts.read(reader));
    }
    parse(partBySheet.get(sheet), reader -> new SheetReader(reader, sharedTexts, sink).read());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void sheets() throws IOException {
    Map<String, String> targets = new LinkedHashMap<>();
    parse(
        "xl/_rels/workbook.xml.rels",
        reader -> {
          while (next(reader) != XMLStreamConstants.END_DOCUMENT) {
            if (isStart(reader, "Relationship")) {
              String target = String.valueOf(reader.getAttributeValue(null, "Target"));
              targets.put(
                  String.valueOf(reader.getAttributeValue(null, "Id")),
                  target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
          }
        });
    parse(
        "xl/workbook.xml",
        reader -> {
          while (next(reader) != XMLStreamConstants.END_DOCUMENT) {
            if (isStart(reader, "sheet")) {
              String name = String.valueOf(reader.getAttributeValue(null, "name"));
              partBySheet.put(name, targets.getOrDefault(relation(reader), ""));
            }
          }
        });
  }

  /** The id of a relation has a name space, of which there are two. */
  private static String relation(XMLStreamReader reader) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals("id")) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  /** What is done with a part. */
  private interface Parsing {
    void of(XMLStreamReader reader) throws XMLStreamException, IOException;
  }

  private void parse(String part, Parsing parsing) throws IOException {
    ZipEntry entry = entry(part);
    if (entry == null) {
      throw new IOException("a workbook without " + CleanText.name(part));
    }
    try (InputStream in = unpacked.counting(zip.getInputStream(entry))) {
      XMLStreamReader reader = XML.createXMLStreamReader(in);
      parsing.of(reader);
      reader.close();
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("XML that is not well-formed in " + CleanText.name(part), e);
    }
  }

  private ZipEntry entry(String part) {
    ZipEntry exact = zip.getEntry(part);
    if (exact != null) {
      return exact;
    }
    return zip.stream().filter(e -> e.getName().equalsIgnoreCase(part)).findFirst().orElse(null);
  }

  /** The next event. */
  static int next(XMLStreamReader reader) throws XMLStreamException, IOException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new IOException("a document type definition, which no workbook has");
    }
    return event;
  }

  static boolean isStart(XMLStreamReader reader, String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  /** The text up to the end of the element that the reader stands in, at most so long. */
  static String textOf(XMLStreamReader reader) throws XMLStreamException, IOException {
    var parts = new ArrayList<String>(1);
    int characters = 0;
    int depth = 1;
    while (depth > 0) {
      int event = next(reader);
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
        String text = reader.getText();
        characters += text.length();
        if (characters > ExportLimits.CELL_CHARACTERS * 4) {
          throw new IOException(
              "a cell of more than " + ExportLimits.CELL_CHARACTERS + " characters");
        }
        parts.add(text);
      }
    }
    return parts.size() == 1 ? parts.get(0) : String.join("", parts);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}

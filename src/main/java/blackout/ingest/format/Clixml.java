package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.text.JsonValues;
import blackout.ingest.text.Limits;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What {@code Export-Clixml} writes: objects of PowerShell by their properties, read one after the
 * other as the objects that JSON would have. An object without properties, such as a state or a
 * date, is the text that it prints as; what lies deeper than is needed is passed over.
 *
 * @see <a href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-psrp/">MS-PSRP,
 *     2.2.5: serialization of objects</a>
 */
final class Clixml {

  /** A host within a VM, a volume within its list, its sizes within the volume. */
  private static final int DEEPEST = 6;

  /** Objects are nested deeper than we look, but not without end. */
  private static final int MOST_NESTED = 100;

  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final XMLStreamReader xml;
  private int count;

  private Clixml(XMLStreamReader xml) {
    this.xml = xml;
  }

  /** Hands over the objects; what is not well-formed ends them with a problem. */
  static void read(SourceFile file, Consumer<Problem> problems, JsonValues.Sink sink)
      throws IOException {
    try (Reader text = file.reader()) {
      XMLStreamReader xml = XmlTree.FACTORY.createXMLStreamReader(text);
      try {
        new Clixml(xml).all(sink);
      } catch (XMLStreamException e) {
        problems.accept(
            new Problem(
                file.name(),
                "line " + xml.getLocation().getLineNumber(),
                String.valueOf(e.getMessage()).replaceFirst("(?s).*\\nMessage: ", ""),
                "objects of PowerShell in well-formed XML"));
      }
    } catch (XMLStreamException e) {
      throw new IOException("no XML", e);
    }
  }

  private void all(JsonValues.Sink sink) throws XMLStreamException, IOException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && !xml.getLocalName().equals("Objs")) {
        if (++count > Limits.ROWS) {
          throw new IOException("more than " + Limits.ROWS + " objects");
        }
        hand(value(0), sink);
      }
    }
  }

  private static void hand(LocatedJson value, JsonValues.Sink sink) {
    if (value.items().isEmpty()) {
      sink.value("", value);
    } else {
      value.items().forEach(item -> hand(item, sink));
    }
  }

  /** The element that has begun, to its end. */
  private LocatedJson value(int depth) throws XMLStreamException {
    if (depth > MOST_NESTED) {
      throw new XMLStreamException("nested deeper than " + MOST_NESTED);
    }
    int line = xml.getLocation().getLineNumber();
    if (!xml.getLocalName().equals("Obj")) {
      return LocatedJson.string(unescaped(text()), line);
    }
    Map<String, LocatedJson> fields = new LinkedHashMap<>();
    List<LocatedJson> items = new ArrayList<>();
    var printed = new StringBuilder();
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "Props", "MS" -> properties(fields, depth);
        case "LST", "IE", "STK", "QUE" -> list(items, depth);
        case "ToString" -> printed.append(unescaped(text()));
        case "TN", "TNRef", "DCT" -> text();
        default -> {
          String value = text();
          printed.append(printed.isEmpty() ? value : "");
        }
      }
    }
    if (!items.isEmpty()) {
      return LocatedJson.list(items, line);
    }
    return fields.isEmpty() || printsItself(fields)
        ? LocatedJson.string(printed.toString(), line)
        : LocatedJson.object(fields, line, 1);
  }

  /** An enumeration has its number as property and its word as text. */
  private static boolean printsItself(Map<String, LocatedJson> fields) {
    return fields.size() == 1 && fields.keySet().iterator().next().equalsIgnoreCase("value");
  }

  private void properties(Map<String, LocatedJson> fields, int depth) throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getAttributeValue(null, "N");
        if (depth >= DEEPEST || name == null || xml.getLocalName().equals("Nil")) {
          text();
        } else {
          fields.put(unescaped(name), value(depth + 1));
        }
      }
    }
  }

  private void list(List<LocatedJson> items, int depth) throws XMLStreamException {
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        if (depth >= DEEPEST) {
          text();
        } else {
          items.add(value(depth + 1));
        }
      }
    }
  }

  /** The text of the element that has begun, to its end, without that of elements in it. */
  private String text() throws XMLStreamException {
    var text = new StringBuilder();
    int open = 1;
    while (open > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> open++;
        case XMLStreamConstants.END_ELEMENT -> open--;
        case XMLStreamConstants.CHARACTERS -> {
          if (open == 1 && text.length() < Limits.CELL_CHARACTERS) {
            text.append(xml.getText());
          }
        }
        default -> {
          // Comments say nothing.
        }
      }
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPED
            .matcher(text)
            .replaceAll(
                m ->
                    java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(m.group(1), 16))))
        : text;
  }
}

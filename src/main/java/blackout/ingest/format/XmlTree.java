package blackout.ingest.format;

import blackout.ingest.text.LocatedJson;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a small document. Declarations of types and entities are not read.
 *
 * @param name the name without its prefix
 * @param attributes their values by name
 * @param children the elements in it
 * @param text the text in it
 * @param line its line within the document, from 1
 */
record XmlTree(
    String name, Map<String, String> attributes, List<XmlTree> children, String text, int line) {

  private static final int DEEPEST = 32;

  static final XMLInputFactory FACTORY = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * The tree of a document.
   *
   * @throws XMLStreamException if it is not well-formed, or nested too deep
   */
  static XmlTree of(String document) throws XMLStreamException {
    XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
    int event = reader.next();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = reader.next();
    }
    return element(reader, 0);
  }

  private static XmlTree element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new XMLStreamException("nested deeper than " + DEEPEST);
    }
    String name = reader.getLocalName();
    int line = reader.getLocation().getLineNumber();
    var attributes = new TreeMap<String, String>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    var children = new ArrayList<XmlTree>();
    var text = new StringBuilder();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(reader, depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS) {
        text.append(reader.getText());
      }
    }
    return new XmlTree(name, attributes, children, text.toString().strip(), line);
  }

  /**
   * The same as JSON has it: attributes and elements are keys, an element with text alone is a
   * text.
   *
   * @param firstLine the line that the document begins in
   */
  LocatedJson json(long firstLine) {
    int at = (int) firstLine + line - 1;
    if (children.isEmpty() && attributes.isEmpty()) {
      return LocatedJson.string(text, at);
    }
    Map<String, LocatedJson> fields = new LinkedHashMap<>();
    attributes.forEach((key, value) -> fields.put(key, LocatedJson.string(value, at)));
    children.forEach(child -> fields.putIfAbsent(child.name, child.json(firstLine)));
    return LocatedJson.object(fields, at, 1);
  }

  /** The first element under names one within the other. */
  Optional<XmlTree> at(String child, String... more) {
    Optional<XmlTree> found = children.stream().filter(c -> c.name.equals(child)).findFirst();
    for (String next : more) {
      found = found.flatMap(f -> f.at(next));
    }
    return found;
  }
}

package blackout.ingest.exports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts that the cells of a workbook share. */
final class SharedTexts {

  private SharedTexts() {}

  /** Runs of formatted text are joined; pronunciation guides are left out. */
  static List<String> read(XMLStreamReader reader) throws XMLStreamException, IOException {
    var texts = new ArrayList<String>();
    var runs = new ArrayList<String>();
    long characters = 0;
    int event = XlsxBook.next(reader);
    while (event != XMLStreamConstants.END_DOCUMENT) {
      if (XlsxBook.isStart(reader, "t")) {
        runs.add(XlsxBook.textOf(reader));
      } else if (XlsxBook.isStart(reader, "rPh")) {
        XlsxBook.textOf(reader);
      } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("si")) {
        String text = runs.size() == 1 ? runs.get(0) : String.join("", runs);
        runs.clear();
        texts.add(text);
        characters += text.length();
        if (texts.size() > ExportLimits.SHARED_TEXTS
            || characters > ExportLimits.SHARED_CHARACTERS) {
          throw new IOException("more than " + ExportLimits.SHARED_CHARACTERS + " characters");
        }
      }
      event = XlsxBook.next(reader);
    }
    return texts;
  }
}

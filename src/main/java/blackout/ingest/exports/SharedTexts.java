package blackout.ingest.exports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The texts that the cells of a workbook share. */
final class SharedTexts {

  private SharedTexts() {}

  /** Runs of formatted text are joined; pronunciation guides are left out. */
  static List<String> read(XmlTags tags) throws IOException {
    var texts = new ArrayList<String>();
    String text = "";
    boolean guide = false;
    long characters = 0;
    while (tags.next()) {
      if (tags.isEnd("t") && !guide) {
        text = text.isEmpty() ? tags.text() : text + tags.text();
      } else if (tags.tag().is("rPh")) {
        guide = tags.isStart();
      } else if (tags.isEnd("si")) {
        texts.add(text);
        characters += text.length();
        text = "";
        if (texts.size() > ExportLimits.SHARED_TEXTS
            || characters > ExportLimits.SHARED_CHARACTERS) {
          throw new IOException(
              "more than " + ExportLimits.SHARED_CHARACTERS + " characters of shared text");
        }
      }
    }
    return texts;
  }
}

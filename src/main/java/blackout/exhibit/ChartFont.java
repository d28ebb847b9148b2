package blackout.exhibit;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The typeface of the charts. It is part of the program, so that a chart is the same on every
 * machine, with whatever fonts are installed there or none.
 */
final class ChartFont {

  private static final String FILE = "/blackout/exhibit/Roboto-Regular-latin.ttf";
  private static final Font BASE = load();

  private ChartFont() {}

  static Font size(float points) {
    return BASE.deriveFont(points);
  }

  private static Font load() {
    try (InputStream in = ChartFont.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + FILE);
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("unreadable font " + FILE, e);
    }
  }
}

package blackout.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in the forms that a notebook can show, keyed by MIME type; the front end picks the
 * richest it knows.
 *
 * @param data text per MIME type; binary types such as {@code image/png} hold base64
 * @param metadata hints per MIME type, such as the size at which an image is shown (CSS pixels)
 */
public record Bundle(Map<String, String> data, Map<String, Map<String, Object>> metadata) {

  /** The MIME type of markup. */
  public static final String HTML = "text/html";

  /** The MIME type of PNG images. */
  public static final String PNG = "image/png";

  /** The MIME type of plain text. */
  public static final String TEXT = "text/plain";

  /** Copies both maps. */
  public Bundle {
    data = Map.copyOf(data);
    metadata = Map.copyOf(metadata);
  }

  /**
   * HTML with a text for front ends that cannot show it.
   *
   * @param html markup of the body of a page, without scripts
   * @param text the same in plain text
   */
  public static Bundle html(String html, String text) {
    return new Bundle(Map.of(HTML, html, TEXT, text), Map.of());
  }

  /**
   * A PNG image.
   *
   * @param base64 the file, in base64
   * @param width the width at which it is shown (CSS pixels)
   * @param height the height at which it is shown (CSS pixels)
   * @param text what the image shows, in plain text
   */
  public static Bundle png(String base64, int width, int height, String text) {
    Map<String, Object> size = new LinkedHashMap<>();
    size.put("width", width);
    size.put("height", height);
    return new Bundle(Map.of(PNG, base64, TEXT, text), Map.of(PNG, size));
  }
}

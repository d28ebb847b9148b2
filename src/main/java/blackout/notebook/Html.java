package blackout.notebook;

/**
 * Markup that a notebook shows as it is.
 *
 * @param markup the body of a page, without scripts
 * @param text what stands in its place where HTML cannot be shown
 */
public record Html(String markup, String text) {

  /** Replaces the characters that have a meaning in HTML, so that any text can stand in a page. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

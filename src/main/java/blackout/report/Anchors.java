package blackout.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of places in a page, each given once. */
final class Anchors {

  /** The longest slug: an assumption about a readable address. */
  private static final int MOST_CHARACTERS = 40;

  private final Set<String> taken = new HashSet<>();

  /**
   * A name made of a prefix and the letters and digits of a text, such as {@code "vm-sql01"}; with
   * a number behind it if that name was given before.
   *
   * @param text any text, however hostile
   */
  String of(String prefix, String text) {
    String slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    slug = slug.substring(0, Math.min(MOST_CHARACTERS, slug.length())).replaceAll("^-+|-+$", "");
    String name = slug.isEmpty() ? prefix : prefix + "-" + slug;
    String anchor = name;
    for (int i = 2; !taken.add(anchor); i++) {
      anchor = name + "-" + i;
    }
    return anchor;
  }
}

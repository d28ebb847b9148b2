package blackout.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names that a person takes for one and the same although they differ: in how an accent is written,
 * in signs that do not show, in wide or narrow letters, in blanks, or in letters of Cyrillic and
 * Greek that look like Latin ones. They are kept and told.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">UAX 15, normalization forms</a>
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS 39, of which only
 *     the commonest letters are taken</a>
 */
public final class LookAlikes {

  private static final String OTHERS = "аеорсухіјѕԁһοα";
  private static final String LATIN = "aeopcyxijsdhoa";

  private LookAlikes() {}

  /**
   * A problem for each name that looks like one before it.
   *
   * @param source the file
   * @param key where the names are listed: {@code "vms"}
   */
  public static List<Problem> problems(String source, String key, List<String> names) {
    var problems = new ArrayList<Problem>();
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer before = first.putIfAbsent(seen(names.get(i)), i);
      if (before != null && !names.get(before).equals(names.get(i))) {
        problems.add(
            new Problem(
                source,
                "/" + key + "/" + i + "/name",
                shown(names.get(i)),
                "a name that does not look like that of /"
                    + key
                    + "/"
                    + before
                    + ", "
                    + shown(names.get(before))
                    + "; both are kept"));
      }
    }
    return problems;
  }

  /** What a person sees of a name. */
  static String seen(String name) {
    if (isPlain(name)) {
      return name.toLowerCase(Locale.ROOT);
    }
    String letters = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var seen = new StringBuilder();
    Normalizer.normalize(letters, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(
            c -> {
              int other = c > 0x7f ? OTHERS.indexOf(c) : -1;
              seen.appendCodePoint(other >= 0 ? LATIN.charAt(other) : c);
            });
    return seen.toString().strip().replaceAll("\\s+", " ");
  }

  private static boolean isPlain(String name) {
    boolean blank = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7e || c < ' ' || (c == ' ' && (blank || i == 0 || i == name.length() - 1))) {
        return false;
      }
      blank = c == ' ';
    }
    return true;
  }

  /** A name with each letter that is not plain as its number: the difference shows only so. */
  private static String shown(String name) {
    var shown = new StringBuilder("\"");
    name.codePoints()
        .forEach(
            c ->
                shown.append(
                    c < 0x7f && c >= ' '
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, "\\u%04x", c)));
    return shown.append('"').toString();
  }
}

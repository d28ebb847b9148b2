package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The titles of a table, or the keys of an object, found by any of the names that people and
 * languages give them: without case, blanks and signs, with or without a unit behind.
 */
public final class Titles {

  /** {@code Memory (MB)}, {@code Memory [GiB]}, {@code MemoryAssigned(M)}. */
  private static final Pattern IN_BRACKETS =
      Pattern.compile("(.*?)\\s*[(\\[]\\s*([A-Za-z]{1,5})\\s*[)\\]]\\s*");

  /** {@code Memory MB}, {@code memory_mb}, {@code MemoryGB}, {@code Size in GB}. */
  private static final Pattern BEHIND =
      Pattern.compile(
          "(.*?[^A-Z])(?:[\\s_.-]+(?:in\\s+)?([KMGTkmgt]i?[Bb]|[Bb]ytes?)|([KMGT]i?B|Bytes))\\s*");

  private static final Map<String, Kind> UNITS =
      Map.ofEntries(
          Map.entry("b", Kind.BYTES),
          Map.entry("byte", Kind.BYTES),
          Map.entry("bytes", Kind.BYTES),
          Map.entry("k", Kind.KIB),
          Map.entry("kb", Kind.KIB),
          Map.entry("kib", Kind.KIB),
          Map.entry("m", Kind.MIB),
          Map.entry("mb", Kind.MIB),
          Map.entry("mib", Kind.MIB),
          Map.entry("mo", Kind.MIB),
          Map.entry("g", Kind.GIB),
          Map.entry("gb", Kind.GIB),
          Map.entry("gib", Kind.GIB),
          Map.entry("go", Kind.GIB),
          Map.entry("t", Kind.TIB),
          Map.entry("tb", Kind.TIB),
          Map.entry("tib", Kind.TIB));

  private final List<String> texts;
  private final Map<String, Integer> whole = new HashMap<>();
  private final Map<String, Integer> withoutUnit = new HashMap<>();
  private final Map<String, Integer> translated = new HashMap<>();
  private final List<Optional<Kind>> units = new ArrayList<>();

  private Titles(List<String> texts) {
    this.texts = texts;
  }

  /**
   * The titles of a table.
   *
   * @param texts the titles in the order of the columns
   * @param words what titles are called in other languages and by the user
   */
  public static Titles of(List<String> texts, TitleWords words) {
    var titles = new Titles(texts);
    texts.forEach(text -> titles.units.add(unit(text)));
    // Beside "Hosts", "# Hosts" is another title.
    for (boolean counted : new boolean[] {false, true}) {
      for (int i = 0; i < texts.size(); i++) {
        if (texts.get(i).startsWith("#") == counted) {
          titles.add(texts.get(i), i, words);
        }
      }
    }
    return titles;
  }

  private void add(String text, int index, TitleWords words) {
    String base = base(text);
    whole.putIfAbsent(CleanText.key(text), index);
    withoutUnit.putIfAbsent(CleanText.key(base), index);
    words.english(CleanText.key(text)).forEach(k -> translated.putIfAbsent(k, index));
    words.english(CleanText.key(base)).forEach(k -> translated.putIfAbsent(k, index));
  }

  /** The column that goes by one of these names, the first name that is there. */
  public Optional<Integer> column(List<String> keys) {
    for (Map<String, Integer> names : List.of(whole, withoutUnit, translated)) {
      for (String key : keys) {
        Integer index = names.get(key);
        if (index != null) {
          return Optional.of(index);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a column goes by a name, each as {@link CleanText#key}. */
  public boolean has(String key) {
    return whole.containsKey(key) || withoutUnit.containsKey(key) || translated.containsKey(key);
  }

  /** The unit that a title states, as the kind of its cells. */
  public Optional<Kind> unit(int column) {
    return units.get(column);
  }

  /** Whether any title states one of these units. */
  public boolean hasUnit(Set<Kind> kinds) {
    return units.stream().anyMatch(u -> u.filter(kinds::contains).isPresent());
  }

  public List<String> texts() {
    return texts;
  }

  private static String base(String title) {
    Matcher brackets = IN_BRACKETS.matcher(title);
    if (brackets.matches() && UNITS.containsKey(brackets.group(2).toLowerCase(Locale.ROOT))) {
      return brackets.group(1);
    }
    Matcher behind = BEHIND.matcher(title);
    return title.length() < 80 && behind.matches() ? behind.group(1) : title;
  }

  private static Optional<Kind> unit(String title) {
    Matcher brackets = IN_BRACKETS.matcher(title);
    if (title.length() < 80 && brackets.matches()) {
      return Optional.ofNullable(UNITS.get(brackets.group(2).toLowerCase(Locale.ROOT)));
    }
    Matcher behind = BEHIND.matcher(title);
    if (title.length() < 80 && behind.matches()) {
      String unit = behind.group(2) == null ? behind.group(3) : behind.group(2);
      return Optional.ofNullable(UNITS.get(unit.toLowerCase(Locale.ROOT)));
    }
    return Optional.empty();
  }

  /** The kind of an amount with a unit such as {@code MiB} or {@code kB}. */
  static Optional<Kind> unitNamed(String unit) {
    return Optional.ofNullable(UNITS.get(unit.toLowerCase(Locale.ROOT)));
  }
}

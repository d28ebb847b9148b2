package blackout.ingest.fact;

import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.text.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What titles and states are called in other languages than English. German, French and Spanish
 * names are in {@code titles.txt}; a file of the user adds others, and is believed first. A line is
 * {@code English name = other name | other name}; blank lines and those that begin with {@code #}
 * say nothing.
 */
public final class TitleWords {

  private static final TitleWords KNOWN = known();

  private final Map<String, Set<String>> english;

  private TitleWords(Map<String, Set<String>> english) {
    this.english = english;
  }

  /** The languages that are known. */
  public static TitleWords languages() {
    return KNOWN;
  }

  /**
   * The languages that are known, and the names of a file.
   *
   * @throws UnreadableInput if it cannot be read, or a line is not of the form
   */
  public static TitleWords of(Path file) {
    try {
      if (Files.size(file) > 1 << 20) {
        throw new IOException("more than 1 MiB");
      }
      Map<String, Set<String>> words =
          parse(
              Files.readAllLines(file, StandardCharsets.UTF_8), String.valueOf(file.getFileName()));
      KNOWN.english.forEach(
          (other, names) -> words.computeIfAbsent(other, o -> new LinkedHashSet<>()).addAll(names));
      return new TitleWords(words);
    } catch (IOException e) {
      throw new UnreadableInput(
          List.of(
              new Problem(
                  String.valueOf(file.getFileName()),
                  "",
                  String.valueOf(e.getMessage()),
                  "a readable file of titles")));
    }
  }

  /** The English names, each as {@link CleanText#key}, that a name stands for. */
  Set<String> english(String key) {
    return english.getOrDefault(key, Set.of());
  }

  /** The one of some English words that a text stands for; the key of the text itself if none. */
  String word(String text, Set<String> words) {
    String key = CleanText.key(text);
    return words.contains(key)
        ? key
        : english(key).stream().filter(words::contains).findFirst().orElse(key);
  }

  private static Map<String, Set<String>> parse(List<String> lines, String source) {
    Map<String, Set<String>> words = new HashMap<>();
    int number = 0;
    for (String line : lines) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new UnreadableInput(
            List.of(
                new Problem(
                    source, "line " + number, text, "English title = your title | another one")));
      }
      String name = CleanText.key(text.substring(0, equals));
      for (String other : text.substring(equals + 1).split("\\|", -1)) {
        words.computeIfAbsent(CleanText.key(other), o -> new LinkedHashSet<>()).add(name);
      }
    }
    return words;
  }

  private static TitleWords known() {
    try (InputStream in = TitleWords.class.getResourceAsStream("titles.txt")) {
      if (in == null) {
        throw new IllegalStateException("titles.txt is not beside its class");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new TitleWords(parse(text.lines().toList(), "titles.txt"));
    } catch (IOException e) {
      throw new IllegalStateException("titles.txt cannot be read", e);
    }
  }
}

package blackout.ingest;

import static blackout.quantity.Require.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the counters of a live migration are called in a recording. Windows translates them into the
 * language of the system; the English names are known, and others can be told.
 *
 * @param told names in another language
 */
public record CounterNames(Map<Role, String> told) {

  /** What is looked for among the counters. */
  public enum Role {
    PASS("pass", "Transfer Pass: Number"),
    DIRTY_PAGES("dirty-pages", "Transfer pass: Dirty Page Count"),
    BLACKOUT("blackout", "Transfer Pass: Is blackout"),
    RATE("rate", "Memory Walker: Uncompressed Bytes Sent/sec"),
    WIRE_RATE("wire-rate", "TCP Transport: Bytes Sent/sec");

    private final String word;
    private final String english;

    Role(String word, String english) {
      this.word = word;
      this.english = english;
    }

    /** What the role is called on the command line. */
    public String word() {
      return word;
    }

    /** What Windows calls it in English. */
    public String english() {
      return english;
    }
  }

  /** The English names alone. */
  public static final CounterNames ENGLISH = new CounterNames(Map.of());

  public CounterNames {
    var copy = new EnumMap<Role, String>(Role.class);
    copy.putAll(told);
    told = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads names such as {@code "dirty-pages=Anzahl der geänderten Seiten"}.
   *
   * @throws IllegalArgumentException if a text is not of this form, or names an unknown role
   */
  public static CounterNames parse(List<String> texts) {
    var told = new EnumMap<Role, String>(Role.class);
    for (String text : texts) {
      int equals = text.indexOf('=');
      String word = equals < 0 ? text : text.substring(0, equals);
      Optional<Role> role =
          List.of(Role.values()).stream().filter(r -> r.word.equals(word)).findFirst();
      List<String> words = new ArrayList<>();
      for (Role each : Role.values()) {
        words.add(each.word);
      }
      require(
          role.isPresent() && equals < text.length() - 1,
          "\"%s\" is not ROLE=NAME with a role of %s",
          text,
          String.join(", ", words));
      told.put(role.get(), text.substring(equals + 1).strip());
    }
    return new CounterNames(told);
  }

  /** The role of a counter, in any case of letters; empty for one that is not needed. */
  public Optional<Role> role(String counter) {
    String name = counter.strip().toLowerCase(Locale.ROOT);
    for (Role role : Role.values()) {
      String called = told.getOrDefault(role, role.english).toLowerCase(Locale.ROOT);
      if (name.equals(called)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}

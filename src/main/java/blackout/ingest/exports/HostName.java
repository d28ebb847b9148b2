package blackout.ingest.exports;

import java.util.Locale;

/** Names of hosts, which some exports give with their domain and others without. */
final class HostName {

  private HostName() {}

  /** The name without its domain, in lower case; an address stays whole. */
  static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    return dot <= 0 || Character.isDigit(lower.charAt(0)) && lower.matches("[0-9.]+")
        ? lower
        : lower.substring(0, dot);
  }

  static boolean isSame(String a, String b) {
    return key(a).equals(key(b));
  }
}

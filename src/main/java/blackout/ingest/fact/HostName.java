package blackout.ingest.fact;

import java.util.Locale;

/** Names of hosts, which some exports give with their domain and others without. */
public final class HostName {

  private HostName() {}

  /** The name without its domain, in lower case; an address stays whole. */
  public static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    return dot <= 0 || (Character.isDigit(lower.charAt(0)) && lower.matches("[0-9.]+"))
        ? lower
        : lower.substring(0, dot);
  }

  public static boolean isSame(String a, String b) {
    return key(a).equals(key(b));
  }
}

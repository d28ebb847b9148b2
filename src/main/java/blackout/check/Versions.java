package blackout.check;

import blackout.inventory.WindowsVersion;

/**
 * The versions that a rule holds for.
 *
 * @param first the oldest
 * @param last the newest
 */
public record Versions(WindowsVersion first, WindowsVersion last) {

  private static final WindowsVersion OLDEST = WindowsVersion.oldest();
  private static final WindowsVersion NEWEST = WindowsVersion.newest();

  /** Every version. */
  public static final Versions ALL = new Versions(OLDEST, NEWEST);

  public static final Versions ONLY_2008_R2 =
      new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2008_R2);

  /** A version and all later ones. */
  public static Versions from(WindowsVersion first) {
    return new Versions(first, NEWEST);
  }

  /** A version and all earlier ones. */
  public static Versions upTo(WindowsVersion last) {
    return new Versions(OLDEST, last);
  }

  public boolean include(WindowsVersion version) {
    return version.isBetween(first, last);
  }

  @Override
  public String toString() {
    if (first == OLDEST && last == NEWEST) {
      return "all versions";
    }
    if (last == NEWEST) {
      return first == last ? first.label() : first.label() + " and later";
    }
    return first == last ? first.label() : first.label() + " to " + last.label();
  }
}

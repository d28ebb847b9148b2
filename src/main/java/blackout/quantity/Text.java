package blackout.quantity;

import java.util.List;

/** Counts and lists in plain English. */
public final class Text {

  private Text() {}

  /** A number and its noun: {@code "1 VM"}, {@code "1,200 VMs"}, {@code "2 entries"}. */
  public static String count(long count, String noun) {
    return Amounts.count(count) + " " + plural(count, noun);
  }

  /** The noun for so many: {@code "VM"} for 1, {@code "VMs"} for any other number. */
  public static String plural(long count, String noun) {
    if (count == 1) {
      return noun;
    }
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /** A word for one, another for any other number: {@code "ends"} or {@code "end"}. */
  public static String verb(long count, String ofOne, String ofMany) {
    return count == 1 ? ofOne : ofMany;
  }

  /** What an exception says; its class if it says nothing. */
  public static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  /**
   * Names on one line, and how many were left out.
   *
   * @param most the names that are written out, at least 1
   */
  public static String names(List<String> names, int most) {
    if (names.size() <= most) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  /** The letters to insert, delete or replace that make one text the other (Levenshtein 1966). */
  public static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

package blackout.ingest.text;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How a file writes numbers. A file separated by semicolons was written where the comma is the
 * decimal sign, so there the point may separate thousands; everywhere else it is the other way
 * round. Blanks and apostrophes separate thousands in both. Groups are taken apart only where each
 * has three digits and the export is known to group; {@code 3,5} in a file of commas is no number.
 */
public enum Numbers {
  POINT('.', "[,' \\u00a0\\u2009\\u202f\\u2019]"),
  COMMA(',', "[.' \\u00a0\\u2009\\u202f\\u2019]");

  /** Longer texts are no numbers of an export. */
  private static final int LONGEST = 60;

  private final char decimalSign;
  private final Pattern plain;
  private final Pattern grouped;
  private final Pattern separator;

  Numbers(char decimalSign, String separator) {
    this.decimalSign = decimalSign;
    String fraction = "(?:" + Pattern.quote(String.valueOf(decimalSign)) + "[0-9]+)?";
    plain = Pattern.compile("-?[0-9]+" + fraction + "(?:[eE][+-]?[0-9]{1,2})?");
    grouped = Pattern.compile("-?[0-9]{1,3}(?:" + separator + "[0-9]{3})+" + fraction);
    this.separator = Pattern.compile(separator);
  }

  /** The way of a table with this separator of columns. */
  public static Numbers of(char columnSeparator) {
    return columnSeparator == ';' ? COMMA : POINT;
  }

  /**
   * Reads a number.
   *
   * @param groups whether thousands may be separated
   * @throws NumberFormatException if it is none
   */
  public BigDecimal read(String text, boolean groups) {
    String digits = text.strip();
    if (digits.length() <= LONGEST) {
      if (plain.matcher(digits).matches()) {
        return new BigDecimal(digits.replace(decimalSign, '.'));
      }
      if (groups && grouped.matcher(digits).matches()) {
        return new BigDecimal(separator.matcher(digits).replaceAll("").replace(decimalSign, '.'));
      }
    }
    throw new NumberFormatException(text);
  }
}

package blackout.exhibit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts in lines that a terminal shows whole. */
public final class TextWrap {

  /** The columns of a line. */
  public static final int MOST = 100;

  /** A longer word may be cut. */
  private static final int LONGEST_WORD = 32;

  /** A number stays with its unit. */
  private static final Pattern UNIT =
      Pattern.compile("([0-9]) (us|ms|s|min|h|d|%|[KMGT]?i?B(?:/s)?|[kMG]bit/s)(?![A-Za-z])");

  private static final char GLUE = '\u0000';

  private TextWrap() {}

  /** A paragraph with its line feed. */
  public static String paragraph(String text) {
    return paragraph(text, "");
  }

  /**
   * A paragraph with its line feed.
   *
   * @param indent what stands before each line but the first
   */
  public static String paragraph(String text, String indent) {
    String lead = indent(text);
    List<String> lines = lines(text.strip(), MOST - Math.max(indent.length(), lead.length()));
    return lead + String.join("\n" + indent, lines) + "\n";
  }

  /** A text of several lines, each of which keeps its indent. */
  public static String text(String text) {
    return text.lines()
        .map(line -> line.isBlank() ? "\n" : paragraph(line, indent(line)))
        .collect(Collectors.joining());
  }

  private static String indent(String line) {
    return " ".repeat(line.length() - line.stripLeading().length());
  }

  /** The words of a text in lines of at most so many columns; a word too long for one is cut. */
  static List<String> lines(String text, int columns) {
    if (text.codePointCount(0, text.length()) <= columns) {
      return List.of(text);
    }
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : words(text)) {
      if (!line.isEmpty() && length(line) + 1 + length(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      String rest = word;
      while (length(rest) > columns) {
        int cut = rest.offsetByCodePoints(0, columns);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  static int longestWord(String text) {
    int longest = 1;
    for (String word : words(text)) {
      longest = Math.max(longest, length(word));
    }
    return Math.min(longest, LONGEST_WORD);
  }

  private static List<String> words(String text) {
    String glued = UNIT.matcher(text.strip()).replaceAll("$1" + GLUE + "$2");
    return Arrays.stream(glued.split(" +")).map(word -> word.replace(GLUE, ' ')).toList();
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}

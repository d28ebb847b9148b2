package blackout.jupyter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a snippet stands in the notebook. Its text form is the id of the snippet, which JShell
 * prints in stack traces, so that a frame leads back to its cell.
 *
 * @param cell the execution count of the cell, from 1; 0 for what the kernel itself runs
 * @param line the line of the cell on which the snippet begins, from 1
 * @param serial a number of its own for each snippet
 */
record SnippetPlace(int cell, int line, long serial) {

  private static final Pattern ID = Pattern.compile("#?c(\\d+)l(\\d+)n(\\d+)");

  String id() {
    return "c" + cell + "l" + line + "n" + serial;
  }

  /** Reads an id, with or without the {@code #} that JShell puts before it in a stack trace. */
  static Optional<SnippetPlace> parse(String id) {
    Matcher matcher = ID.matcher(id);
    return matcher.matches()
        ? Optional.of(
            new SnippetPlace(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /**
   * The words for a line of this snippet: "In [3], line 7".
   *
   * @param snippetLine the line within the snippet, from 1
   */
  String describe(int snippetLine) {
    return "In [" + cell + "], line " + (line + snippetLine - 1);
  }
}

package blackout.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lines at the top of a cell that speak to the kernel, such as {@code %classpath lib/x.jar}.
 *
 * <p>Only leading lines count: further down, a line that begins with {@code %} may well stand in a
 * text block.
 *
 * @param lines the magics, in order
 * @param code the rest of the cell, every character where it was
 */
record TopMagics(List<Line> lines, String code) {

  TopMagics {
    lines = List.copyOf(lines);
  }

  /**
   * One magic.
   *
   * @param name the word after the percent sign
   * @param arguments the words after the name
   */
  record Line(String name, List<String> arguments) {
    Line {
      arguments = List.copyOf(arguments);
    }
  }

  /** Takes the magics off the top of a cell and leaves blanks in their place. */
  static TopMagics parse(String cell) {
    List<Line> magics = new ArrayList<>();
    String[] lines = cell.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.startsWith("%")) {
        List<String> words = Stream.of(line.substring(1).strip().split("\\s+")).toList();
        magics.add(new Line(words.get(0), words.subList(1, words.size())));
        lines[i] = " ".repeat(lines[i].length());
      } else if (!line.isEmpty() && !line.startsWith("//")) {
        break;
      }
    }
    return new TopMagics(magics, Stream.of(lines).collect(Collectors.joining("\n")));
  }
}

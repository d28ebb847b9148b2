package blackout.ingest;

import blackout.calibrate.MeasuredRun;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads measured migrations: JSON lines, one run a line, UTF-8. The form of a line is the JSON
 * Schema {@code measured-run.schema.json} beside this class; keys that it does not name are
 * ignored, and so are blank lines. A line that cannot be used costs the line. The file is read line
 * by line, so its size does not matter.
 */
public final class MeasuredRunFile {

  /** The longest line that is read, in characters: a run with 100,000 syncs; an assumption. */
  static final int MOST_CHARACTERS = 8_000_000;

  private static final JsonRules RULES = JsonRules.resource("measured-run.schema.json");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final List<MeasuredRun> runs = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private MeasuredRunFile(String source) {
    this.source = source;
  }

  /**
   * The runs of a file, and what could not be used.
   *
   * @throws UnreadableInput if the file cannot be read, or has no line that can be used
   */
  public static Loaded<List<MeasuredRun>> load(Path file) {
    var reading = new MeasuredRunFile(JsonText.sourceName(file));
    if (!Files.isRegularFile(file)) {
      throw reading.refused(Files.exists(file) ? "no file" : "nothing");
    }
    try (Reader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      reading.lines(reader);
    } catch (IOException e) {
      throw reading.refused(String.valueOf(e.getMessage()));
    }
    return reading.loaded();
  }

  /**
   * The runs of a text, and what could not be used.
   *
   * @throws UnreadableInput if no line can be used
   */
  public static Loaded<List<MeasuredRun>> parse(String text, String source) {
    var reading = new MeasuredRunFile(source);
    try (Reader reader = new StringReader(text)) {
      reading.lines(reader);
    } catch (IOException e) {
      throw new AssertionError("a text in memory cannot fail to be read", e);
    }
    return reading.loaded();
  }

  private Loaded<List<MeasuredRun>> loaded() {
    if (runs.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(source, "", "an empty file", "a JSON object on each line"));
    }
    if (runs.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    return new Loaded<>(List.copyOf(runs), problems);
  }

  /** Unlike {@link BufferedReader#readLine}, does not keep more of a line than is allowed. */
  private void lines(Reader reader) throws IOException {
    var line = new StringBuilder();
    int number = 1;
    boolean tooLong = false;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (c == '\n') {
        line(number, line, tooLong);
        line.setLength(0);
        number++;
        tooLong = false;
      } else if (line.length() < MOST_CHARACTERS) {
        line.append((char) c);
      } else {
        tooLong = true;
      }
    }
    line(number, line, tooLong);
  }

  private void line(int number, StringBuilder line, boolean tooLong) {
    if (number == 1 && line.length() > 0 && line.charAt(0) == BYTE_ORDER_MARK) {
      line.deleteCharAt(0);
    }
    String at = source + ":" + number;
    if (tooLong) {
      problems.add(
          new Problem(at, "", "a longer line", "at most " + MOST_CHARACTERS + " characters"));
    } else if (!line.toString().isBlank()) {
      run(at, line.toString());
    }
  }

  private void run(String at, String line) {
    JsonNode tree;
    try {
      tree = JsonText.parse(line.getBytes(StandardCharsets.UTF_8), at);
    } catch (UnreadableInput e) {
      e.problems().forEach(p -> problems.add(inLine(p)));
      return;
    }
    List<Problem> broken = RULES.problems(tree, at);
    if (!broken.isEmpty()) {
      problems.addAll(broken);
      return;
    }
    var row = new Section(tree);
    MeasuredRunJson.misfit(row, at)
        .ifPresentOrElse(problems::add, () -> runs.add(MeasuredRunJson.run(row)));
  }

  /** The parser counts lines of what it was given, which is one. */
  private static Problem inLine(Problem p) {
    return new Problem(p.source(), p.place().replace("line 1, ", ""), p.value(), p.expectation());
  }

  private UnreadableInput refused(String found) {
    return new UnreadableInput(List.of(new Problem(source, "", found, "a readable file")));
  }
}

package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Column;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.SourceFile;
import blackout.inventory.Origin;
import java.util.Optional;

/**
 * One file while it is read.
 *
 * @param file the file
 * @param options what the user says of titles and counters
 * @param findings where everything goes
 */
record Reading(SourceFile file, SourceOptions options, Findings findings) {

  /** Larger counts and times than these are mistakes: 2^53, which a double still holds exactly. */
  private static final double LARGEST = 9_007_199_254_740_992.0;

  /** What to call a place in the file: {@code answers.json:7}. */
  String at(long line) {
    return file.name() + ":" + line;
  }

  void problem(String place, String value, String expectation) {
    findings.problem(new Problem(file.name(), place, value, expectation));
  }

  /** A text that the file states at a line, under a title. */
  Fact text(String value, Origin origin, String title, long line) {
    return new Fact(
        CleanText.name(value), origin, new Column(file.name(), "line", title, "").at(line));
  }

  /** The host that a text without any stands for: the name of the file up to its first point. */
  Fact hostOfName(long line) {
    return text(file.stem(), Origin.INFERRED, "file name", line);
  }

  Column column(String title, Kind kind) {
    return new Column(file.name(), "line", CleanText.name(title), kind.unit());
  }

  /** A number of at least 0; anything else becomes a problem. */
  Optional<Double> number(String text, String place, String expectation) {
    Optional<Double> number = plain(text);
    if (number.isEmpty()) {
      problem(place, text.isBlank() ? "nothing" : text.strip(), expectation);
    }
    return number;
  }

  /** The number of at least 0 at a key of an object; empty if there is none. */
  Optional<Double> number(LocatedJson object, String key, String expectation) {
    Optional<LocatedJson> value = object.at(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    LocatedJson found = value.get();
    if (!found.isNumber()) {
      problem(found.place() + ", " + key, found.shown(), expectation);
      return Optional.empty();
    }
    return number(found.text(), found.place() + ", " + key, expectation);
  }

  /** A number of at least 0 that a double holds. */
  static Optional<Double> plain(String text) {
    String digits = text.strip();
    if (digits.length() <= 40 && digits.matches("[+]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,3})?")) {
      double number = Double.parseDouble(digits);
      if (number <= LARGEST) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }
}

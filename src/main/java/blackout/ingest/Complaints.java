package blackout.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a file of measurements, found while it is read. */
final class Complaints {

  /** Beyond these only the number of problems is told: a file that is all wrong says so once. */
  private static final int MOST = 100;

  /** Larger counts and times than these are mistakes: 2^53, which a double still holds exactly. */
  private static final double LARGEST = 9_007_199_254_740_992.0;

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private int more;

  Complaints(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  void add(String place, String value, String expectation) {
    add(new Problem(source, place, value, expectation));
  }

  void add(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    } else {
      more++;
    }
  }

  List<Problem> all() {
    if (more == 0) {
      return List.copyOf(problems);
    }
    var all = new ArrayList<>(problems);
    all.add(new Problem(source, "", more + " more problems", "none"));
    return all;
  }

  /** A number of at least 0; anything else becomes a problem. */
  Optional<Double> number(String text, String place, String expectation) {
    String digits = text.strip();
    if (digits.length() <= 40 && digits.matches("[+]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,3})?")) {
      double number = Double.parseDouble(digits);
      if (number <= LARGEST) {
        return Optional.of(number);
      }
    }
    add(place, digits.isEmpty() ? "nothing" : digits, expectation);
    return Optional.empty();
  }

  /** The number of at least 0 at a key of an object; empty if there is none. */
  Optional<Double> number(LocatedJson object, String key, String expectation) {
    Optional<LocatedJson> value = object.at(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    LocatedJson found = value.get();
    if (!found.isNumber()) {
      add(found.place() + ", " + key, found.shown(), expectation);
      return Optional.empty();
    }
    return number(found.text(), found.place() + ", " + key, expectation);
  }
}

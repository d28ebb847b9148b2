package blackout.quantity;

import static blackout.quantity.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several values in one text:
 *
 * <pre>
 *   16GiB                    one
 *   1GiB,4GiB,16GiB          a list
 *   1GiB..64GiB x2           from 1 GiB on, each twice the one before: 1, 2, 4 ... 64 GiB
 *   1GiB..8GiB +1GiB         in equal steps: 1, 2, 3 ... 8 GiB
 *   1GiB..64GiB :100         100 values in equal ratios, both ends included
 * </pre>
 *
 * <p>Blanks may be left out: {@code 1GiB..64GiBx2}.
 */
public final class Values {

  private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)\\s*([x+:])\\s*(.+)");
  private static final int MOST = 1_000_000;

  private Values() {}

  /**
   * Reads the values in their order.
   *
   * @param parse reads one value
   * @param number the value as a number
   * @param value the value of a number
   * @throws IllegalArgumentException if a value cannot be read, a range does not rise, or there are
   *     more than a million values
   */
  public static <T> List<T> parse(
      String text, Function<String, T> parse, ToDoubleFunction<T> number, DoubleTo<T> value) {
    if (!text.contains("..")) {
      return Arrays.stream(text.split(",")).map(String::strip).map(parse).toList();
    }
    Matcher range = RANGE.matcher(text.strip());
    require(
        range.matches(),
        "\"%s\" says no step; write for example \"1GiB..64GiB x2\", \"1GiB..8GiB +1GiB\" or"
            + " \"1GiB..64GiB :10\"",
        text);
    double first = number.applyAsDouble(parse.apply(range.group(1).strip()));
    double last = number.applyAsDouble(parse.apply(range.group(2).strip()));
    require(first <= last, "\"%s\" does not rise", text);
    String step = range.group(4).strip();
    List<Double> numbers =
        switch (range.group(3)) {
          case "x" -> products(first, last, whole(step, text, 1.000001), text);
          case "+" -> sums(first, last, number.applyAsDouble(parse.apply(step)), text);
          default -> ratios(first, last, (int) whole(step, text, 2), text);
        };
    return numbers.stream().map(value::of).toList();
  }

  /** Makes a value of a number. */
  @FunctionalInterface
  public interface DoubleTo<T> {
    T of(double number);
  }

  private static double whole(String step, String text, double least) {
    try {
      double number = Double.parseDouble(step);
      require(
          number >= least && number <= MOST, "step of \"%s\" is not in %s..%s", text, least, MOST);
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("step of \"" + text + "\" is no number: " + step, e);
    }
  }

  private static List<Double> products(double first, double last, double factor, String text) {
    require(first > 0, "\"%s\" begins at 0, which no factor moves", text);
    var numbers = new ArrayList<Double>();
    for (double number = first; number <= last * (1 + 1e-9); number *= factor) {
      require(numbers.size() < MOST, "\"%s\" are more than %s values", text, MOST);
      numbers.add(number);
    }
    return numbers;
  }

  private static List<Double> sums(double first, double last, double step, String text) {
    require(step > 0 && (last - first) / step < MOST, "\"%s\" are more than %s values", text, MOST);
    var numbers = new ArrayList<Double>();
    for (int i = 0; first + i * step <= last + step * 1e-9; i++) {
      numbers.add(first + i * step);
    }
    return numbers;
  }

  private static List<Double> ratios(double first, double last, int count, String text) {
    require(first > 0, "\"%s\" begins at 0, which no factor moves", text);
    var numbers = new ArrayList<Double>();
    for (int i = 0; i < count; i++) {
      numbers.add(i == count - 1 ? last : first * Math.pow(last / first, (double) i / (count - 1)));
    }
    return numbers;
  }
}

package blackout.plan.stats;

import static blackout.quantity.Require.require;

import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;

/** How sure an input is: its value for every share of the cases below it. */
public sealed interface Spread {

  /**
   * The value that a share of the cases does not exceed.
   *
   * @param ratio more than 0, less than 1
   */
  double at(double ratio);

  /** Whether there is anything to vary. */
  default boolean isSure() {
    return false;
  }

  /** One value, for sure. */
  record Sure(double value) implements Spread {
    @Override
    public double at(double ratio) {
      return value;
    }

    @Override
    public boolean isSure() {
      return true;
    }
  }

  /** Anything between two values, all alike. */
  record Uniform(double least, double most) implements Spread {
    public Uniform {
      require(least < most, "range does not rise: %s to %s", least, most);
    }

    @Override
    public double at(double ratio) {
      return least + (most - least) * ratio;
    }
  }

  /** Between two values, most often near the likeliest one. */
  record Triangular(double least, double likeliest, double most) implements Spread {
    public Triangular {
      require(
          least < most && least <= likeliest && likeliest <= most,
          "least, likeliest and most do not rise: %s, %s, %s",
          least,
          likeliest,
          most);
    }

    @Override
    public double at(double ratio) {
      return new TriangularDistribution(null, least, likeliest, most)
          .inverseCumulativeProbability(ratio);
    }
  }

  /**
   * Half of the cases below the median; two thirds (68.3 %) within a factor of it.
   *
   * @param median more than 0
   * @param factor more than 1
   */
  record LogNormal(double median, double factor) implements Spread {
    public LogNormal {
      require(median > 0, "median is not more than 0: %s", median);
      require(factor > 1, "factor is not more than 1: %s", factor);
    }

    @Override
    public double at(double ratio) {
      return new LogNormalDistribution(null, Math.log(median), Math.log(factor))
          .inverseCumulativeProbability(ratio);
    }
  }

  /**
   * Reads {@code 40MiB/s} (sure), {@code 20MiB/s..60MiB/s} (uniform), {@code
   * 20MiB/s..40MiB/s..80MiB/s} (triangular: least, likeliest, most) or {@code 40MiB/s~x1.5}
   * (log-normal: median and factor).
   *
   * @param number reads one value
   * @throws IllegalArgumentException if a value cannot be read
   */
  static Spread parse(String text, ToDoubleFunction<String> number) {
    Matcher factor = Pattern.compile("(.+?)\\s*~\\s*x\\s*([0-9.]{1,12})").matcher(text.strip());
    if (factor.matches()) {
      require(factor.group(2).matches("[0-9]+(\\.[0-9]+)?"), "no factor: \"%s\"", factor.group(2));
      return new LogNormal(
          number.applyAsDouble(factor.group(1)), Double.parseDouble(factor.group(2)));
    }
    String[] parts = text.split("\\.\\.", -1);
    double first = number.applyAsDouble(parts[0].strip());
    if (parts.length == 1) {
      return new Sure(first);
    }
    double second = number.applyAsDouble(parts[1].strip());
    if (parts.length == 2) {
      return new Uniform(first, second);
    }
    require(parts.length == 3, "\"%s\" has more than three values", text);
    return new Triangular(first, second, number.applyAsDouble(parts[2].strip()));
  }
}

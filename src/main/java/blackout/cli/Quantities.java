package blackout.cli;

import blackout.inventory.Hypervisors;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts on the command line; a text that cannot be read is explained. */
final class Quantities {

  private Quantities() {}

  /** Reads {@code 16GiB}. */
  static final class Bytes implements ITypeConverter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return explained(text, ByteCount::parse);
    }
  }

  /** Reads {@code 1Gbit/s}. */
  static final class Rate implements ITypeConverter<DataRate> {
    @Override
    public DataRate convert(String text) {
      return explained(text, DataRate::parse);
    }
  }

  /** Reads {@code 300ms}. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return explained(text, TimeText::parse);
    }
  }

  /** Reads the name or an alias of a hypervisor, and remembers which it was. */
  static final class HypervisorName implements ITypeConverter<Hypervisors.Named> {
    @Override
    public Hypervisors.Named convert(String text) {
      return explained(text, Hypervisors::resolve);
    }
  }

  private static <T> T explained(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

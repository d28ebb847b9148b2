package blackout.cli;

import blackout.inventory.Hypervisors;
import blackout.inventory.Vm;
import blackout.inventory.WorkloadClass;
import blackout.plan.drain.Blocked;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Port;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts on the command line; a text that cannot be read is explained. */
final class Quantities {

  private static final Pattern TWO_MEANINGS =
      Pattern.compile("\\s*([0-9.]{1,16}\\s*)([KMGT])B?\\s*");

  private static final Pattern DECIMAL_RATE =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([kMG])B/s\\s*");

  private static final Pattern PAGE_RATE =
      Pattern.compile("\\s*([0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s*(?:writes|pages)/s\\s*");

  private Quantities() {}

  /** One of several sizes in a text. */
  static ByteCount bytes(String text) {
    return ByteCount.parse(inBinary(text));
  }

  /** One of several rates in a text. */
  static DataRate rate(String text) {
    return DataRate.parse(inBits(inBytes(text)));
  }

  /** The payload of one of several ports in a text. */
  static DataRate port(String text) {
    return Port.payload(inBits(text));
  }

  /**
   * What the amounts of a list or a range were read as.
   *
   * @param sizes whether they are sizes; rates if not
   */
  static List<String> notes(String text, boolean sizes) {
    return Arrays.stream(text.split(",|~|\\.\\.|[x+:](?=\\s*[0-9])"))
        .map(String::strip)
        .flatMap(
            one ->
                sizes && !inBinary(one).equals(one)
                    ? Stream.of("\"" + one + "\" is read as " + inBinary(one))
                    : !sizes && !inBits(one).equals(one)
                        ? Stream.of("\"" + one + "\" is read as decimal bytes, " + inBits(one))
                        : Stream.empty())
        .distinct()
        .toList();
  }

  /** Reads {@code 16GiB}. */
  static final class Bytes implements ITypeConverter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return explained(inBinary(text), ByteCount::parse);
    }
  }

  /** Reads {@code 1Gbit/s}. */
  static final class Rate implements ITypeConverter<DataRate> {
    @Override
    public DataRate convert(String text) {
      return explained(inBits(inBytes(text)), DataRate::parse);
    }
  }

  /** Reads the port {@code 1Gbit/s} as its payload. */
  static final class PortRate implements ITypeConverter<DataRate> {
    @Override
    public DataRate convert(String text) {
      return explained(inBits(text), Port::payload);
    }
  }

  /** Reads {@code 300ms}. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return explained(text, TimeText::parse);
    }
  }

  /** Reads the name of a class of guests. */
  static final class WorkloadName implements ITypeConverter<WorkloadClass> {
    @Override
    public WorkloadClass convert(String text) {
      return explained(text, WorkloadClass::named);
    }
  }

  /** Reads the name or an alias of a hypervisor, and remembers which it was. */
  static final class HypervisorName implements ITypeConverter<Hypervisors.Named> {
    @Override
    public Hypervisors.Named convert(String text) {
      return explained(text, Hypervisors::resolve);
    }
  }

  /** Reads what happens to VMs that cannot move live. */
  static final class BlockedPlan implements ITypeConverter<Blocked> {
    @Override
    public Blocked convert(String text) {
      return explained(text, Blocked::parse);
    }
  }

  /**
   * What a text was read as, for people who wrote a unit that means two things; empty for others.
   *
   * @param text as it was given
   * @param value what it was read as
   */
  static Optional<String> note(String text, Object value) {
    if (value instanceof ByteCount && !inBinary(text).equals(text)) {
      return Optional.of("\"" + text + "\" is read as " + value);
    }
    if (value instanceof DataRate && !inBytes(text).equals(text)) {
      return Optional.of("\"" + text + "\" is read as pages of 4096 B, " + value);
    }
    return value instanceof DataRate && !inBits(text).equals(text)
        ? Optional.of("\"" + text + "\" is read as decimal bytes, " + inBits(text))
        : Optional.empty();
  }

  /** Memory is made in powers of two: {@code 64GB} and {@code 64G} are {@code 64GiB}. */
  private static String inBinary(String text) {
    Matcher memory = TWO_MEANINGS.matcher(text);
    return memory.matches() ? memory.group(1) + memory.group(2) + "iB" : text;
  }

  /** Writes of a page of 4096 B each second, as an estate says them: {@code 10240writes/s}. */
  private static String inBytes(String text) {
    Matcher pages = PAGE_RATE.matcher(text);
    return pages.matches()
        ? new BigDecimal(pages.group(1)).multiply(BigDecimal.valueOf(Vm.PAGE_BYTES)).toPlainString()
            + " B/s"
        : text;
  }

  /** Rates of bytes are decimal where they do not say otherwise: {@code 120MB/s} is 960 Mbit/s. */
  private static String inBits(String text) {
    Matcher rate = DECIMAL_RATE.matcher(text);
    return rate.matches() && rate.group(1).length() < 16
        ? new BigDecimal(rate.group(1)).multiply(BigDecimal.valueOf(8)).toPlainString()
            + " "
            + rate.group(2)
            + "bit/s"
        : text;
  }

  private static <T> T explained(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

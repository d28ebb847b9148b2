package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cell holds, in which unit, and what is expected of it. */
public enum Kind {
  TEXT("", "a text"),
  /** A text of any length, such as a list of names. */
  LONG_TEXT("", "a text"),
  /** A text that several columns may have; all of them count, each with its title. */
  NOTE("", "a text"),
  /** Identities differ in case and braces between exports. */
  UUID("", "an identity such as 564d1111-0000-0000-0000-000000000003"),
  MIB("MiB", "a whole number of MiB"),
  KIB("KiB", "a whole number of KiB"),
  GIB("GiB", "a number of GiB"),
  TIB("TiB", "a number of TiB"),
  /** An amount that states its unit itself. */
  AMOUNT("", "an amount with its unit such as 8 GB"),
  BYTES("B", "a whole number of bytes"),
  /** An amount of Kubernetes in bytes: {@code 4Gi} counts in 1024, {@code 4G} in 1000. */
  QUANTITY("B", "a quantity of bytes such as 4Gi"),
  MIB_PER_SECOND("MiB/s", "a number of MiB/s"),
  BYTES_PER_SECOND("B/s", "a number of B/s"),
  MEGABITS("Mbit/s", "a number of Mbit/s such as 10000"),
  BITS_PER_SECOND("bit/s", "a number of bit/s such as 10000000000"),
  COUNT("", "a whole number"),
  FLAG("", "True or False"),
  /** The name in brackets before the path of a VM: {@code [datastore1] vm/vm.vmx}. */
  DATASTORE("", "a path such as [datastore1] vm/vm.vmx"),
  /** Whether it runs: true where it does. */
  POWER("", "a state such as poweredOn, Running or Off; the VM is taken to run"),
  /** The same where numbers are those of vSphere: 0 is off, 1 is on, 2 is suspended. */
  POWER_OF_VSPHERE("", POWER.expectation);

  /**
   * The largest memory that is believed, 64 TiB as in an estate file; more is a slip of the unit.
   */
  public static final long MOST_BYTES = 1L << 46;

  private static final Pattern SPEED = Pattern.compile("([0-9.,]+)\\s*(Mbps|Mbit/s|Mb/s)?");

  /** An amount with its unit, such as {@code 4096 MB} or {@code 3996Mi}. */
  private static final Pattern WITH_UNIT =
      Pattern.compile("([-0-9.,'\\u00a0 ]*[0-9])\\s*([KMGTkmgt]i?[Bb]?|[Bb]|[Bb]ytes)");

  private static final Pattern QUANTITIES =
      Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)([KMGTP]i|[kMGTPm]?|[eE][0-9]{1,2})");

  /** Groups of three digits behind points or commas: thousands, where no fraction can be meant. */
  private static final Pattern GROUPS =
      Pattern.compile("[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\\1[0-9]{3})*");

  private static final Pattern FRACTION = Pattern.compile("[0-9]{1,6}[.,](?:[0-9]{1,2}|[0-9]{4,})");

  private final String unit;
  private final String expectation;

  Kind(String unit, String expectation) {
    this.unit = unit;
    this.expectation = expectation;
  }

  public String unit() {
    return unit;
  }

  public String expectation() {
    return expectation;
  }

  /**
   * Reads a cell that is not blank.
   *
   * @throws IllegalArgumentException if it is not what is expected
   */
  public Object read(String cell, Numbers numbers) {
    return switch (this) {
      case TEXT, NOTE -> named(cell);
      case LONG_TEXT -> cell.strip();
      case UUID -> uuid(cell);
      case MIB, KIB, BYTES, GIB, TIB -> amount(cell, numbers);
      case AMOUNT ->
          stated(cell, numbers).orElseThrow(() -> new IllegalArgumentException("no unit"));
      case QUANTITY -> quantity(cell.strip());
      case MIB_PER_SECOND -> DataRate.mebibytesPerSecond(numbers.read(cell, false).doubleValue());
      case BYTES_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue());
      case MEGABITS -> speed(cell, numbers);
      case BITS_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue() / 8);
      case COUNT -> numbers.read(cell, true).longValueExact();
      case FLAG -> flag(cell);
      case DATASTORE -> datastore(cell);
      case POWER -> PowerStates.runs(cell);
      case POWER_OF_VSPHERE ->
          cell.strip().matches("[0-2]") ? cell.strip().equals("1") : PowerStates.runs(cell);
    };
  }

  /** The same in the unit that a title states, if this is an amount. */
  Kind in(Optional<Kind> unit) {
    return isAmount() || this == AMOUNT ? unit.orElse(this) : this;
  }

  private boolean isAmount() {
    return unitBytes() > 0;
  }

  private long unitBytes() {
    return switch (this) {
      case BYTES -> 1;
      case KIB -> 1 << 10;
      case MIB -> 1 << 20;
      case GIB -> 1 << 30;
      case TIB -> 1L << 40;
      default -> 0;
    };
  }

  private ByteCount amount(String cell, Numbers numbers) {
    return stated(cell, numbers).orElseGet(() -> bytes(number(cell, numbers)));
  }

  /** The amount of a cell that states its unit. */
  private static Optional<ByteCount> stated(String cell, Numbers numbers) {
    Matcher stated = WITH_UNIT.matcher(cell.strip());
    return cell.length() <= 40 && stated.matches()
        ? Titles.unitNamed(stated.group(2).toLowerCase(Locale.ROOT).replace("i", ""))
            .map(kind -> kind.bytes(kind.number(stated.group(1), numbers)))
        : Optional.empty();
  }

  /**
   * Below a GiB nobody writes fractions: what looks like one of three digits are thousands. From a
   * GiB on a comma that groups nothing is a decimal sign whatever separates the columns, for
   * PowerShell writes numbers as Windows does and columns as it is told.
   */
  private BigDecimal number(String cell, Numbers numbers) {
    String text = cell.strip();
    boolean small = unitBytes() <= 1 << 20;
    if (small && text.length() <= 30 && GROUPS.matcher(text).matches()) {
      return new BigDecimal(text.replaceAll("[.,]", ""));
    }
    return !small && text.length() <= 30 && FRACTION.matcher(text).matches()
        ? new BigDecimal(text.replace(',', '.'))
        : numbers.read(text, true);
  }

  private ByteCount bytes(BigDecimal amount) {
    BigDecimal bytes = amount.multiply(BigDecimal.valueOf(unitBytes()));
    if (unitBytes() <= 1 << 20 && amount.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("not whole");
    }
    return within(bytes.setScale(0, RoundingMode.HALF_UP));
  }

  /** A fraction of a byte is rounded up, as Kubernetes does. */
  private static ByteCount quantity(String text) {
    Matcher form = QUANTITIES.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("no quantity");
    }
    String suffix = form.group(2);
    BigDecimal bytes =
        switch (suffix) {
          case "" -> new BigDecimal(form.group(1));
          case "m" -> new BigDecimal(form.group(1)).movePointLeft(3);
          default -> {
            int power = 1 + "kmgtp".indexOf(Character.toLowerCase(suffix.charAt(0)));
            yield power == 0
                ? new BigDecimal(form.group(1) + suffix)
                : new BigDecimal(form.group(1))
                    .multiply(BigDecimal.valueOf(suffix.endsWith("i") ? 1024 : 1000).pow(power));
          }
        };
    return within(bytes.setScale(0, RoundingMode.CEILING));
  }

  private static ByteCount within(BigDecimal bytes) {
    if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(MOST_BYTES)) > 0) {
      throw new IllegalArgumentException("not in 0..64 TiB");
    }
    return new ByteCount(bytes.longValueExact());
  }

  private static DataRate speed(String cell, Numbers numbers) {
    Matcher speed = SPEED.matcher(cell.strip());
    if (!speed.matches()) {
      throw new IllegalArgumentException("no speed");
    }
    return DataRate.megabitsPerSecond(numbers.read(speed.group(1), true).doubleValue());
  }

  private static String datastore(String cell) {
    String path = cell.strip();
    int end = path.indexOf(']');
    if (!path.startsWith("[") || end < 2) {
      throw new IllegalArgumentException("no data store");
    }
    return named(path.substring(1, end));
  }

  private static String named(String text) {
    String name = CleanText.name(text);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("blank");
    }
    return name;
  }

  private static String uuid(String cell) {
    String uuid = cell.strip();
    if (uuid.startsWith("{") && uuid.endsWith("}")) {
      uuid = uuid.substring(1, uuid.length() - 1);
    }
    boolean fits = uuid.length() >= 8 && uuid.length() <= 64;
    for (int i = 0; fits && i < uuid.length(); i++) {
      char c = uuid.charAt(i);
      fits = c < 0x7f && (Character.isLetterOrDigit(c) || c == '-');
    }
    if (!fits) {
      throw new IllegalArgumentException("no identity");
    }
    return uuid.toLowerCase(Locale.ROOT);
  }

  private static Boolean flag(String cell) {
    return switch (TitleWords.languages().word(cell, Set.of("true", "false"))) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }
}

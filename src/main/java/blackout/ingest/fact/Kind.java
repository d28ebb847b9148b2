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
  /** Identities differ in case and braces between exports. */
  UUID("", "an identity such as 564d1111-0000-0000-0000-000000000003"),
  MIB("MiB", "a whole number of MiB"),
  KIB("KiB", "a whole number of KiB"),
  GIB("GiB", "a number of GiB"),
  TIB("TiB", "a number of TiB"),
  BYTES("B", "a whole number of bytes"),
  MIB_PER_SECOND("MiB/s", "a number of MiB/s"),
  BYTES_PER_SECOND("B/s", "a number of B/s"),
  MEGABITS("Mbit/s", "a number of Mbit/s such as 10000"),
  BITS_PER_SECOND("bit/s", "a number of bit/s such as 10000000000"),
  COUNT("", "a whole number"),
  FLAG("", "True or False"),
  /** The name in brackets before the path of a VM: {@code [datastore1] vm/vm.vmx}. */
  DATASTORE("", "a path such as [datastore1] vm/vm.vmx"),
  /** Whether it runs: true where it does. */
  POWER("", "a state such as poweredOn, Running or Off; the VM is taken to run");

  /**
   * The largest memory that is believed, 64 TiB as in an estate file; more is a slip of the unit.
   */
  private static final long MOST_BYTES = 1L << 46;

  private static final Pattern SPEED = Pattern.compile("([0-9.,]+)\\s*(Mbps|Mbit/s|Mb/s)?");

  /** An amount with its unit, such as {@code 4096 MB} or {@code 3996Mi}. */
  private static final Pattern WITH_UNIT =
      Pattern.compile("([-0-9.,'\\u00a0 ]*[0-9])\\s*([KMGTkmgt]i?[Bb]?|[Bb]|[Bb]ytes)");

  /** Groups of three digits behind points or commas: thousands, where no fraction can be meant. */
  private static final Pattern GROUPS =
      Pattern.compile("[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\\1[0-9]{3})*");

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
      case TEXT -> CleanText.name(cell);
      case UUID -> uuid(cell);
      case MIB, KIB, BYTES, GIB, TIB -> amount(cell, numbers);
      case MIB_PER_SECOND -> DataRate.mebibytesPerSecond(numbers.read(cell, false).doubleValue());
      case BYTES_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue());
      case MEGABITS -> speed(cell, numbers);
      case BITS_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue() / 8);
      case COUNT -> numbers.read(cell, true).longValueExact();
      case FLAG -> flag(cell);
      case DATASTORE -> datastore(cell);
      case POWER -> PowerStates.runs(cell);
    };
  }

  /** The same in the unit that a title states, if this is an amount. */
  Kind in(Optional<Kind> unit) {
    return isAmount() ? unit.orElse(this) : this;
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
    Matcher stated = WITH_UNIT.matcher(cell.strip());
    if (cell.length() <= 40 && stated.matches()) {
      String unit = stated.group(2).toLowerCase(Locale.ROOT);
      Kind kind = Titles.unitNamed(unit.replace("i", "")).orElse(this);
      return kind.bytes(kind.number(stated.group(1), numbers));
    }
    return bytes(number(cell, numbers));
  }

  /** Below a GiB nobody writes fractions: what looks like one of three digits are thousands. */
  private BigDecimal number(String cell, Numbers numbers) {
    String text = cell.strip();
    boolean small = unitBytes() <= 1 << 20;
    return small && text.length() <= 30 && GROUPS.matcher(text).matches()
        ? new BigDecimal(text.replaceAll("[.,]", ""))
        : numbers.read(text, true);
  }

  private ByteCount bytes(BigDecimal amount) {
    BigDecimal bytes = amount.multiply(BigDecimal.valueOf(unitBytes()));
    if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(MOST_BYTES)) > 0) {
      throw new IllegalArgumentException("not in 0..64 TiB");
    }
    if (unitBytes() <= 1 << 20 && amount.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("not whole");
    }
    return new ByteCount(bytes.setScale(0, RoundingMode.HALF_UP).longValueExact());
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
    return CleanText.name(path.substring(1, end));
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

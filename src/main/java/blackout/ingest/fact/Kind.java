package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cell holds, in which unit, and what is expected of it. */
public enum Kind {
  TEXT("", "a text"),
  /** Identities differ in case and braces between exports. */
  UUID("", "an identity such as 564d1111-0000-0000-0000-000000000003"),
  MIB("MiB", "a whole number of MiB"),
  /** As {@link #MIB}, with thousands perhaps separated. */
  GROUPED_MIB("MiB", "a whole number of MiB"),
  KIB("KiB", "a whole number of KiB"),
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
  POWER("", "a state such as poweredOn, Running or Off");

  /**
   * The largest memory that is believed, 64 TiB as in an estate file; more is a slip of the unit.
   */
  private static final long MOST_BYTES = 1L << 46;

  private static final Pattern SPEED = Pattern.compile("([0-9.,]+)\\s*(Mbps|Mbit/s|Mb/s)?");

  /**
   * States in the words and numbers of all products: VMware {@code poweredOn}; Hyper-V {@code
   * Running} or 2, and 3 for Off, 6 Saved, 9 Paused; libvirt {@code shut off}; Nova {@code ACTIVE}.
   */
  private static final Map<String, Boolean> STATES =
      Map.ofEntries(
          Map.entry("poweredon", true),
          Map.entry("poweron", true),
          Map.entry("running", true),
          Map.entry("active", true),
          Map.entry("online", true),
          Map.entry("2", true),
          Map.entry("poweredoff", false),
          Map.entry("poweroff", false),
          Map.entry("suspended", false),
          Map.entry("off", false),
          Map.entry("saved", false),
          Map.entry("paused", false),
          Map.entry("stored", false),
          Map.entry("stopped", false),
          Map.entry("shutoff", false),
          Map.entry("shutdown", false),
          Map.entry("offline", false),
          Map.entry("error", false),
          Map.entry("failed", false),
          Map.entry("stopping", false),
          Map.entry("starting", false),
          Map.entry("saving", false),
          Map.entry("pausing", false),
          Map.entry("resuming", false),
          Map.entry("idle", false),
          Map.entry("crashed", false),
          Map.entry("pmsuspended", false),
          Map.entry("shelved", false),
          Map.entry("shelvedoffloaded", false),
          Map.entry("deleted", false),
          Map.entry("build", false),
          Map.entry("3", false),
          Map.entry("6", false),
          Map.entry("9", false));

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
      case MIB -> bytes(numbers.read(cell, false), 1 << 20);
      case GROUPED_MIB -> bytes(numbers.read(cell, true), 1 << 20);
      case KIB -> bytes(numbers.read(cell, false), 1 << 10);
      case BYTES -> bytes(numbers.read(cell, false), 1);
      case MIB_PER_SECOND -> DataRate.mebibytesPerSecond(numbers.read(cell, false).doubleValue());
      case BYTES_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue());
      case MEGABITS -> speed(cell, numbers);
      case BITS_PER_SECOND -> DataRate.bytesPerSecond(numbers.read(cell, false).doubleValue() / 8);
      case COUNT -> numbers.read(cell, true).longValueExact();
      case FLAG -> flag(cell);
      case DATASTORE -> datastore(cell);
      case POWER -> power(cell);
    };
  }

  private static ByteCount bytes(BigDecimal amount, long unitBytes) {
    BigDecimal bytes = amount.multiply(BigDecimal.valueOf(unitBytes));
    if (bytes.signum() < 0 || bytes.compareTo(BigDecimal.valueOf(MOST_BYTES)) > 0) {
      throw new IllegalArgumentException("not in 0..64 TiB");
    }
    if (amount.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("not whole");
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
    return switch (cell.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw new IllegalArgumentException("neither");
    };
  }

  private static Boolean power(String cell) {
    Boolean runs = STATES.get(CleanText.key(cell));
    if (runs == null) {
      throw new IllegalArgumentException("no state");
    }
    return runs;
  }
}

package blackout.quantity;

import static blackout.quantity.Require.require;

import java.util.Locale;

/**
 * A number of bytes, exact. Memory is spoken of in binary units: 1 KiB is 1024 B, 1 MiB 1024 KiB, 1
 * GiB 1024 MiB, 1 TiB 1024 GiB.
 *
 * @param bytes the count in bytes, at least 0
 */
public record ByteCount(long bytes) implements Comparable<ByteCount> {

  public static final ByteCount ZERO = new ByteCount(0);

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long TIB = 1L << 40;

  /**
   * @throws IllegalArgumentException if the count is negative
   */
  public ByteCount {
    if (bytes < 0) { // guarded, because the kernel makes many and the message's array would cost
      require(false, "byte count is negative: %s B", bytes);
    }
  }

  /**
   * So many times 1,048,576 bytes.
   *
   * @throws ArithmeticException if the count does not fit into a long
   */
  public static ByteCount mebibytes(long mebibytes) {
    return new ByteCount(Math.multiplyExact(mebibytes, MIB));
  }

  /**
   * So many times 1,073,741,824 bytes.
   *
   * @throws ArithmeticException if the count does not fit into a long
   */
  public static ByteCount gibibytes(long gibibytes) {
    return new ByteCount(Math.multiplyExact(gibibytes, GIB));
  }

  /**
   * Reads a text such as {@code "16 GiB"}, {@code "512MiB"} or {@code "4096 B"}.
   *
   * @throws IllegalArgumentException if the text is no byte count, is negative, has a fraction of a
   *     byte, or names a unit that means two things (KB, MB, GB, TB)
   */
  public static ByteCount parse(String text) {
    UnitText parsed = UnitText.parse(text, "an amount of memory", "16 GiB");
    long factor =
        switch (parsed.unit()) {
          case "B" -> 1;
          case "KiB" -> KIB;
          case "MiB" -> MIB;
          case "GiB" -> GIB;
          case "TiB" -> TIB;
          case "" ->
              throw new IllegalArgumentException(
                  "\"" + text + "\" has no unit; write for example \"" + text.strip() + " GiB\"");
          default -> throw unknownUnit(parsed);
        };
    return new ByteCount(parsed.wholeTimes(factor, "bytes"));
  }

  private static IllegalArgumentException unknownUnit(UnitText parsed) {
    String unit = parsed.unit().toUpperCase(Locale.ROOT);
    int size = "KMGT".indexOf(unit.charAt(0));
    boolean ambiguous = size >= 0 && (unit.length() == 1 || unit.substring(1).equals("B"));
    if (!ambiguous) {
      return new IllegalArgumentException(
          "unknown unit \""
              + parsed.unit()
              + "\" in \""
              + parsed.original()
              + "\"; expected B, KiB, MiB, GiB or TiB");
    }
    char letter = "KMGT".charAt(size);
    double apart = (Math.pow(1.024, size + 1) - 1) * 100;
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "\"%s\" can mean %s %siB (2^%d bytes each) or 10^%d bytes each, which is %.1f %% less; "
                + "write \"%s %siB\", or the number of bytes with B",
            parsed.original(),
            parsed.number().toPlainString(),
            letter,
            10 * (size + 1),
            3 * (size + 1),
            apart / (1 + apart / 100),
            parsed.number().toPlainString(),
            letter));
  }

  /**
   * Both together.
   *
   * @throws ArithmeticException if the sum does not fit into a long
   */
  public ByteCount plus(ByteCount other) {
    return new ByteCount(Math.addExact(bytes, other.bytes));
  }

  /** The number of pages of a size that hold this many bytes, the last one perhaps in part. */
  public long pages(int pageBytes) {
    return bytes / pageBytes + (bytes % pageBytes == 0 ? 0 : 1);
  }

  @Override
  public int compareTo(ByteCount other) {
    return Long.compare(bytes, other.bytes);
  }

  /**
   * The count in the largest binary unit that divides it, such as {@code "16 GiB"}; {@link #parse}
   * reads it back.
   */
  @Override
  public String toString() {
    if (bytes == 0) {
      return "0 B";
    }
    if (bytes % TIB == 0) {
      return bytes / TIB + " TiB";
    }
    if (bytes % GIB == 0) {
      return bytes / GIB + " GiB";
    }
    if (bytes % MIB == 0) {
      return bytes / MIB + " MiB";
    }
    return bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
  }
}

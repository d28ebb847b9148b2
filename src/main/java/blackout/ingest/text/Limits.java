package blackout.ingest.text;

/**
 * What is read at most, so that no file can take the program down. All are assumptions about
 * exports of up to a few hundred thousand VMs, except where a source is named.
 */
public final class Limits {

  /** The largest file. */
  public static final long FILE_BYTES = 1L << 30;

  /** The largest content of a workbook when unpacked. */
  public static final long UNPACKED_BYTES = 4L << 30;

  /**
   * How many times larger a workbook may become when unpacked; that of Apache POI ({@code
   * ZipSecureFile}, least inflate ratio 0.01).
   */
  public static final int UNPACKED_RATIO = 100;

  /** A workbook may unpack to this much whatever the ratio. */
  public static final long UNPACKED_FREE_BYTES = 16L << 20;

  /** The most rows of a table, lines of a text, objects of a list. */
  public static final int ROWS = 1_000_000;

  /** The most rows of a sheet, empty ones too; Excel's own limit. */
  public static final int SHEET_ROWS = 1_048_576;

  /** The most columns; Excel's own limit. */
  public static final int COLUMNS = 16_384;

  /** The longest cell in characters; Excel's own limit. */
  public static final int CELL_CHARACTERS = 32_767;

  /** The most different texts of a workbook, and their bytes all together. */
  public static final int SHARED_TEXTS = 4_000_000;

  public static final long SHARED_BYTES = 100_000_000;

  /** The most files of a folder that are looked at. */
  public static final int FILES = 10_000;

  /** Problems beyond this many are counted, not listed. */
  public static final int PROBLEMS = 1_000;

  private Limits() {}
}

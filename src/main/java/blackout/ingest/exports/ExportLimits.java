package blackout.ingest.exports;

/**
 * What is read at most, so that no file can take the program down. All are assumptions about
 * exports of up to a few hundred thousand VMs, except where a source is named.
 */
final class ExportLimits {

  /** The largest file. */
  static final long FILE_BYTES = 1L << 30;

  /** The largest content of a workbook when unpacked. */
  static final long UNPACKED_BYTES = 4L << 30;

  /**
   * How many times larger a workbook may become when unpacked; that of Apache POI ({@code
   * ZipSecureFile}, least inflate ratio 0.01).
   */
  static final int UNPACKED_RATIO = 100;

  /** A workbook may unpack to this much whatever the ratio. */
  static final long UNPACKED_FREE_BYTES = 16L << 20;

  /** The most rows of a table, lines of a text, objects of a list. */
  static final int ROWS = 1_000_000;

  /** The most columns; Excel's own limit. */
  static final int COLUMNS = 16_384;

  /** The longest cell in characters; Excel's own limit. */
  static final int CELL_CHARACTERS = 32_767;

  /** The most different texts of a workbook, and their bytes all together. */
  static final int SHARED_TEXTS = 4_000_000;

  static final long SHARED_BYTES = 100_000_000;

  /** The most files of a folder that are looked at. */
  static final int FILES = 10_000;

  /** Problems beyond this many are counted, not listed. */
  static final int PROBLEMS = 1_000;

  private ExportLimits() {}
}

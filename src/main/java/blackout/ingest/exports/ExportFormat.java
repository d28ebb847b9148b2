package blackout.ingest.exports;

import java.io.IOException;

/** A kind of export. It is known by what stands in a file, never by its name. */
interface ExportFormat {

  /** The name for people, for example {@code "RVTools workbook"}. */
  String name();

  /** Whether a file is of this kind, judged by how it begins; a workbook by its sheets. */
  boolean recognises(ExportFile file);

  /**
   * Reads a file of this kind. What cannot be used becomes a problem of the harvest.
   *
   * @throws IOException if the file cannot be read to its end, or breaks a limit; what was read
   *     before stays in the harvest
   */
  void read(ExportFile file, Harvest harvest) throws IOException;
}

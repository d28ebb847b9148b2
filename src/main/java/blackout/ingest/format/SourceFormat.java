package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Findings;
import blackout.ingest.text.SourceFile;
import java.io.IOException;

/** A kind of export. It is known by what stands in a file, never by its name. */
public interface SourceFormat {

  /** The name for people, for example {@code "RVTools workbook"}. */
  String name();

  /** Whether a file is of this kind, judged by how it begins; a workbook by its sheets. */
  boolean recognises(SourceFile file);

  /**
   * Reads a file of this kind. What cannot be used becomes a problem of the findings.
   *
   * @throws IOException if the file cannot be read to its end, or breaks a limit; what was read
   *     before stays in the findings
   */
  void read(SourceFile file, Findings findings) throws IOException;

  /**
   * Takes in what a file holds; if it cannot be read to its end, what came before is kept.
   *
   * @param expected what was expected of the file
   */
  default void take(SourceFile file, Findings findings, String expected) {
    try {
      read(file, findings);
    } catch (IOException e) {
      findings.problem(new Problem(file.name(), "", String.valueOf(e.getMessage()), expected));
    }
  }
}

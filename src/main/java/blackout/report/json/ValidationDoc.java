package blackout.report.json;

import blackout.json.Description;
import blackout.report.Validation;
import java.util.List;

/** The checks alone. */
@Description("The checks of an estate, without any prediction.")
public record ValidationDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The name of the estate, untrusted text.") String estate,
    @Description("The verdict in words.") String verdict,
    @Description("The checks and how they ended.") List<ReportDoc.Check> checks,
    @Description("What in the input could not be used, one line each.") List<String> problems,
    @Description("What made this document.") Program provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-checks/1";

  /** The program alone: no chance is in checks and fits. */
  public record Program(@Description("The name and version of the program.") String program) {}

  /**
   * The results.
   *
   * @param program the name and version of the program
   */
  public static ValidationDoc of(Validation validation, String program) {
    return new ValidationDoc(
        SCHEMA,
        validation.estate(),
        validation.verdict().words(),
        ReportDoc.Check.all(validation.checks()),
        validation.problems().stream().map(Object::toString).toList(),
        new Program(program));
  }
}

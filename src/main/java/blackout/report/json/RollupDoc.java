package blackout.report.json;

import blackout.check.Verdict;
import blackout.inventory.Estate;
import blackout.json.Description;
import blackout.plan.drain.Maintenance;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command said of each of several estates. */
@Description("What a command said of each of several estates, one row each.")
public record RollupDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The command.") String command,
    @Description("The gravest exit code of all rows.") int exit,
    @Description("The estates in their order.") List<Row> estates,
    @Description("What made this document.") ProgramDoc provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-rollup/1";

  /** The program that made the document. */
  public record ProgramDoc(
      @Description("The name, version and commit of the program.") String program) {}

  /** One estate. */
  public record Row(
      @Description("What the estate is called in this call, after its file or folder.")
          String label,
      @Description("How the command ended on it: its exit code.") int exit,
      @Description("The last line of the command on it.") String line,
      @Description("What was found; null where nothing could be.") @Nullable Figures figures,
      @Description("What could not be used, or why nothing was found, one line each.")
          List<String> problems,
      @Description("What it was computed of; null where nothing was.") @Nullable Made made) {}

  /** The few numbers that matter most. */
  public record Figures(
      @Description("The name of the estate, untrusted text.") String estate,
      @Description("The verdict in words.") String verdict,
      @Description("The number of hosts.") int hosts,
      @Description("The number of VMs.") int vms,
      @Description("The time to empty and patch the hosts, in milliseconds; null if not asked.")
          @Nullable Duration takesMs,
      @Description("Whether that fits the window, stated or assumed; null if not asked.")
          @Nullable Boolean fits) {

    /** Of an estate whose hosts nobody empties. */
    public static Figures of(Estate estate, Verdict verdict) {
      return of(estate, verdict.words());
    }

    /** Of an estate of which something else than its readiness was asked. */
    public static Figures of(Estate estate, String words) {
      return new Figures(
          estate.name(), words, estate.nodes().size(), estate.vms().size(), null, null);
    }

    /** Of an estate whose hosts are emptied. */
    public static Figures of(Estate estate, Verdict verdict, Maintenance maintenance) {
      return new Figures(
          estate.name(),
          verdict.words(),
          estate.nodes().size(),
          estate.vms().size(),
          maintenance.total(),
          maintenance.fits());
    }
  }

  /** What a row was computed of; the same again is not computed again. */
  public record Made(
      @Description("The names of the files that were read.") String input,
      @Description("The SHA-256 of what was read, in hexadecimal digits.") String inputSha256,
      @Description("The options that bear on the result, in words.") String options,
      @Description("The folder or file with the result, seen from this document; null: none.")
          @Nullable String result,
      @Description("The SHA-256 of that result's JSON, in hexadecimal digits; null: none.")
          @Nullable String resultSha256) {}

  /** The document. */
  public static RollupDoc of(String command, String program, int exit, List<Row> rows) {
    return new RollupDoc(SCHEMA, command, exit, rows, new ProgramDoc(program));
  }
}

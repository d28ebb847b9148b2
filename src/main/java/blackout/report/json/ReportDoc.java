package blackout.report.json;

import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.inventory.Assumption;
import blackout.inventory.Origins;
import blackout.json.Description;
import blackout.kernel.Engine;
import blackout.outcome.Provenance;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A report for other programs. Times are exact, in milliseconds with up to six decimals; nothing is
 * rounded. What does not exist, such as the downtime of an aborted move, is null.
 */
@Description("A report: checks of a cluster, and the downtime of every VM in it.")
public record ReportDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The name of the estate, untrusted text.") String estate,
    @Description("The verdict in words.") String verdict,
    @Description("The checks and how they ended.") List<Check> checks,
    @Description("The VMs in the order of the estate.") List<VmDoc> vms,
    @Description("How a large estate was predicted, and how well.") Optional<Fleet> fleet,
    @Description("What the cluster as a whole does to its VMs.") ClusterDoc cluster,
    @Description("What a planner asks of the cluster.") Optional<ReviewDoc> review,
    @Description("The facts that nobody measured or looked up.") List<Assumed> assumptions,
    @Description("How the sources of an imported estate were understood.")
        Optional<List<String>> readings,
    @Description("What is switched on at the hypervisor, with its numbers.")
        Optional<List<String>> migrationOptions,
    @Description("What in the input could not be used, one line each.") List<String> problems,
    @Description("What made this document, of what.") ProvenanceDoc provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-report/1";

  /** A check and how it ended. */
  public record Check(
      @Description("The id of the rule, such as N01.") String id,
      @Description("The category of the rule.") String category,
      @Description("The rule in one line.") String title,
      @Description("How it ended, in the words of the vendor's tool.") Result result,
      @Description("What was found, one line each.") List<String> evidence,
      @Description("What to do.") String action) {
    static List<Check> all(List<CheckResult> checks) {
      return checks.stream()
          .map(
              c ->
                  new Check(
                      c.id(),
                      c.category().title(),
                      c.title(),
                      c.result(),
                      c.evidence(),
                      c.action()))
          .toList();
    }
  }

  /** How a large estate was predicted, and how well. */
  public record Fleet(
      @Description("The number of VMs whose live migration was replayed page by page.")
          int replayedVms,
      @Description("The largest difference of a replay in total time, a share of the replayed one.")
          double largestTotalDifferenceRatio,
      @Description("The largest difference of a replay in downtime, in milliseconds.")
          Duration largestDowntimeDifferenceMs) {}

  /** A fact that nobody measured or looked up. */
  public record Assumed(
      @Description("What the program knows it by; left out where only people read it.")
          Optional<String> code,
      @Description(
              "Where it belongs: the JSON pointer of the fact in the estate file, an option, or"
                  + " the model of a hypervisor.")
          String field,
      @Description("The assumed value.") String value,
      @Description("Why this value.") String reason) {
    public static Assumed of(Assumption assumption) {
      return new Assumed(
          assumption.code(), assumption.field(), assumption.value(), assumption.reason());
    }
  }

  /** What made a document, of what. */
  public record ProvenanceDoc(
      @Description("The version of the program.") String version,
      @Description("The commit that the program was built of.") String commit,
      @Description("The names of the files that were read.") String input,
      @Description("The SHA-256 of what was read, in hexadecimal digits.") String inputSha256,
      @Description("The seed of all chance.") long seed) {
    static ProvenanceDoc of(Provenance p) {
      return new ProvenanceDoc(p.version(), p.commit(), p.input(), p.inputSha256(), p.seed());
    }
  }

  /** The whole report. */
  public static ReportDoc of(Report report) {
    EstateForecast forecast = report.forecast();
    Origins origins = report.estate().origins();
    return new ReportDoc(
        SCHEMA,
        report.estate().name(),
        report.verdict().words(),
        Check.all(report.checks()),
        forecast.vms().stream().map(vm -> vm(vm, origins, forecast.fleet())).toList(),
        forecast
            .fleet()
            .map(
                f ->
                    new Fleet(
                        f.replayed().size(), f.totalDifferenceRatio(), f.downtimeDifference())),
        ClusterDoc.of(report.outlook()),
        report.review().map(ReviewDoc::of),
        report.assumptions().stream().map(Assumed::of).toList(),
        Optional.of(origins.readings()).filter(readings -> !readings.isEmpty()),
        Optional.of(report.estate().switchedOn()).filter(options -> !options.isEmpty()),
        report.problems().stream().map(Object::toString).toList(),
        ProvenanceDoc.of(report.provenance()));
  }

  private static VmDoc vm(VmForecast vm, Origins origins, Optional<EstateForecast.Fleet> fleet) {
    if (fleet.isEmpty()) {
      return VmDoc.of(vm, origins);
    }
    boolean replayed = fleet.get().replayed().contains(vm.vm().name());
    Engine engine = replayed ? Engine.PAGE_BY_PAGE : Engine.EXPECTED_COUNTS;
    return VmDoc.of(vm, origins, replayed, engine.label());
  }
}

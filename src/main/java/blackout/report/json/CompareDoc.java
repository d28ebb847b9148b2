package blackout.report.json;

import blackout.check.Comparison;
import blackout.check.Result;
import blackout.inventory.MigrationLink;
import blackout.json.Description;
import blackout.outcome.Provenance;
import blackout.plan.drain.Maintenance;
import blackout.plan.drain.PlannedDowntimes;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several designs, over one cluster or several. */
@Description("Several designs over one cluster, or over several, held against one another.")
public record CompareDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The time there is to empty and patch all nodes, in milliseconds.")
        Duration windowMs,
    @Description("Whether somebody stated the window; otherwise it is an assumption.")
        boolean windowStated,
    @Description(
            "The pause at P90 asked for of a VM that moves live and states none, in milliseconds.")
        Duration goalMs,
    @Description("The designs in the order in which they were asked for.") List<DesignDoc> designs,
    @Description("The smallest port of designs that are otherwise alike.") List<Port> smallestPorts,
    @Description("Designs that only noise tells apart, by their place in the list from 0.")
        List<List<Integer>> equal,
    @Description("What could not be compared, one line each.") List<String> problems,
    @Description("What made this document, of what, for each cluster.")
        List<ReportDoc.ProvenanceDoc> provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-compare/1";

  /** A design and what it gives. */
  public record DesignDoc(
      @Description("What the cluster is called here, untrusted text.") String cluster,
      @Description("What the design is called, untrusted text.") String design,
      @Description("Whose live migration moves the VMs; null where there is none.")
          @Nullable String hypervisor,
      @Description("The line rate of the migration network, in Gbit/s; null without one.")
          @Nullable DataRate portGbitS,
      @Description("How many live migrations run at once, in words.") String atOnce,
      @Description("What is switched on at the hypervisor.") List<String> options,
      @Description("The verdict, that of report and drain on a cluster of this design.")
          String verdict,
      @Description("The checks that failed.") List<String> failedChecks,
      @Description("Whether everything that a design can change is as asked.") boolean meets,
      @Description("The time to empty and patch all nodes, in milliseconds.") Duration takesMs,
      @Description("Whether every host can be emptied within the window.") boolean fits,
      @Description("The longest downtime when a host is emptied; null if no VM leaves one.")
          @Nullable Worst worst,
      @Description("The VMs that miss what is asked for.") List<MissDoc> misses,
      @Description("What tells it from the first design of its cluster; nothing if only noise.")
          List<String> againstFirst) {}

  /** The longest downtime when a host is emptied. */
  public record Worst(
      @Description("The name of the VM.") String vm,
      @Description("The name of the host that is emptied.") String host,
      @Description("How the VM leaves.") String way,
      @Description("Half of the cases are no longer, in milliseconds; null: never ends.")
          @Nullable Duration downtimeMsP50,
      @Description("Nine of ten cases are no longer, in milliseconds; null: never ends.")
          @Nullable Duration downtimeMsP90,
      @Description("The lower end of its 95 % interval, in milliseconds; null: never ends.")
          @Nullable Duration p90LowMs,
      @Description("The upper end of its 95 % interval, in milliseconds; null: never ends.")
          @Nullable Duration p90HighMs,
      @Description("99 of a hundred cases are no longer, in milliseconds; null: never ends.")
          @Nullable Duration downtimeMsP99) {
    static Worst of(PlannedDowntimes.Longest w) {
      return new Worst(
          w.vm(),
          w.host(),
          w.way().label(),
          time(w.p50().value()),
          time(w.p90().value()),
          time(w.p90().low()),
          time(w.p90().high()),
          time(w.p99().value()));
    }

    private static @Nullable Duration time(double seconds) {
      return Double.isInfinite(seconds) ? null : Duration.ofNanos(Math.round(seconds * 1e9));
    }
  }

  /** A VM that misses what is asked for. */
  public record MissDoc(
      @Description("The name of the VM.") String vm,
      @Description("What it misses, in words.") String why) {}

  /** The smallest port of designs that are otherwise alike. */
  public record Port(
      @Description("What the cluster is called here.") String cluster,
      @Description("The designs by their place in the list from 0, the smallest port first.")
          List<Integer> designs,
      @Description("The smallest port that meets everything, in Gbit/s; null if none does.")
          @Nullable DataRate smallestGbitS) {}

  /**
   * The document.
   *
   * @param problems what could not be compared
   * @param provenance where the numbers of each cluster come from
   */
  public static CompareDoc of(
      Comparison comparison, List<String> problems, List<Provenance> provenance) {
    List<Comparison.Row> rows = comparison.rows();
    Comparison.Question question = comparison.question();
    return new CompareDoc(
        SCHEMA,
        question.window().orElse(Maintenance.USUAL_WINDOW),
        question.window().isPresent(),
        question.goal(),
        rows.stream().map(row -> design(comparison, row)).toList(),
        comparison.smallestPorts().stream()
            .map(
                p ->
                    new Port(
                        p.rows().get(0).cluster(),
                        p.rows().stream().map(rows::indexOf).toList(),
                        p.smallest().flatMap(Comparison.Row::port).orElse(null)))
            .toList(),
        comparison.equalRuns().stream()
            .map(some -> some.stream().map(rows::indexOf).toList())
            .toList(),
        problems,
        provenance.stream().map(ReportDoc.ProvenanceDoc::of).toList());
  }

  private static DesignDoc design(Comparison comparison, Comparison.Row row) {
    var estate = row.assessment().ground().estate();
    return new DesignDoc(
        row.cluster(),
        row.design().name(),
        estate.hypervisor().map(h -> h.name()).orElse(null),
        estate.migrationLink().map(MigrationLink::lineRate).orElse(null),
        row.maintenance().rules().atOnce().name(),
        estate.switchedOn(),
        row.verdict().words(),
        row.assessment().checks().stream()
            .filter(c -> c.result() == Result.FAILED)
            .map(c -> c.id() + " " + c.title())
            .toList(),
        row.meets(),
        row.maintenance().total(),
        row.maintenance().fits(),
        row.worst().map(Worst::of).orElse(null),
        row.misses().stream().map(m -> new MissDoc(m.vm(), m.why())).toList(),
        row.difference(comparison.first(row)));
  }
}

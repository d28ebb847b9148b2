package blackout.notebook;

import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.check.Verdict;
import blackout.exhibit.Chart;
import blackout.exhibit.Charts;
import blackout.exhibit.Tables;
import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Estate;
import blackout.outcome.Outcome;
import blackout.plan.ClusterOutlook;
import blackout.plan.EstateForecast;
import blackout.plan.VmForecast;
import blackout.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * The other question of a notebook: is this cluster fit to move its VMs, and how long is each of
 * them out?
 *
 * <pre>{@code
 * var cluster = Cluster.read("datasets/two-node-r2");
 * cluster                  // the verdict, and the downtime of every VM
 * cluster.chart()          // saved state against live migration
 * cluster.checks()         // what asks for something
 * cluster.vm("SQL01")      // the three ways of one VM
 * }</pre>
 *
 * <p>The answers are those of the command {@code report}.
 */
public final class Cluster {

  private static final Set<Result> QUIET = Set.of(Result.SUCCESS, Result.NOT_APPLICABLE);
  private static final long SEED = 1;

  private final Loaded<Estate> loaded;
  private final EstateForecast forecast;
  private final List<CheckResult> checks;

  private Cluster(Loaded<Estate> loaded) {
    this.loaded = loaded;
    forecast = EstateForecast.of(loaded.value(), SEED, done -> {});
    checks =
        Report.checks(
            loaded.value(),
            forecast,
            ClusterOutlook.of(loaded.value(), forecast, ClusterOutlook.Settings.DEFAULT));
  }

  /**
   * Reads an estate, checks it and predicts every VM.
   *
   * @param name the estate file, or the folder it is in, looked for here and in the folders above
   * @throws IllegalArgumentException if there is no such file, or it cannot be used
   */
  public static Cluster read(String name) {
    Path found = DatasetPath.find(name);
    Path file = Files.isDirectory(found) ? found.resolve("estate.json") : found;
    try {
      return new Cluster(EstateFile.load(file));
    } catch (UnreadableInput e) {
      throw new IllegalArgumentException(String.valueOf(e.problems().get(0)), e);
    }
  }

  public Estate estate() {
    return loaded.value();
  }

  /** What is predicted for every VM. */
  public EstateForecast forecast() {
    return forecast;
  }

  /** What all checks say. */
  public Verdict verdict() {
    return Report.verdict(checks, loaded.problems());
  }

  /** The downtimes of every VM, the worst first. */
  public Table downtimes() {
    return Tables.summary(forecast.worstFirst());
  }

  /** Downtime against memory: saved state and live migration. */
  public Chart chart() {
    return Charts.downtimeByMemory(forecast.vms());
  }

  /** The checks that ask for something; no rows if none does. */
  public Table checks() {
    return Tables.checks(checks.stream().filter(c -> !QUIET.contains(c.result())).toList());
  }

  /** Every check, in the order of the report. */
  public Table allChecks() {
    return Tables.checks(checks);
  }

  /**
   * What is predicted for one VM.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public VmForecast vm(String name) {
    return forecast.vms().stream()
        .filter(f -> f.vm().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no VM \"%s\"; there are %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", forecast.vms().stream().map(f -> f.vm().name()).toList()))));
  }

  /**
   * How the live migration of one VM goes.
   *
   * @throws IllegalArgumentException if there is no VM of that name, or no live migration
   */
  public Outcome live(String name) {
    return vm(name)
        .live()
        .orElseThrow(
            () -> new IllegalArgumentException(estate().version() + " has no live migration"));
  }

  /** The name, the verdict and how many checks there are, in one line. */
  @Override
  public String toString() {
    long open = checks.stream().filter(c -> !QUIET.contains(c.result())).count();
    return "%s: %s. %s %d of %d checks ask for something."
        .formatted(estate().name(), verdict().words(), verdict().sentence(), open, checks.size());
  }
}

package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.check.Assessment;
import blackout.check.Result;
import blackout.check.Verdict;
import blackout.exhibit.AdviceText;
import blackout.exhibit.Chart;
import blackout.exhibit.Charts;
import blackout.exhibit.Gantt;
import blackout.exhibit.Tables;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSource;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.outcome.Outcome;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.drain.Concurrency;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Drains;
import blackout.plan.move.Advice;
import blackout.plan.move.Goal;
import blackout.plan.move.Search;
import blackout.plan.move.Unknown;
import blackout.plan.move.VmForecast;
import blackout.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.StringColumn;
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
 * cluster.drain("HV01")    // who goes where and when if this node is emptied
 * cluster.solve("SQL01", bandwidth(), downtimeWithin("1 s"))   // what it needs
 * cluster.advise("SQL01", downtimeWithin("1 s"))               // what can be done
 * cluster.advice(5, downtimeWithin("1 s"))                     // the worst, an action each
 * }</pre>
 *
 * <p>The answers are those of the commands {@code report} and {@code drain}.
 */
public final class Cluster {

  private static final Set<Result> QUIET = Set.of(Result.SUCCESS, Result.NOT_APPLICABLE);
  private static final long SEED = 1;

  private final Loaded<Estate> loaded;
  private final Assessment assessment;

  private Cluster(Loaded<Estate> loaded) {
    this.loaded = loaded;
    assessment = Assessment.of(loaded.value(), Optional.empty(), SEED, loaded.problems().size());
  }

  /**
   * Reads an estate, checks it and predicts every VM.
   *
   * @param name the estate file or the folder it is in, or an export, looked for here and in the
   *     folders above
   * @throws IllegalArgumentException if there is no such file, it cannot be used, or it has several
   *     clusters; the message lists them
   */
  public static Cluster read(String name) {
    return CellInput.read(() -> load(name, List.of()));
  }

  /**
   * One cluster of an export, or of an estate file, that has several.
   *
   * @param name as of {@link #read(String)}
   * @param cluster the name of the cluster, in any case of letters
   * @throws IllegalArgumentException likewise, or if there is no such cluster; the message lists
   *     those there are
   */
  public static Cluster read(String name, String cluster) {
    return CellInput.read(() -> load(name, List.of(cluster)));
  }

  private static Cluster load(String name, List<String> wanted) {
    try {
      List<Imported> clusters = EstateSource.loadAll(List.of(DatasetPath.find(name)), wanted);
      require(
          clusters.size() == 1,
          "%s has %s clusters; choose one by read(path, cluster): %s",
          name,
          clusters.size(),
          String.join(", ", clusters.stream().map(c -> c.loaded().value().name()).toList()));
      return new Cluster(clusters.get(0).loaded());
    } catch (UnreadableInput e) {
      throw new IllegalArgumentException(String.valueOf(e.problems().get(0)), e);
    }
  }

  public Estate estate() {
    return loaded.value();
  }

  /** What is predicted for every VM. */
  public EstateForecast forecast() {
    return assessment.ground().outlook().orElseThrow().forecast();
  }

  /** What all checks say. */
  public Verdict verdict() {
    return assessment.verdict();
  }

  /** The downtimes of every VM, the worst first. */
  public Table downtimes() {
    return Tables.summary(forecast().worstFirst());
  }

  /** Downtime against memory: saved state and live migration. */
  public Chart chart() {
    return Charts.downtimeByMemory(forecast().vms());
  }

  /** The checks that ask for something; no rows if none does. */
  public Table checks() {
    return Tables.checks(
        assessment.checks().stream().filter(c -> !QUIET.contains(c.result())).toList());
  }

  /** Every check, in the order of the report. */
  public Table allChecks() {
    return Tables.checks(assessment.checks());
  }

  /**
   * What is predicted for one VM.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public VmForecast vm(String name) {
    return CellInput.read(() -> find(name));
  }

  private VmForecast find(String name) {
    return forecast().vms().stream()
        .filter(f -> f.vm().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no VM \"%s\"; there are %s"
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                forecast().vms().stream().map(f -> f.vm().name()).toList()))));
  }

  /**
   * How the live migration of one VM goes.
   *
   * @throws IllegalArgumentException if there is no VM of that name, or no live migration
   */
  public Outcome live(String name) {
    return CellInput.read(() -> find(name).live().orElseThrow(this::noLiveMigration));
  }

  /**
   * How a node is emptied by the rules of the estate's platform.
   *
   * @throws IllegalArgumentException if there is no node of that name; the message lists them
   */
  public NodeDrain drain(String node) {
    return drain(node, rules());
  }

  /** How a node is emptied with so many live migrations of a node at once. */
  public NodeDrain drain(String node, int atOnce) {
    return CellInput.read(() -> drain(node, rules().withAtOnce(Concurrency.perNode(atOnce))));
  }

  private NodeDrain drain(String node, DrainRules rules) {
    return CellInput.read(() -> new NodeDrain(Drains.of(estate(), node, rules), rules));
  }

  /** Every node emptied and patched in turn, a line for each. */
  public Table rolling() {
    return Gantt.hosts(Drains.rolling(estate(), rules()), rules().patch());
  }

  /** What other numbers of live migrations at once would cost then, patches included. */
  public Table rollingChoices() {
    return Gantt.choices(Drains.rolling(estate(), rules()), rules());
  }

  /**
   * The hardest value with which the live migration of one VM reaches the goals; without a goal,
   * with which it ends at all. Takes some seconds for a large VM.
   *
   * @param unknown the bandwidth or the downtime limit; the VM is as it was measured
   * @throws IllegalArgumentException if there is no such VM, or no live migration
   */
  public Answer solve(String name, Unknown unknown, Goal... goals) {
    return CellInput.read(() -> answer(name, unknown, Move.all(goals)));
  }

  private Answer answer(String name, Unknown unknown, Goal goal) {
    require(
        unknown == Unknown.BANDWIDTH || unknown == Unknown.DOWNTIME_LIMIT,
        "the %s of %s is as it was measured; ask for the bandwidth or the downtime limit",
        unknown.label(),
        name);
    return new Answer(unknown, goal, Search.in(scenario(name), unknown, goal).solve());
  }

  /**
   * What can be done so that one VM reaches the goals, best first.
   *
   * @throws IllegalArgumentException if there is no such VM, or no live migration
   */
  public Table advise(String name, Goal... goals) {
    return AdviceText.table(actions(name, goals));
  }

  /**
   * The VMs that are out longest, each with the best action for the goals.
   *
   * @param most how many VMs
   * @throws IllegalArgumentException if the platform has no live migration
   */
  public Table advice(int most, Goal... goals) {
    var best = new LinkedHashMap<String, Advice.Action>();
    forecast().worstFirst().stream()
        .limit(most)
        .map(f -> f.vm().name())
        .forEach(name -> best.put(name, actions(name, goals).get(0)));
    Table table = AdviceText.table(List.copyOf(best.values()));
    return table.insertColumn(0, StringColumn.create("VM", best.keySet())).setName("Worst VMs");
  }

  private List<Advice.Action> actions(String name, Goal... goals) {
    return CellInput.read(
        () -> Advice.of(scenario(name), Move.all(goals), find(name).savedState(), 1));
  }

  private Scenario scenario(String name) {
    return EstateForecast.scenario(estate(), find(name).vm(), SEED)
        .orElseThrow(this::noLiveMigration);
  }

  private IllegalArgumentException noLiveMigration() {
    return new IllegalArgumentException(estate().platform() + " has no live migration");
  }

  private DrainRules rules() {
    return DrainRules.of(estate());
  }

  /** The name, the verdict and how many checks there are, in one line. */
  @Override
  public String toString() {
    long open = assessment.checks().stream().filter(c -> !QUIET.contains(c.result())).count();
    return "%s: %s. %s %s of %s checks ask for something."
        .formatted(
            estate().name(),
            verdict().words(),
            assessment.sentence(),
            open,
            assessment.checks().size());
  }
}

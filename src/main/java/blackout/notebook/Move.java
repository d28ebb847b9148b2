package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.calibrate.HostChoice;
import blackout.exhibit.AdviceText;
import blackout.exhibit.Chart;
import blackout.exhibit.Charts;
import blackout.exhibit.MoveText;
import blackout.exhibit.RiskText;
import blackout.exhibit.Tables;
import blackout.ingest.HostProfileFile;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationOptions;
import blackout.inventory.StorageRates;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.move.Advice;
import blackout.plan.move.Goal;
import blackout.plan.move.Guest;
import blackout.plan.move.MoveInterval;
import blackout.plan.move.Planned;
import blackout.plan.move.Question;
import blackout.plan.move.Risk;
import blackout.plan.move.Search;
import blackout.plan.move.Unknown;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import blackout.scenario.Port;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/**
 * The question of a notebook: how long is a VM out while it changes hosts?
 *
 * <pre>{@code
 * var move = Move.of(vm("16 GiB").writing("40 MiB/s").over("2 GiB"))
 *     .across("1 Gbit/s")
 *     .by("hyper-v-2008-r2");
 * move                                          // the answer as a card
 * move.rounds()                                 // its rounds as a table
 * move.chart()                                  // and as a chart
 * move.compare("hyper-v-2008-r2", "qemu-7.2")   // the same by several hypervisors
 * move.sweep(dirtyRates("10 MiB/s", "80 MiB/s"))
 * move.solve(bandwidth(), downtimeWithin("1 s"))   // what it needs
 * move.advise(downtimeWithin("1 s"))               // what can be done
 * move.risk(dirtyRateOf("40 MiB/s~x1.5"))          // how sure that is
 * }</pre>
 *
 * <p>Immutable in its words: each method that takes one gives a new move. The answer is computed
 * when it is first asked for and kept; it is the one of the command {@code estimate} for the same
 * words. A word that cannot be understood is refused where it is said.
 */
public final class Move {

  private final Question question;
  private @Nullable VmForecast answer;

  private Move(Question question) {
    this.question = question;
  }

  /**
   * A VM with so much memory, such as {@code "16 GiB"}, that writes nothing yet.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public static MovingVm vm(String memory) {
    return CellInput.read(() -> new MovingVm(Guest.of(ByteCount.parse(memory), DataRate.ZERO)));
  }

  /** A move of this VM; say next what it goes across. */
  public static Start of(MovingVm vm) {
    return new Start(vm);
  }

  /** The hypervisors that {@link #by} knows, each with the rule that ends its rounds. */
  public static Table hypervisors() {
    return Tables.stopRules(Hypervisors.all().stream().map(Kernel::rules).toList());
  }

  /** The dirty rates of a sweep, such as {@code "40 MiB/s"}. */
  public static MoveSweep dirtyRates(String... rates) {
    return new MoveSweep("Dirty rate", List.of(rates), (m, r) -> m.guest(m.vm().writing(r)));
  }

  /** The working sets of a sweep, such as {@code "2 GiB"}. */
  public static MoveSweep workingSets(String... sizes) {
    return new MoveSweep("Working set", List.of(sizes), (m, s) -> m.guest(m.vm().over(s)));
  }

  /**
   * The memory sizes of a sweep, such as {@code "16 GiB"}; the working set stays as it was said.
   */
  public static MoveSweep memories(String... sizes) {
    return new MoveSweep(
        "Memory",
        List.of(sizes),
        (m, s) -> m.guest(new MovingVm(m.question.guest().withMemory(ByteCount.parse(s)))));
  }

  /** The migration networks of a sweep, such as {@code "10 Gbit/s"}. */
  public static MoveSweep links(String... rates) {
    return new MoveSweep("Link", List.of(rates), Move::across);
  }

  /** The downtime limits of a sweep, such as {@code "300 ms"}. */
  public static MoveSweep limits(String... times) {
    return new MoveSweep("Downtime limit", List.of(times), Move::within);
  }

  /** What {@link #solve} looks for: the smallest payload rate of the migration network. */
  public static Unknown bandwidth() {
    return Unknown.BANDWIDTH;
  }

  /** What {@link #solve} looks for: the largest memory. */
  public static Unknown memory() {
    return Unknown.MEMORY;
  }

  /** What {@link #solve} looks for: the largest dirty rate. */
  public static Unknown dirtyRate() {
    return Unknown.DIRTY_RATE;
  }

  /** What {@link #solve} looks for: the smallest downtime limit. */
  public static Unknown downtimeLimit() {
    return Unknown.DOWNTIME_LIMIT;
  }

  /**
   * A goal: the longest pause, such as {@code "1 s"}.
   *
   * @throws IllegalArgumentException if the text is no time, or is 0
   */
  public static Goal downtimeWithin(String limit) {
    return CellInput.read(() -> Goal.downtimeWithin(TimeText.parse(limit)));
  }

  /**
   * A goal: the longest time from the command to the end, such as {@code "10 min"}.
   *
   * @throws IllegalArgumentException if the text is no time, or is 0
   */
  public static Goal totalWithin(String limit) {
    return CellInput.read(() -> Goal.totalWithin(TimeText.parse(limit)));
  }

  /** A dirty rate that is not sure; see {@link Unsure}. */
  public static Unsure dirtyRateOf(String spread) {
    return Unsure.rate(Risk.Input.DIRTY_RATE, spread);
  }

  /** A port of the migration network that is not sure; see {@link Unsure}. */
  public static Unsure linkOf(String spread) {
    return Unsure.link(spread);
  }

  /** A working set that is not sure; see {@link Unsure}. */
  public static Unsure workingSetOf(String spread) {
    return Unsure.size(Risk.Input.WORKING_SET, spread);
  }

  /** A memory size that is not sure; see {@link Unsure}. */
  public static Unsure memoryOf(String spread) {
    return Unsure.size(Risk.Input.MEMORY, spread);
  }

  /**
   * A VM that is about to move.
   *
   * @param vm the VM
   */
  public record Start(MovingVm vm) {

    /**
     * Over a port of the migration network, such as {@code "1 Gbit/s"}, or over what was measured
     * of it, such as {@code "940 Mbit/s payload"}.
     *
     * @throws IllegalArgumentException if the text is no rate, or is 0
     */
    public Move across(String link) {
      return CellInput.read(() -> over(Question.of(vm.guest(), Port.payload(link)), link));
    }
  }

  /**
   * Over another port of the migration network, or another {@code "940 Mbit/s payload"}.
   *
   * @throws IllegalArgumentException if the text is no rate, or is 0
   */
  public Move across(String link) {
    return CellInput.read(() -> over(question.withLink(Port.payload(link)), link));
  }

  /**
   * Between hosts of a profile: one that comes with the program, or one in a file.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be read
   */
  public Move withHost(String nameOrFile) {
    return CellInput.read(
        () -> new Move(question.withHost(HostChoice.of(HostProfileFile.load(nameOrFile)))));
  }

  /**
   * By the rules of a hypervisor; that of Windows Server 2008 R2 if not said.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   *     ones
   */
  public Move by(String hypervisor) {
    return CellInput.read(() -> new Move(question.withHypervisor(hypervisor)));
  }

  /**
   * With this pause asked for, such as {@code "300 ms"}, which is what it is if not said.
   *
   * @throws IllegalArgumentException if the text is no time
   */
  public Move within(String downtimeLimit) {
    return CellInput.read(
        () -> new Move(question.withDowntimeLimit(TimeText.parse(downtimeLimit))));
  }

  /** With options of the hypervisor, such as {@code o -> o.withAutoConverge(true)}. */
  public Move options(UnaryOperator<MigrationOptions> choice) {
    return CellInput.read(
        () -> {
          MigrationOptions options = choice.apply(question.options());
          question.hypervisor().requireOptions(options);
          return new Move(question.withOptions(options));
        });
  }

  /**
   * With storage that takes and gives back a saved state at this rate; 100 MiB/s if not said.
   *
   * @throws IllegalArgumentException if the text is no rate, or is 0
   */
  public Move savingAt(String storage) {
    DataRate rate = CellInput.read(() -> rate(storage, "storage"));
    return new Move(question.withStorage(new StorageRates(rate, rate)));
  }

  /** With another seed of all chance; 1 if not said. */
  public Move seed(long seed) {
    return new Move(question.withSeed(seed));
  }

  /** The question behind the words. */
  public Question question() {
    return question;
  }

  /** The answer for all three ways: saved state, live migration, crash restart. */
  public synchronized VmForecast forecast() {
    if (answer == null) {
      answer = CellInput.read(question::forecast);
    }
    return answer;
  }

  /** How the live migration goes. */
  public Outcome outcome() {
    return forecast().live().orElseThrow();
  }

  /**
   * What to plan with: P50, P90 and P99 of downtime and migration time, as {@code estimate} prints
   * them.
   */
  public Table planning() {
    Planned planned = CellInput.read(() -> MoveInterval.of(question)).planned();
    return RiskText.quantiles(planned.downtimes(), planned.totals());
  }

  /** The three ways side by side. */
  public Table ways() {
    return Tables.strategies(forecast());
  }

  /** The rounds of the live migration. */
  public Table rounds() {
    return Tables.rounds(outcome().record());
  }

  /** What each round sends. */
  public Chart chart() {
    return Charts.bytesByRound(outcome().record());
  }

  /** The parts of the downtime of the live migration; no parts if it was aborted. */
  public Table parts() {
    return Tables.parts(
        "Downtime of the live migration", outcome().downtime().orElse(new Downtime(List.of())));
  }

  /**
   * The same VM over the same link by several hypervisors.
   *
   * @throws IllegalArgumentException if one is unknown, or none is given
   */
  public Moves compare(String... hypervisors) {
    return sweep(new MoveSweep("Hypervisor", List.of(hypervisors), Move::by));
  }

  /**
   * The same move with one word changed, such as {@code links("1 Gbit/s", "10 Gbit/s")}.
   *
   * @throws IllegalArgumentException if a word cannot be understood, or none is given
   */
  public Moves sweep(MoveSweep sweep) {
    return CellInput.read(() -> new Moves(sweep.what(), sweep.of(this)));
  }

  /**
   * The hardest value of one word with which the live migration still reaches the goals, such as
   * {@code solve(bandwidth(), downtimeWithin("1 s"))}; without a goal, with which it ends at all.
   * Takes some seconds for a large VM. The answer is that of the command {@code solve}.
   *
   * @param unknown the word that is looked for; what the move says of it is left out of account
   */
  public Answer solve(Unknown unknown, Goal... goals) {
    Goal goal = all(goals);
    return CellInput.read(
        () -> new Answer(unknown, goal, Search.in(question, unknown, goal).solve()));
  }

  /**
   * What can be done so that the live migration reaches the goals, best first; without a goal, so
   * that it ends at all. The actions are those of the command {@code advise}.
   */
  public Table advise(Goal... goals) {
    return AdviceText.table(Advice.of(question.scenario(), all(goals), forecast().savedState(), 1));
  }

  /**
   * The same move many times with numbers that are not sure, such as {@code risk(dirtyRateOf("40
   * MiB/s~x1.5"), linkOf("800 Mbit/s..940 Mbit/s"))}.
   *
   * @throws IllegalArgumentException if every number is sure
   */
  public MoveRisk risk(Unsure... numbers) {
    return CellInput.read(() -> MoveRisk.of(question, List.of(numbers)));
  }

  /** The question in one line, as {@code estimate} prints it. */
  @Override
  public String toString() {
    return MoveText.question(question);
  }

  static Goal all(Goal... goals) {
    return Stream.of(goals).reduce(Goal.ENDS, Goal::and);
  }

  private MovingVm vm() {
    return new MovingVm(question.guest());
  }

  private Move guest(MovingVm vm) {
    return new Move(question.withGuest(vm.guest()));
  }

  private static Move over(Question question, String link) {
    return new Move(question.withLinkMeasured(Port.isMeasured(link)));
  }

  private static DataRate rate(String text, String what) {
    DataRate rate = DataRate.parse(text);
    require(rate.bytesPerSecond() > 0, "%s of %s moves nothing", what, text);
    return rate;
  }
}

package blackout.notebook;

import static blackout.quantity.Require.require;

import blackout.exhibit.Chart;
import blackout.exhibit.Charts;
import blackout.exhibit.Sentences;
import blackout.exhibit.Tables;
import blackout.inventory.StorageRates;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.Guest;
import blackout.plan.SingleMove;
import blackout.plan.VmForecast;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.quantity.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * }</pre>
 *
 * <p>Immutable in its words: each method that takes one gives a new move. The answer is computed
 * when it is first asked for and kept; it is the one of the command {@code estimate} for the same
 * words. A word that cannot be understood is refused where it is said.
 */
public final class Move {

  private final SingleMove question;
  private @Nullable VmForecast answer;

  private Move(SingleMove question) {
    this.question = question;
  }

  /**
   * A VM with so much memory, such as {@code "16 GiB"}, that writes nothing yet.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public static MovingVm vm(String memory) {
    return new MovingVm(Guest.of(ByteCount.parse(memory), DataRate.ZERO));
  }

  /** A move of this VM; say next what it goes across. */
  public static Start of(MovingVm vm) {
    return new Start(vm);
  }

  /** The hypervisors that {@link #by} knows, each with the rule that ends its rounds. */
  public static Table hypervisors() {
    return Tables.stopRules(Kernel.rules());
  }

  /** The dirty rates of a sweep, such as {@code "40 MiB/s"}. */
  public static Sweep dirtyRates(String... rates) {
    return new Sweep("Dirty rate", List.of(rates), (m, r) -> m.guest(m.vm().writing(r)));
  }

  /** The working sets of a sweep, such as {@code "2 GiB"}. */
  public static Sweep workingSets(String... sizes) {
    return new Sweep("Working set", List.of(sizes), (m, s) -> m.guest(m.vm().over(s)));
  }

  /**
   * The memory sizes of a sweep, such as {@code "16 GiB"}; the working set stays as it was said.
   */
  public static Sweep memories(String... sizes) {
    return new Sweep(
        "Memory",
        List.of(sizes),
        (m, s) -> m.guest(new MovingVm(m.question.guest().withMemory(ByteCount.parse(s)))));
  }

  /** The migration networks of a sweep, such as {@code "10 Gbit/s"}. */
  public static Sweep links(String... rates) {
    return new Sweep("Link", List.of(rates), Move::across);
  }

  /** The downtime limits of a sweep, such as {@code "300 ms"}. */
  public static Sweep limits(String... times) {
    return new Sweep("Downtime limit", List.of(times), Move::within);
  }

  /**
   * A VM that is about to move.
   *
   * @param vm the VM
   */
  public record Start(MovingVm vm) {

    /**
     * Over a migration network of this payload rate, such as {@code "1 Gbit/s"}.
     *
     * @throws IllegalArgumentException if the text is no rate, or is 0
     */
    public Move across(String link) {
      return new Move(SingleMove.of(vm.guest(), rate(link, "a link")));
    }
  }

  /**
   * Over another migration network.
   *
   * @throws IllegalArgumentException if the text is no rate, or is 0
   */
  public Move across(String link) {
    return new Move(question.withLink(rate(link, "a link")));
  }

  /**
   * By the rules of a hypervisor; that of Windows Server 2008 R2 if not said.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   *     ones
   */
  public Move by(String hypervisor) {
    List<String> known = Kernel.hypervisors();
    require(
        known.contains(hypervisor),
        "unknown hypervisor \"%s\"; known are %s",
        hypervisor,
        String.join(", ", known));
    return new Move(question.withHypervisor(hypervisor));
  }

  /**
   * With this pause asked for, such as {@code "300 ms"}, which is what it is if not said.
   *
   * @throws IllegalArgumentException if the text is no time
   */
  public Move within(String downtimeLimit) {
    return new Move(question.withDowntimeLimit(TimeText.parse(downtimeLimit)));
  }

  /**
   * With storage that takes and gives back a saved state at this rate; 100 MiB/s if not said.
   *
   * @throws IllegalArgumentException if the text is no rate, or is 0
   */
  public Move savingAt(String storage) {
    DataRate rate = rate(storage, "storage");
    return new Move(question.withStorage(new StorageRates(rate, rate)));
  }

  /** With another seed of all chance; 1 if not said. */
  public Move seed(long seed) {
    return new Move(question.withSeed(seed));
  }

  /** The question behind the words. */
  public SingleMove question() {
    return question;
  }

  /** The answer for all three ways: saved state, live migration, crash restart. */
  public synchronized VmForecast forecast() {
    if (answer == null) {
      answer = question.forecast();
    }
    return answer;
  }

  /** How the live migration goes. */
  public Outcome outcome() {
    return forecast().live().orElseThrow();
  }

  /** The three ways side by side. */
  public Table ways() {
    return Tables.strategies(forecast());
  }

  /** The rounds of the live migration. */
  public Table rounds() {
    return Tables.rounds(outcome().story());
  }

  /** What each round sends. */
  public Chart chart() {
    return Charts.bytesByRound(outcome().story());
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
    return sweep(new Sweep("Hypervisor", List.of(hypervisors), Move::by));
  }

  /**
   * The same move with one word changed, such as {@code links("1 Gbit/s", "10 Gbit/s")}.
   *
   * @throws IllegalArgumentException if a word cannot be understood, or none is given
   */
  public Moves sweep(Sweep sweep) {
    require(!sweep.words().isEmpty(), "nothing to compare: no %s given", sweep.what());
    Map<String, Move> moves = new LinkedHashMap<>();
    sweep.words().forEach(word -> moves.put(word, sweep.change().apply(this, word)));
    return new Moves(sweep.what(), moves);
  }

  /** The question in one line, as {@code estimate} prints it. */
  @Override
  public String toString() {
    return Sentences.question(question);
  }

  private MovingVm vm() {
    return new MovingVm(question.guest());
  }

  private Move guest(MovingVm vm) {
    return new Move(question.withGuest(vm.guest()));
  }

  private static DataRate rate(String text, String what) {
    DataRate rate = DataRate.parse(text);
    require(rate.bytesPerSecond() > 0, "%s of %s moves nothing", what, text);
    return rate;
  }
}

package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.Option;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done so that a VM reaches a goal: each action with its effect, simulated page by page
 * (saved state: estimated). Ranked: what reaches the goal first, the cheapest of that first; then
 * what does not, by downtime. What is cheap is a judgement, the order of {@link Measure}.
 */
public final class Advice {

  /** The kinds of actions, the cheapest first: an assumption. */
  public enum Measure {
    NOTHING("as it is"),
    SHORTER_LIMIT("shorter downtime limit"),
    SPLIT_WAVE("smaller wave"),
    QUIETER_HOUR("at a quieter hour"),
    LONGER_LIMIT("longer downtime limit"),
    THROTTLE("throttled guest"),
    POST_COPY("post-copy"),
    SAVED_STATE("saved state"),
    FASTER_LINK("faster link");

    private final String label;

    Measure(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * An action and its effect.
   *
   * @param kind what is done
   * @param how with which number, in words; empty if there is none
   * @param downtime the pause; empty if the migration never ends
   * @param total from the command to the end
   * @param reachesGoal whether that is good enough
   */
  public record Action(
      Measure kind, String how, Optional<Duration> downtime, Duration total, boolean reachesGoal) {}

  private final Scenario alone;
  private final int sharing;
  private final Scenario scenario;
  private final Goal goal;
  private final List<Action> actions = new ArrayList<>();

  private Advice(Scenario alone, int sharing, Goal goal) {
    this.alone = alone;
    this.sharing = sharing;
    this.scenario = shared(alone, sharing);
    this.goal = goal;
  }

  /**
   * The actions, best first.
   *
   * @param scenario the VM and the whole link
   * @param savedState the downtime of a saved state
   * @param sharing the live migrations that share the link, this one included, at least 1
   */
  public static List<Action> of(Scenario scenario, Goal goal, Downtime savedState, int sharing) {
    require(sharing >= 1, "%s migrations share the link; at least 1 expected", sharing);
    var advice = new Advice(scenario, sharing, goal);
    advice.add(Measure.NOTHING, "", advice.scenario);
    if (advice.actions.get(0).reachesGoal()) {
      return List.copyOf(advice.actions); // anything else would be no better for the goal
    }
    advice.shorterLimit();
    advice.smallerWave();
    advice.quieterHour();
    advice.hypervisorOptions();
    advice.fasterLink();
    Duration saved = savedState.total();
    boolean reaches =
        goal.downtime().map(d -> saved.compareTo(d) <= 0).orElse(true)
            && goal.total().map(t -> saved.compareTo(t) <= 0).orElse(true);
    advice.actions.add(new Action(Measure.SAVED_STATE, "", Optional.of(saved), saved, reaches));
    return advice.ranked();
  }

  /** The same move over an even share of the wire. */
  private static Scenario shared(Scenario alone, int sharing) {
    if (sharing == 1) {
      return alone;
    }
    Link whole = alone.link();
    var link = whole.withWire(whole.wire().times(1.0 / sharing));
    ByteCount memory = alone.vm().memory();
    boolean stated = !alone.giveUpAfter().equals(Scenario.usualGiveUp(memory, whole));
    return alone
        .withLink(link)
        .withGiveUpAfter(stated ? alone.giveUpAfter() : Scenario.usualGiveUp(memory, link));
  }

  /** Adds an action if it reaches the goal, in expected counts and page by page. */
  private boolean addIfItReaches(Measure kind, String how, Scenario changed) {
    if (!goal.isMetBy(Kernel.run(changed, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of()))) {
      return false;
    }
    Outcome outcome = Kernel.run(changed, Engine.PAGE_BY_PAGE);
    boolean reaches = goal.isMetBy(outcome);
    if (reaches) {
      add(kind, how, outcome);
    }
    return reaches;
  }

  private void add(Measure kind, String how, Scenario changed) {
    add(kind, how, Kernel.run(changed, Engine.PAGE_BY_PAGE));
  }

  private void add(Measure kind, String how, Outcome outcome) {
    actions.add(
        new Action(
            kind,
            how,
            outcome.downtime().map(Downtime::total),
            outcome.record().total(),
            goal.isMetBy(outcome)));
  }

  /** The largest wave that reaches the goal, else the VM alone. */
  private void smallerWave() {
    for (int wave = sharing - 1; wave > 1; wave--) {
      String how = wave + " at once, not " + sharing;
      if (addIfItReaches(Measure.SPLIT_WAVE, how, shared(alone, wave))) {
        return;
      }
    }
    if (sharing > 1) {
      add(Measure.SPLIT_WAVE, "alone on the link, not " + sharing, alone);
    }
  }

  /**
   * A limit that leaves room for stopping and resuming within the goal: a hypervisor that pauses as
   * soon as the rest fits its limit pauses as long as that allows.
   */
  private void shorterLimit() {
    Duration fixed = scenario.costs().fixedDowntime().multipliedBy(2);
    long millis = goal.downtime().map(d -> d.minus(fixed).toMillis()).orElse(0L);
    if (millis > 0 && millis < scenario.downtimeLimit().toMillis()) {
      Scenario shorter = scenario.withDowntimeLimit(Duration.ofMillis(millis));
      addIfItReaches(Measure.SHORTER_LIMIT, millis + " ms", shorter);
    }
  }

  /** The largest share of the writes, in twentieths, that reaches the goal; else half of them. */
  private void quieterHour() {
    for (int percent = 95; percent >= 5; percent -= 5) {
      Scenario quieter = scenario.withVm(QuieterGuest.of(scenario.vm(), percent / 100.0));
      if (addIfItReaches(Measure.QUIETER_HOUR, percent + " % of the writes", quieter)) {
        return;
      }
    }
    add(
        Measure.QUIETER_HOUR,
        "50 % of the writes",
        scenario.withVm(QuieterGuest.of(scenario.vm(), 0.5)));
  }

  private void hypervisorOptions() {
    Duration allowed = goal.downtime().orElse(scenario.downtimeLimit().multipliedBy(10));
    if (allowed.compareTo(scenario.downtimeLimit()) > 0) {
      // The hypervisor's limit leaves out what stopping and resuming take.
      Duration fixed = scenario.costs().fixedDowntime().multipliedBy(2);
      Duration limit = allowed.minus(fixed);
      Scenario longer = scenario.withDowntimeLimit(limit);
      // Where no limit decides, as after Hyper-V's ten passes, that would be no action.
      if (limit.compareTo(scenario.downtimeLimit()) > 0
          && !Kernel.run(longer, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of())
              .equals(Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of()))) {
        add(Measure.LONGER_LIMIT, limit.toMillis() + " ms", longer);
      }
    }
    Set<Option> known = scenario.hypervisor().options();
    MigrationOptions options = scenario.options();
    if (known.contains(Option.AUTO_CONVERGE) && options.autoConverge().isEmpty()) {
      add(Measure.THROTTLE, "auto-converge", scenario.withOptions(options.withAutoConverge(true)));
    }
    if (known.contains(Option.POST_COPY) && options.postCopy().isEmpty()) {
      var oneRound = new PostCopy(Optional.empty(), Optional.of(1), PostCopy.ASSUMED_ROUND_TRIP);
      add(
          Measure.POST_COPY,
          "after one round",
          scenario.withOptions(options.withPostCopy(oneRound)));
    }
  }

  /**
   * The slowest port that reaches the goal, else the fastest; shared as the link is now. A sender's
   * own limit goes: it would hide what a faster port does.
   */
  private void fasterLink() {
    List<Integer> ports = Port.USUAL_GIGABITS;
    for (int gigabits : ports) {
      DataRate payload = Port.payload(DataRate.gigabitsPerSecond(gigabits));
      boolean last = gigabits == ports.get(ports.size() - 1);
      if (payload.compareTo(alone.link().wire()) <= 0) {
        continue;
      }
      Scenario faster = shared(alone.withLink(Link.wire(payload)), sharing);
      boolean limited = alone.link().senderLimit().isPresent();
      String how = "a port of " + gigabits + " Gbit/s" + (limited ? ", no sender's limit" : "");
      if (last) {
        add(Measure.FASTER_LINK, how, faster);
      } else if (addIfItReaches(Measure.FASTER_LINK, how, faster)) {
        return;
      }
    }
  }

  private List<Action> ranked() {
    Duration longest = Duration.ofDays(36_500);
    return actions.stream()
        .sorted(
            Comparator.comparing((Action a) -> !a.reachesGoal())
                .thenComparing((a, b) -> a.reachesGoal() ? a.kind().compareTo(b.kind()) : 0)
                .thenComparing(a -> a.downtime().orElse(longest)))
        .toList();
  }
}

package blackout.report.json;

import blackout.json.Description;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRules;
import blackout.plan.drain.Drains;
import blackout.plan.drain.Maintenance;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How hosts are emptied. */
@Description("A drain of a host, or of every host in turn: who goes where, when, how long.")
public record DrainDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The name of the estate, untrusted text.") String estate,
    @Description("How many live migrations run at once, in words.") String atOnce,
    @Description("The time there is, in milliseconds.") Duration windowMs,
    @Description("Whether somebody stated the window; otherwise it is an assumption.")
        boolean windowStated,
    @Description(
            "The time to patch an empty host, in milliseconds; null where one is only emptied.")
        @Nullable Duration patchMs,
    @Description("How long all of it takes, in milliseconds.") Duration totalMs,
    @Description("Whether it fits the window with no VM stuck.") boolean fits,
    @Description("The VMs that do not leave.") List<String> stuck,
    @Description("The hosts in their order.") List<Host> drains,
    @Description("What other numbers at once would cost for all hosts together.")
        List<Choice> choices,
    @Description("The way home of the VMs, after the window.") Home home,
    @Description("What made this document.") EstimateDoc.Program provenance) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-drain/1";

  /** A host that is emptied. */
  public record Host(
      @Description("The name of the host.") String host,
      @Description("When the last VM has left, in milliseconds.") Duration makespanMs,
      @Description("Whether one more node could fail while this one is away.") boolean keepsReserve,
      @Description("The VMs that do not leave.") List<String> stuck,
      @Description("The same with what keeps each.") List<Kept> kept,
      @Description("How good the order of the live migrations is.") Order order,
      @Description("What other numbers at once would cost.") List<Choice> choices,
      @Description("The VMs on their way, by start.") List<Move> moves) {
    static Host of(Drain drain) {
      return new Host(
          drain.host(),
          drain.makespan(),
          drain.keepsReserve(),
          drain.stuck(),
          drain.kept().stream().map(k -> new Kept(k.vm(), k.why())).toList(),
          Order.of(drain.order()),
          Choice.all(drain.choices()),
          drain.moves().stream()
              .map(
                  m ->
                      new Move(
                          m.vm(),
                          m.to(),
                          m.way().label(),
                          m.why(),
                          m.start(),
                          m.end(),
                          m.downtime()))
              .toList());
    }
  }

  /** A VM that does not leave. */
  public record Kept(
      @Description("The name of the VM.") String name,
      @Description("What keeps it.") String because) {}

  /** How good an order is. */
  public record Order(
      @Description("Whether the platform orders them by priority; else the best found is taken.")
          boolean byPriority,
      @Description("When the last live migration ends in the order that is taken, in milliseconds.")
          Duration takenMs,
      @Description("Whether every order was tried.") boolean proven,
      @Description("The same in the best order found, in milliseconds.") Duration foundMs,
      @Description("A time that no order can beat, in milliseconds.") Duration boundMs) {
    static Order of(Drain.Order order) {
      return new Order(
          order.byPriority(), order.taken(), order.proven(), order.found(), order.bound());
    }
  }

  /** The way home. */
  public record Home(
      @Description("The number of VMs that go back.") int vms,
      @Description("Until the last is back, in milliseconds.") Duration totalMs,
      @Description("The longest pause of a VM that goes back live, in milliseconds.")
          Duration longestDowntimeMs,
      @Description("The live migrations that would be given up.") int neverEnding) {}

  /** A VM on its way. */
  public record Move(
      @Description("The name of the VM.") String name,
      @Description("The node that it goes to.") String to,
      @Description("How it leaves: live, saved state or shut down.") String way,
      @Description("Why it is saved or shut down; how its live migration ends.") String because,
      @Description("When it begins, in milliseconds from the start of the drain.") Duration startMs,
      @Description("When it ends, in milliseconds from the start of the drain.") Duration endMs,
      @Description("How long the VM is out, in milliseconds.") Duration downtimeMs) {}

  /** What a number of live migrations at once costs. */
  public record Choice(
      @Description("How many at once, in words.") String atOnce,
      @Description("When the last move ends, in milliseconds.") Duration makespanMs,
      @Description("The longest pause of a VM that moves live, in milliseconds.")
          Duration longestDowntimeMs,
      @Description("The sum of those pauses, in milliseconds.") Duration downtimesMs,
      @Description("The live migrations that would be given up.") int neverEnding) {
    static List<Choice> all(List<Drain.Choice> choices) {
      return choices.stream()
          .map(
              c ->
                  new Choice(
                      c.name(),
                      c.makespan(),
                      c.worstDowntime(),
                      c.totalDowntime(),
                      c.neverEnding()))
          .toList();
    }
  }

  /**
   * A drain.
   *
   * @param program the name and version of the program
   */
  public static DrainDoc of(
      String estate, Maintenance maintenance, Drain.Home home, String program) {
    List<Drain> drains = maintenance.drains();
    DrainRules rules = maintenance.rules();
    boolean rolling = maintenance.patched();
    return new DrainDoc(
        SCHEMA,
        estate,
        rules.atOnce().name(),
        maintenance.window(),
        maintenance.asked().isPresent(),
        rolling ? rules.patch() : null,
        maintenance.total(),
        maintenance.fits(),
        maintenance.stuck(),
        drains.stream().map(Host::of).toList(),
        Choice.all(rolling ? Drains.choices(drains, rules) : drains.get(0).choices()),
        new Home(home.vms(), home.time(), home.longestDowntime(), home.neverEnding()),
        new EstimateDoc.Program(program, rules.seed()));
  }
}

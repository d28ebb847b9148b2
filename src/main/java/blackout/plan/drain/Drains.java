package blackout.plan.drain;

import static blackout.quantity.Require.entry;
import static blackout.quantity.Require.require;

import blackout.estimate.SavedState;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Node;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.cluster.MoveStrategy;
import blackout.plan.drain.Drain.Move;
import blackout.plan.drain.Drain.Way;
import blackout.quantity.ByteCount;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Empties hosts, one by one. VMs that cannot or should not move live are saved and restored, one
 * disk after the other, because all share the storage; meanwhile the others move live over the
 * network.
 */
public final class Drains {

  /** The time in which a guest shuts down: an assumption. */
  private static final Duration SHUTDOWN = Duration.ofMinutes(1);

  private final Estate estate;
  private final DrainRules rules;

  /** Changes with every host that is emptied. */
  private Placement placement;

  /** VMs that are saved together, because they share a disk, or one that is saved alone. */
  private record Saved(List<EstateVm> vms, String to, String why, boolean diskMoves) {}

  private Drains(Estate estate, DrainRules rules) {
    this.estate = estate;
    this.rules = rules;
    this.placement = new Placement(estate, rules.apart());
  }

  /**
   * Empties one host.
   *
   * @throws IllegalArgumentException if the estate has no such host
   */
  public static Drain of(Estate estate, String host, DrainRules rules) {
    require(
        estate.node(host).isPresent(),
        "no node \"%s\"; known are %s",
        host,
        String.join(", ", estate.nodes().stream().map(Node::name).toList()));
    return new Drains(estate, rules).empty(host);
  }

  /**
   * Empties every host in turn, in the order of the estate. VMs stay where they went, so a later
   * host may have more of them to give away. A host that takes no VMs and has none is left out: it
   * is empty already.
   */
  public static List<Drain> rolling(Estate estate, DrainRules rules) {
    var drains = new Drains(estate, rules);
    return estate.nodes().stream()
        .filter(node -> node.takesVms() || !drains.placement.on(node.name()).isEmpty())
        .map(node -> drains.empty(node.name()))
        .toList();
  }

  /**
   * The way home: every VM goes back to the host it came from, all at once as far as the rule
   * allows.
   *
   * @param drains of hosts emptied in turn, by the same rules
   */
  public static Drain.Home home(Estate estate, List<Drain> drains, DrainRules rules) {
    Map<String, Move> last = new LinkedHashMap<>();
    drains.forEach(
        drain ->
            drain.moves().stream()
                .filter(move -> move.way() != Way.SHUT_DOWN)
                .forEach(move -> last.put(move.vm(), move)));
    List<LiveMove> live = new ArrayList<>();
    Map<Duration, Duration> saved = new LinkedHashMap<>(); // VMs of a disk have one start
    int vms = 0;
    for (EstateVm vm : estate.vms()) {
      Move out = last.get(vm.name());
      if (out == null || out.to().equals(vm.node())) {
        continue;
      }
      vms++;
      if (out.replay().isPresent()) {
        live.add(new LiveMove(out.replay().get().scenario(), out.to(), vm.node()));
      } else {
        saved.merge(out.start(), out.downtime(), Duration::plus);
      }
    }
    List<LiveQueue.Done> done = LiveQueue.run(live, rules.atOnce());
    Duration storage = saved.values().stream().reduce(Duration.ZERO, Duration::plus);
    Duration network = LiveQueue.makespan(done);
    return new Drain.Home(
        vms,
        network.compareTo(storage) > 0 ? network : storage,
        done.stream()
            .flatMap(d -> d.outcome().downtime().stream())
            .map(Downtime::total)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO),
        (int) done.stream().filter(d -> d.outcome().downtime().isEmpty()).count());
  }

  /** The time of a rolling drain: every host is emptied and patched before the next. */
  public static Duration total(List<Drain> drains, DrainRules rules) {
    return drains.stream()
        .map(d -> d.makespan().plus(rules.patch()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * What other numbers of live migrations at once would cost in a rolling drain, patches included:
   * the makespans added up, the longest downtime of all, all downtimes. VMs go to the same nodes.
   *
   * @param drains of hosts emptied in turn, by the same rules
   */
  public static List<Drain.Choice> choices(List<Drain> drains, DrainRules rules) {
    Map<String, Drain.Choice> sums = new LinkedHashMap<>();
    for (Drain drain : drains) {
      for (Drain.Choice choice : drain.choices()) {
        Duration patched = choice.makespan().plus(rules.patch());
        var one =
            new Drain.Choice(
                choice.name(),
                patched,
                choice.worstDowntime(),
                choice.totalDowntime(),
                choice.neverEnding());
        sums.merge(choice.name(), one, Drain.Choice::then);
      }
    }
    return List.copyOf(sums.values());
  }

  private Drain empty(String host) {
    List<LiveMove> live = new ArrayList<>();
    List<Saved> saved = new ArrayList<>();
    DrainTargets targets = DrainTargets.of(estate, placement, host, rules.blocked());
    placement = targets.after();
    for (List<EstateVm> together : targets.nodes().keySet()) {
      String target = targets.nodes().get(together);
      Optional<String> whySaved = whySaved(together);
      if (whySaved.isPresent()) {
        boolean diskMoves = !DrainTargets.isShared(estate, together.get(0));
        saved.add(new Saved(together, target, whySaved.get(), diskMoves));
      } else {
        live.add(new LiveMove(scenario(together.get(0)), host, target));
      }
    }
    ByteCount together =
        live.stream().map(m -> m.scenario().vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
    live.replaceAll(move -> patient(move, together));
    List<LiveMove> wanted = List.copyOf(live);
    List<Move> meanwhile = savedMoves(saved);
    List<LiveQueue.Done> done = ending(live, saved);
    OrderSearch.Best best = OrderSearch.best(live, rules.atOnce());
    Duration taken = LiveQueue.makespan(done);
    List<Move> savedMoves = savedMoves(saved);
    List<Move> moves = new ArrayList<>(savedMoves);
    done.forEach(d -> moves.add(move(d)));
    moves.addAll(shutDown(targets.shutDown(), host, moves));
    moves.sort(Comparator.comparing(Move::start));
    return new Drain(
        host,
        moves,
        targets.kept(),
        placement.hasNodeInReserve(Set.of(host)),
        new Drain.Order(
            estate.platform().drainsByPriority(),
            taken,
            best.proven(),
            taken.compareTo(best.makespan()) < 0 ? taken : best.makespan(),
            OrderSearch.bound(live, rules.atOnce())),
        choices(choice(rules.atOnce(), done, savedMoves), wanted, meanwhile));
  }

  /**
   * The migrations in their order, all of which end. What ends alone may not where it shares the
   * link; such VMs are saved instead, and the rest is ordered anew.
   *
   * @param live loses them
   * @param saved gains them
   */
  private List<LiveQueue.Done> ending(List<LiveMove> live, List<Saved> saved) {
    while (true) {
      List<LiveQueue.Done> all = LiveQueue.run(ordered(live, rules.atOnce()), rules.atOnce());
      List<LiveMove> never =
          all.stream()
              .filter(done -> done.outcome().downtime().isEmpty())
              .map(LiveQueue.Done::move)
              .toList();
      if (never.isEmpty()) {
        return all;
      }
      live.removeAll(never);
      String why = "never ends live with " + rules.atOnce().name();
      for (LiveMove move : never) {
        saved.add(new Saved(List.of(vm(move.vm())), move.to(), why, false));
      }
    }
  }

  /**
   * The order of the platform where it has one, by priority, highest first (<a
   * href="https://techcommunity.microsoft.com/t5/failover-clustering/configuring-how-vms-are-moved-when-a-node-is-drained/ba-p/371848">Configuring
   * how VMs are moved when a node is drained</a>; within a priority as they come, an assumption);
   * else the best order found.
   */
  private List<LiveMove> ordered(List<LiveMove> live, Concurrency rule) {
    if (!estate.platform().drainsByPriority()) {
      return OrderSearch.best(live, rule).order();
    }
    Map<String, Integer> priorities = new HashMap<>();
    for (EstateVm vm : estate.vms()) {
      priorities.put(vm.name(), vm.priority().orElse(EstateVm.Priority.MEDIUM).number());
    }
    return live.stream()
        .sorted(Comparator.comparing((LiveMove move) -> -entry(priorities, move.vm())))
        .toList();
  }

  private EstateVm vm(String name) {
    return estate.vms().stream().filter(vm -> vm.name().equals(name)).findFirst().orElseThrow();
  }

  private Optional<String> whySaved(List<EstateVm> together) {
    MoveStrategy usual = MoveStrategy.usual(estate);
    if (usual == MoveStrategy.SAVED_STATE) {
      return Optional.of("no live migration");
    }
    if (together.size() > 1) {
      return Optional.of("shares a disk");
    }
    EstateVm vm = together.get(0);
    Optional<String> notLive = vm.mobility().notLive();
    if (notLive.isPresent()) {
      return notLive;
    }
    if (!usual.isLive(estate, vm)) {
      return Optional.of("low priority");
    }
    boolean ends =
        Kernel.run(scenario(vm), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of())
            .downtime()
            .isPresent();
    return ends ? Optional.empty() : Optional.of("never ends live");
  }

  /** What shares the link with others is given up only after what all of them together may take. */
  private static LiveMove patient(LiveMove move, ByteCount together) {
    Scenario scenario = move.scenario();
    return new LiveMove(
        scenario.withGiveUpAfter(Scenario.usualGiveUp(together, scenario.link())),
        move.from(),
        move.to());
  }

  private Scenario scenario(EstateVm vm) {
    return EstateForecast.scenario(estate, vm.vm(), rules.seed()).orElseThrow();
  }

  /**
   * Shut down together when the others have left, so that they are out for as short a time as can
   * be: until the host is patched and starts them again.
   */
  private List<Move> shutDown(Map<EstateVm, String> vms, String host, List<Move> others) {
    Duration start = others.stream().map(Move::end).max(Duration::compareTo).orElse(Duration.ZERO);
    FailoverSettings times = estate.failover();
    List<Move> moves = new ArrayList<>();
    vms.forEach(
        (vm, why) ->
            moves.add(
                new Move(
                    vm.name(),
                    vm.vm().memory(),
                    host,
                    Way.SHUT_DOWN,
                    why,
                    start,
                    start.plus(SHUTDOWN),
                    SHUTDOWN
                        .plus(rules.patch())
                        .plus(times.vmStart())
                        .plus(vm.guestBoot().orElse(times.guestBoot())),
                    Optional.empty())));
    return moves;
  }

  /** One after the other: the storage is the same for all, so together they would not be faster. */
  private List<Move> savedMoves(List<Saved> saved) {
    List<Move> moves = new ArrayList<>();
    Duration start = Duration.ZERO;
    for (Saved group : saved) {
      Downtime downtime = downtime(group);
      Duration end = start.plus(downtime.total());
      for (EstateVm vm : group.vms) {
        moves.add(
            new Move(
                vm.name(),
                vm.vm().memory(),
                group.to,
                Way.SAVED,
                group.why,
                start,
                end,
                downtime.total(),
                Optional.empty()));
      }
      start = end;
    }
    return moves;
  }

  /** All VMs of a disk are down until the last is saved, and until the last is restored. */
  private Downtime downtime(Saved group) {
    FailoverSettings times = estate.failover();
    SavedState move =
        SavedState.ofAssignedMemory(
                DrainTargets.memory(group.vms), estate.storage().write(), estate.storage().read())
            .withFixed(new SavedState.Fixed(Duration.ZERO, Duration.ZERO, times.resume()));
    return group.diskMoves
        ? move.withDiskMove(
                new SavedState.DiskMove(
                    times.diskOffline(), times.ownershipMove(), times.diskOnline()))
            .downtime()
        : move.downtime();
  }

  private static Move move(LiveQueue.Done done) {
    Outcome outcome = done.outcome();
    return new Move(
        done.move().vm(),
        done.move().scenario().vm().memory(),
        done.move().to(),
        Way.LIVE,
        outcome.word(),
        done.start(),
        done.end(),
        outcome.downtime().map(Downtime::total).orElse(Duration.ZERO),
        Optional.of(new Drain.Replay(done.move().scenario(), done.shares())));
  }

  /** What is planned, and what one at a time and all at once would cost instead. */
  private List<Drain.Choice> choices(
      Drain.Choice planned, List<LiveMove> live, List<Move> savedMoves) {
    List<Drain.Choice> choices = new ArrayList<>(List.of(planned));
    for (Concurrency rule : List.of(Concurrency.serial(), Concurrency.ALL)) {
      if (!rule.name().equals(planned.name())) {
        choices.add(choice(rule, LiveQueue.run(ordered(live, rule), rule), savedMoves));
      }
    }
    return choices;
  }

  private static Drain.Choice choice(
      Concurrency rule, List<LiveQueue.Done> done, List<Move> savedMoves) {
    Duration liveEnd = LiveQueue.makespan(done);
    Duration savedEnd =
        savedMoves.stream().map(Move::end).max(Duration::compareTo).orElse(Duration.ZERO);
    List<Duration> pauses =
        done.stream().flatMap(d -> d.outcome().downtime().stream()).map(Downtime::total).toList();
    return new Drain.Choice(
        rule.name(),
        liveEnd.compareTo(savedEnd) >= 0 ? liveEnd : savedEnd,
        pauses.stream().max(Duration::compareTo).orElse(Duration.ZERO),
        pauses.stream().reduce(Duration.ZERO, Duration::plus),
        done.size() - pauses.size());
  }
}

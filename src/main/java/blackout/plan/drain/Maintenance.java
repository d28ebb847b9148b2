package blackout.plan.drain;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the hosts of a cluster are emptied and patched, and the time there is for it.
 *
 * @param asked the time that somebody stated; empty if nobody did
 * @param rules how hosts are emptied
 * @param drains the hosts in turn: all of them, one that was asked for, or of a large cluster the
 *     fullest
 * @param patched whether each host is patched once it is empty
 */
public record Maintenance(
    Optional<Duration> asked, DrainRules rules, List<Drain> drains, boolean patched) {

  /** The window where nobody states one: an assumption. */
  public static final Duration USUAL_WINDOW = Duration.ofHours(4);

  /** The hosts of which each is drained in turn; of more only the fullest: an assumption. */
  public static final int MOST_HOSTS = 16;

  public Maintenance {
    drains = List.copyOf(drains);
  }

  /**
   * Every host in turn, or of a large cluster the fullest alone.
   *
   * @param window the time there is, if somebody stated it
   */
  public static Maintenance of(Estate estate, Optional<Duration> window, DrainRules rules) {
    List<Drain> drains =
        estate.nodes().size() > MOST_HOSTS
            ? List.of(Drains.of(estate, fullest(estate), rules))
            : Drains.rolling(estate, rules);
    return new Maintenance(window, rules, drains, true);
  }

  /** The name of the host whose VMs have the most memory. */
  public static String fullest(Estate estate) {
    Map<String, Long> bytes =
        estate.vms().stream()
            .collect(
                Collectors.groupingBy(
                    EstateVm::node, Collectors.summingLong(v -> v.vm().memory().bytes())));
    return estate.nodes().stream()
        .map(Node::name)
        .reduce((a, b) -> bytes.getOrDefault(b, 0L) > bytes.getOrDefault(a, 0L) ? b : a)
        .orElseThrow();
  }

  /** The time there is: what was stated, or the usual window. */
  public Duration window() {
    return asked.orElse(USUAL_WINDOW);
  }

  /** The time to empty the hosts one after the other, and to patch each if that is part of it. */
  public Duration total() {
    return patched
        ? Drains.total(drains, rules)
        : drains.stream().map(Drain::makespan).reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether every VM finds a place and the time suffices. */
  public boolean fits() {
    return stuck().isEmpty() && total().compareTo(window()) <= 0;
  }

  /** The names of the VMs for which no other node has room, so that their host is never empty. */
  public List<String> stuck() {
    return drains.stream().flatMap(d -> d.stuck().stream()).distinct().toList();
  }
}

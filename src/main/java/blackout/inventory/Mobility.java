package blackout.inventory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of whether a VM can leave its host.
 *
 * @param blockers what keeps it, or may keep it, from moving
 * @param otherVolumes the names of the volumes with disks of it, beside that with its files
 * @param clustered whether it is a role of the cluster, which moves it and starts it after a crash;
 *     empty if nobody stated it
 * @param path where its configuration lies; empty if nobody stated it
 */
public record Mobility(
    List<Blocker> blockers,
    List<String> otherVolumes,
    Optional<Boolean> clustered,
    Optional<String> path) {

  /** Of a VM of which nobody stated anything. */
  public static final Mobility UNKNOWN =
      new Mobility(List.of(), List.of(), Optional.empty(), Optional.empty());

  public Mobility {
    blockers = List.copyOf(blockers);
    otherVolumes = List.copyOf(otherVolumes);
  }

  /** The first blocker with one of these effects. */
  public Optional<Blocker> first(Blocker.Effect... effects) {
    return Stream.of(effects)
        .flatMap(effect -> blockers.stream().filter(b -> b.kind().effect() == effect))
        .findFirst();
  }

  /** Why it does not move live; empty if it does. */
  public Optional<String> notLive() {
    return first(Blocker.Effect.STAYS, Blocker.Effect.NOT_LIVE)
        .map(Blocker::toString)
        .or(() -> clustered.filter(c -> !c).map(c -> "no role of the cluster"));
  }

  /** Why it neither moves live nor with a saved state; empty if it does. */
  public Optional<String> stays() {
    return first(Blocker.Effect.STAYS)
        .map(Blocker::toString)
        .or(() -> clustered.filter(c -> !c).map(c -> "no role of the cluster"));
  }

  /** Why it starts on no other host after the loss of its own; empty if it does. */
  public Optional<String> bound() {
    return blockers.stream()
        .filter(b -> b.kind().isBound())
        .findFirst()
        .map(Blocker::toString)
        .or(() -> clustered.filter(c -> !c).map(c -> "no role of the cluster"));
  }
}

package blackout.plan.drain;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How hosts are emptied.
 *
 * @param atOnce how many live migrations at once
 * @param apart names of VMs of which no two may share a node
 * @param patch the time in which an empty node is patched and comes back, in a rolling drain
 * @param seed the seed of all chance
 * @param blocked what happens to VMs that cannot move live
 */
@RecordBuilder
public record DrainRules(
    Concurrency atOnce, List<Set<String>> apart, Duration patch, long seed, Blocked blocked)
    implements DrainRulesBuilder.With {

  /** The time to patch a node and start it again where none is stated: an assumption. */
  public static final Duration USUAL_PATCH = Duration.ofMinutes(20);

  public DrainRules {
    require(!patch.isNegative(), "time to patch is negative: %s", patch);
    apart = apart.stream().map(Set::copyOf).toList();
  }

  /** What the estate's platform does. */
  public static DrainRules of(Estate estate) {
    return new DrainRules(Concurrency.of(estate), List.of(), USUAL_PATCH, 1, Blocked.usual(estate));
  }
}

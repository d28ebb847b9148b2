package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.quantity.TimeText;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * How a live migration is asked for, whichever VM moves.
 *
 * @param link what memory travels over
 * @param hypervisor whose rules move it
 * @param downtimeLimit the pause asked for, more than 0; a hypervisor without such a limit ignores
 *     it
 * @param options what is switched on besides the defaults; the kernel refuses what the hypervisor
 *     does not have
 * @param seed the seed of all chance in the prediction
 */
@RecordBuilder
public record Migration(
    Link link, Hypervisor hypervisor, Duration downtimeLimit, MigrationOptions options, long seed)
    implements MigrationBuilder.With {

  /** {@link Defaults#DOWNTIME_LIMIT}. */
  public static final Duration DEFAULT_DOWNTIME_LIMIT = TimeText.parse(Defaults.DOWNTIME_LIMIT);

  /**
   * @throws IllegalArgumentException if the limit is not longer than 0
   */
  public Migration {
    require(downtimeLimit.toNanos() > 0, "downtime limit is not longer than 0: %s", downtimeLimit);
  }

  /** By the rules of a hypervisor, with nothing else said. */
  public static Migration of(Link link, Hypervisor hypervisor) {
    return new Migration(link, hypervisor, DEFAULT_DOWNTIME_LIMIT, MigrationOptions.none(), 1);
  }

  /** By the rules of {@link Defaults#HYPERVISOR}, with nothing else said. */
  public static Migration over(Link link) {
    return of(link, Hypervisors.named(Defaults.HYPERVISOR));
  }
}

package blackout.cli;

import blackout.inventory.Workload;
import blackout.plan.move.Guest;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a guest writes and what of its memory is empty, the same for one guest and for a grid. */
final class GuestOptions {

  @Option(
      names = "--pattern",
      defaultValue = "random",
      paramLabel = "PATTERN",
      description = "Order of the writes: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Workload.Pattern pattern;

  @Option(
      names = "--zero-share",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of zero pages, 0 to 1 (${DEFAULT-VALUE}).")
  private double zeroShare;

  /**
   * A guest of this kind.
   *
   * @param workingSet the memory it writes at all; the usual share if empty
   * @throws IllegalArgumentException if there can be no such guest
   */
  Guest guest(ByteCount memory, DataRate dirtyRate, Optional<ByteCount> workingSet) {
    return new Guest(memory, dirtyRate, workingSet, pattern, zeroShare);
  }
}

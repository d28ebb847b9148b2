package blackout.ingest;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rates of an estate at which nothing ever ends: mistakes in a unit, or a rate that nobody filled
 * in. All times of a plan stay countable where the memory of all VMs moves in ten years.
 */
public final class EstateTimes {

  private static final Duration LONGEST = Duration.ofDays(10 * 365);

  private EstateTimes() {}

  /**
   * The rates that cannot be meant; none if all can.
   *
   * @param source what to call the file
   */
  public static List<Problem> problems(Estate estate, String source) {
    var memory = new ByteCount(estate.vms().stream().mapToLong(vm -> bytes(vm)).sum());
    var problems = new ArrayList<Problem>();
    check(problems, source, "/storage/write_mib_s", estate.storage().write(), memory);
    check(problems, source, "/storage/read_mib_s", estate.storage().read(), memory);
    estate
        .migrationLink()
        .ifPresent(
            link ->
                check(
                    problems,
                    source,
                    link.senderLimit().isPresent()
                        ? "/live_migration/sender_limit_gbit_s"
                        : "/live_migration/line_rate_gbit_s",
                    link.link().liveRate(),
                    memory));
    return problems;
  }

  private static long bytes(EstateVm vm) {
    return vm.vm().memory().bytes();
  }

  private static void check(
      List<Problem> problems, String source, String place, DataRate rate, ByteCount memory) {
    if (!rate.moves(memory, LONGEST)) {
      problems.add(
          new Problem(
              source,
              place,
              rate.toString(),
              "a rate that moves the memory of all VMs, "
                  + Amounts.bytes(memory)
                  + ", within ten years"));
    }
  }
}

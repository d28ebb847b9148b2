package blackout.kernel.policy;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.SkipRule;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Pages whose dirty log shows what a test says: one count for each reading, none after the last.
 * The reading that switches the log on is not one of them.
 */
final class ScriptedPages implements Pages {

  /**
   * A reading of the log.
   *
   * @param pages all pages in it
   * @param waitingPages those of them that wait to be sent already
   */
  record Reading(long pages, long waitingPages) {}

  private final Transfer t;
  private final Deque<Reading> readings = new ArrayDeque<>();
  private boolean logIsOn;
  private long remaining;

  private ScriptedPages(Transfer transfer, List<Reading> readings) {
    t = transfer;
    this.readings.addAll(readings);
    remaining = t.input.pages();
  }

  /** Runs a policy over a guest of some pages, with host costs of nothing. */
  static Outcome run(Policy policy, long pages, Long... readings) {
    return run(
        policy, scenario(pages), List.of(readings).stream().map(p -> new Reading(p, 0)).toList());
  }

  static Outcome run(Policy policy, Scenario scenario, List<Reading> readings) {
    KernelInput input = KernelInput.of(scenario);
    var transfer = new Transfer(input, policy.costs(input), true, List.of());
    return policy.run(transfer, new ScriptedPages(transfer, readings));
  }

  /** An idle guest on a wire of 1000 MiB/s without a buffer. */
  static Scenario scenario(long pages) {
    var vm = new Vm("scripted", new ByteCount(pages * Vm.PAGE_BYTES), 0, Workload.idle());
    var link = new Link(DataRate.mebibytesPerSecond(1000), Optional.empty(), new ByteCount(0));
    return Scenario.of(vm, link, "textbook")
        .withCosts(HostCosts.NONE)
        .withGiveUpAfter(Duration.ofHours(1));
  }

  /** The pages sent in each round with the guest running. */
  static List<Long> liveSends(Outcome outcome) {
    return outcome.record().rounds().stream()
        .filter(r -> !r.paused())
        .map(r -> r.sent().pages())
        .toList();
  }

  /** The pages sent in the pause. */
  static long finalSend(Outcome outcome) {
    return outcome.record().rounds().stream()
        .filter(r -> r.paused())
        .mapToLong(r -> r.sent().pages())
        .sum();
  }

  @Override
  public long remaining() {
    return remaining;
  }

  @Override
  public double waitingRanges() {
    return Math.min(1, remaining);
  }

  @Override
  public long logged() {
    return readings.isEmpty() ? 0 : readings.element().pages();
  }

  @Override
  public long sync() {
    if (!logIsOn || readings.isEmpty()) {
      logIsOn = true;
      return 0;
    }
    Reading reading = readings.remove();
    long fresh = reading.pages() - reading.waitingPages();
    remaining += fresh;
    return fresh;
  }

  @Override
  public void send(double budgetBytes, double deadlineNanos) {
    t.occupy(remaining, 0, 0);
    remaining = 0;
  }

  @Override
  public void watchTouches() {}

  @Override
  public long fetchTouched() {
    return 0;
  }

  @Override
  public void rewind() {}

  @Override
  public void setSkipRule(SkipRule rule) {}

  @Override
  public void startDeltas() {}
}

package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.List;

/**
 * Cloud Hypervisor since v52 (vmm/src/lib.rs, vm-migration/src/context.rs; pull requests 7799 and
 * 7835): rounds until what the log shows fits the downtime at the bandwidth of the round before, or
 * the time-out is over.
 *
 * <p>The table that fits is kept unsent and goes out in the pause together with the last log; the
 * two are put one after the other, not merged, so a page in both is sent twice. The time-out,
 * {@code timeout_s}, is the scenario's time to give up, and is looked at between rounds only.
 *
 * @param onTimeout what happens after the time-out ({@code timeout_strategy}: cancel)
 * @see <a href="https://github.com/cloud-hypervisor/cloud-hypervisor/pull/7835">pull request
 *     7835</a>
 */
record CloudHypervisor52Policy(Timeout onTimeout) implements Policy {

  /** What happens when the time-out comes before the rule is met. */
  enum Timeout {
    /** The move fails and the guest stays. */
    CANCEL,
    /** The guest is paused and all the rest is sent. */
    IGNORE
  }

  CloudHypervisor52Policy() {
    this(Timeout.CANCEL);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        Hypervisor.of("cloud-hypervisor-52", "cloud-hypervisor"),
        "ascending ranges",
        "all sent",
        "at the sync (read and clear)",
        "dirty bytes / bandwidth <= downtime limit, or the time-out",
        "the table that fitted plus the last log, common pages twice",
        "sent whole",
        "the round before",
        "none",
        "Cloud Hypervisor v52, vmm/src/lib.rs, vm-migration/src/context.rs",
        List.of("reading the log takes the longer, the more pages are dirty"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return CloudHypervisorStream.costs(input);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.WIRE);
    double limitMillis = t.input.downtimeLimitMillis();
    var balance = new Balance(t, pages);
    boolean late = false;
    boolean fits = false;
    while (!fits && !late) {
      double sentBefore = t.sentBytes();
      double start = t.nowNanos();
      CloudHypervisorStream.send(run, t, pages, Transfer.NO_LIMIT);
      double bytesPerSecond = (t.sentBytes() - sentBefore) / (t.nowNanos() - start) * 1e9;
      long dirty = CloudHypervisorStream.readLog(run, t, pages);
      run.endRound(dirty, bytesPerSecond * limitMillis / 1000, bytesPerSecond);
      fits = fits(pages.remainingBytes(), bytesPerSecond, limitMillis);
      double fitting = bytesPerSecond * limitMillis / 1000;
      if (balance.cannotEnd((pages.remainingBytes() - fitting) / KernelInput.PAGE_BYTES)) {
        run.passRounds(balance.roundsAhead());
      }
      late = run.givenUp();
      if (late && !fits && onTimeout == Timeout.CANCEL) {
        return run.aborted();
      }
    }
    CloudHypervisorStream.finalCopy(run, t, pages);
    return run.resume(
        fits,
        fits ? "what was dirty fitted the pause after " + run.rounds() : "the time-out was over");
  }

  /** Whether a table can be kept for the pause; an empty one always. */
  static boolean fits(double tableBytes, double bytesPerSecond, double limitMillis) {
    return tableBytes == 0
        || CloudHypervisorStream.estimatedDowntimeMillis(tableBytes, bytesPerSecond) <= limitMillis;
  }
}

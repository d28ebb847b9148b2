package blackout.kernel.policy;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.kernel.policy.PreCopyRun.PauseRate;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * VMware vMotion since vSphere 5: rounds without a limit until what is left fits the switchover
 * goal; a guest that dirties faster than the link carries is slowed ("stun during page send", which
 * in 5.0 replaced the quick resume of 4.1).
 *
 * <p>The goal is public; how much the guest is slowed is not. Assumed here: after a round that left
 * nearly as much dirty as it sent, the guest's processors get so much less time that the next round
 * leaves less. A round that left the progress share changes nothing, one that left everything is to
 * be followed by one that leaves the target share, and in between it lies in between, so that a
 * slightly slower link never slows the guest by a leap. What the guest writes is judged by the
 * pages left clean, {@code 1 - exp(-x)} of them dirty after x writes a page, as random writes do;
 * this repeats until it works. Also assumed: page header, zero pages sent whole, and that a limit
 * on the rate is one of the network (traffic shaping) and holds in the pause too.
 *
 * @param switchoverGoal the pause that the rest must fit (0.5 s: VMware KB 436882); the scenario's
 *     downtime limit is not used
 * @param progressRatio a round that leaves at least this share of what it sent slows the guest, 0
 *     to 1; an assumption
 * @param targetRatio the share that the next round is to leave after one that left everything, more
 *     than 0, less than {@code progressRatio}; an assumption
 * @param leastRunRatio the share of time that the guest always keeps, more than 0; an assumption
 * @param headerBytes what goes with each page (B); an assumption
 */
record VMotionPolicy(
    Duration switchoverGoal,
    double progressRatio,
    double targetRatio,
    double leastRunRatio,
    int headerBytes)
    implements Policy {

  /**
   * vMotion: 4 on a host's network of 1 Gbit/s, 8 on one of 10 Gbit/s; between the two and above
   * them the same numbers, an assumption. No more than 8 use a host in any case. A datastore's
   * limit of 128 is left out.
   *
   * @see <a
   *     href="https://docs.vmware.com/en/VMware-vSphere/6.7/com.vmware.vsphere.vcenterhost.doc/GUID-25EA5833-03B5-4EDD-A167-87578B8009B3.html">Limits
   *     on simultaneous migrations, vSphere 6.7, vCenter Server and Host Management</a>
   */
  private static final Hypervisor.Slots SLOTS =
      new Hypervisor.Slots(
          4,
          8,
          "vSphere 6.7, vCenter Server and Host Management, limits on simultaneous migrations");

  private static final Hypervisor HYPERVISOR =
      Hypervisor.of("vmotion", "esxi", "vsphere", "vsphere-7", "vsphere-8", "vmware")
          .withSlots(Optional.of(SLOTS))
          .withCompared(true);

  VMotionPolicy {
    require(
        targetRatio > 0 && targetRatio < progressRatio && progressRatio <= 1,
        "target %s and progress %s are not in this order in 0..1",
        targetRatio,
        progressRatio);
    require(
        leastRunRatio > 0 && leastRunRatio <= 1,
        "least share of running time is not in 0..1: %s",
        leastRunRatio);
  }

  VMotionPolicy() {
    this(Duration.ofMillis(500), 0.9, 0.5, 0.01, 8);
  }

  @Override
  public HypervisorProfile rules() {
    return new HypervisorProfile(
        HYPERVISOR,
        "ascending",
        "all sent",
        "at the sync",
        "dirty pages fit " + switchoverGoal.toMillis() + " ms",
        "dirty pages",
        "sent whole",
        "the payload rate itself",
        "stun during page send, on",
        "VMware KB 436882",
        List.of(
            "pages are sent in ascending order",
            "a page counts as written again once the log is read",
            "when and how far stun during page send slows the guest",
            "the header of a page",
            "zero pages are sent whole"));
  }

  @Override
  public PageCosts costs(KernelInput input) {
    return PageCosts.whole(input, headerBytes);
  }

  @Override
  public Outcome run(Transfer t, Pages pages) {
    var run = PreCopyRun.begin(t, pages, PauseRate.LIVE);
    double goalBytes = run.liveBytesPerSecond() * switchoverGoal.toNanos() / 1e9;
    double runRatio = 1;
    var balance = new Balance(t, pages);
    boolean fits = false;
    while (!fits) {
      long toSend = pages.remaining();
      run.send();
      if (run.givenUp()) {
        return run.aborted();
      }
      long dirty = run.readLog();
      fits = dirty * t.costs.rawBytes() <= goalBytes;
      if (!fits && dirty >= progressRatio * toSend) {
        runRatio = Math.max(leastRunRatio, runRatio * slowerBy((double) dirty, (double) toSend));
        run.throttle(1 - runRatio);
      }
      run.endRound(dirty, goalBytes, run.liveBytesPerSecond());
      if (balance.cannotEnd(dirty - goalBytes / t.costs.rawBytes())) {
        run.passRounds(balance.roundsAhead());
        return run.aborted();
      }
    }
    run.pause();
    pages.sendAll();
    return run.resume(true, "what was left fitted the goal after " + run.rounds());
  }

  /**
   * The share of its speed that the guest keeps.
   *
   * @param dirty the pages that a round left, at least the progress share of what it sent
   */
  private double slowerBy(double dirty, double sent) {
    double left = Math.min(1, dirty / sent);
    double over = progressRatio == 1 ? 0 : (left - progressRatio) / (1 - progressRatio);
    double wanted = progressRatio + over * (targetRatio - progressRatio);
    double written = Math.log((sent + 1) / (sent * (1 - left) + 1)); // a page at least is clean
    double next = written * dirty / sent; // the next round takes as much longer as it has more
    return Math.min(1, -Math.log1p(-wanted) / next);
  }
}

package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Optional;

/**
 * What an administrator can switch on besides the hypervisor's defaults. A hypervisor that does not
 * know an option ignores it.
 *
 * @param autoConverge whether the guest's processors are throttled while it dirties too fast
 * @param switchoverBandwidth the bandwidth by which the sender judges what fits into the downtime
 *     limit, instead of what it measured; empty to use the measured one
 * @param postCopy when to switch to post-copy, if at all
 * @param deltaBytes the mean size of a page encoded against its earlier content (XBZRLE); empty
 *     without delta compression
 * @param compressedRatio the compressed size of a page's content as a share of its size, more than
 *     0, at most 1; 1 without compression
 * @param compressionRate the memory that the compressing threads take in per second; empty for no
 *     limit
 * @param multifd whether pages travel in packets over several streams
 * @param rearm when a page that was read begins to report writes again
 */
public record MigrationOptions(
    boolean autoConverge,
    Optional<DataRate> switchoverBandwidth,
    Optional<PostCopy> postCopy,
    Optional<Integer> deltaBytes,
    double compressedRatio,
    Optional<DataRate> compressionRate,
    boolean multifd,
    Rearm rearm) {

  /** When a page begins to report writes again after its dirty bit was read. */
  public enum Rearm {
    /** As the hypervisor does by default. */
    DEFAULT,
    /**
     * At the sync itself: QEMU under TCG or with the dirty ring, and KVM without manual dirty-log
     * protection.
     */
    AT_SYNC,
    /** When the first page of its 1 GiB chunk is sent: KVM's default. */
    PER_CHUNK
  }

  /**
   * A switch to post-copy.
   *
   * @param afterTime the time from the start after which the switch is asked for; empty to go by
   *     rounds alone
   * @param afterRounds the full rounds after which the switch is asked for; empty to go by time
   *     alone
   * @param roundTrip the round trip of one page fault over the link
   */
  public record PostCopy(
      Optional<Duration> afterTime, Optional<Integer> afterRounds, Duration roundTrip) {
    public PostCopy {
      require(
          afterTime.isPresent() || afterRounds.isPresent(),
          "post-copy needs a time or a number of rounds to switch after");
      require(
          afterRounds.orElse(1) >= 1,
          "post-copy after %s rounds; at least 1 expected",
          afterRounds.orElse(1));
      require(!roundTrip.isNegative(), "round trip is negative: %s", roundTrip);
    }
  }

  public MigrationOptions {
    require(
        compressedRatio > 0 && compressedRatio <= 1,
        "compressed share of a page is not in 0..1: %s",
        compressedRatio);
    require(
        deltaBytes.orElse(0) >= 0 && deltaBytes.orElse(0) <= 4096,
        "mean delta is not in 0..4096 B: %s",
        deltaBytes.orElse(0));
    require(
        switchoverBandwidth.isEmpty() || switchoverBandwidth.get().bytesPerSecond() > 0,
        "switchover bandwidth is 0; leave it out to use the measured one");
    require(
        compressionRate.isEmpty() || compressionRate.get().bytesPerSecond() > 0,
        "compression rate is 0; nothing would move");
  }

  /** Nothing switched on. */
  public static MigrationOptions none() {
    return new MigrationOptions(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        false,
        Rearm.DEFAULT);
  }

  public MigrationOptions withAutoConverge(boolean on) {
    return new MigrationOptions(
        on,
        switchoverBandwidth,
        postCopy,
        deltaBytes,
        compressedRatio,
        compressionRate,
        multifd,
        rearm);
  }

  public MigrationOptions withSwitchoverBandwidth(DataRate rate) {
    return new MigrationOptions(
        autoConverge,
        Optional.of(rate),
        postCopy,
        deltaBytes,
        compressedRatio,
        compressionRate,
        multifd,
        rearm);
  }

  public MigrationOptions withPostCopy(PostCopy switchRule) {
    return new MigrationOptions(
        autoConverge,
        switchoverBandwidth,
        Optional.of(switchRule),
        deltaBytes,
        compressedRatio,
        compressionRate,
        multifd,
        rearm);
  }

  public MigrationOptions withDelta(int meanDeltaBytes) {
    return new MigrationOptions(
        autoConverge,
        switchoverBandwidth,
        postCopy,
        Optional.of(meanDeltaBytes),
        compressedRatio,
        compressionRate,
        multifd,
        rearm);
  }

  public MigrationOptions withCompression(double ratio, DataRate rate) {
    return new MigrationOptions(
        autoConverge,
        switchoverBandwidth,
        postCopy,
        deltaBytes,
        ratio,
        Optional.of(rate),
        multifd,
        rearm);
  }

  public MigrationOptions withMultifd(boolean on) {
    return new MigrationOptions(
        autoConverge,
        switchoverBandwidth,
        postCopy,
        deltaBytes,
        compressedRatio,
        compressionRate,
        on,
        rearm);
  }

  public MigrationOptions withRearm(Rearm when) {
    return new MigrationOptions(
        autoConverge,
        switchoverBandwidth,
        postCopy,
        deltaBytes,
        compressedRatio,
        compressionRate,
        multifd,
        when);
  }
}

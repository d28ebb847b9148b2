package blackout.estimate;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * One division: how long an amount takes over a link. It knows no dirtying and says nothing of the
 * downtime.
 *
 * <p>Several cloud simulators stop here, with a share of the target's bandwidth: CloudSim 7G and
 * CloudSimSDN 1/2, DCSim 1/4, CloudSim Plus a setting that starts at 1/2 (read in their sources).
 *
 * @param amount what is sent
 * @param bandwidth the payload rate of the link, more than 0
 * @param bandwidthRatio the share of it that the move gets, more than 0, at most 1
 */
public record RamOverBandwidth(ByteCount amount, DataRate bandwidth, double bandwidthRatio) {

  /** The share of CloudSim 7G and CloudSimSDN, and the first setting of CloudSim Plus. */
  public static final double CLOUDSIM_RATIO = 0.5;

  /**
   * @throws IllegalArgumentException if there is no bandwidth or the share is out of range
   */
  public RamOverBandwidth {
    RoundLoop.requireBandwidth(bandwidth);
    require(
        bandwidthRatio > 0 && bandwidthRatio <= 1,
        "share of the bandwidth is not in 0..1: %s",
        bandwidthRatio);
  }

  /** The whole link. */
  public static RamOverBandwidth of(ByteCount amount, DataRate bandwidth) {
    return new RamOverBandwidth(amount, bandwidth, 1);
  }

  public Duration total() {
    return bandwidth.times(bandwidthRatio).timeFor(amount);
  }
}

package blackout.ingest;

import blackout.inventory.DeltaCompression;
import blackout.inventory.MigrationLink;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.inventory.Throttling;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How live migrations travel, as an estate file says it. */
record MigrationLinkDoc(
    String network,
    DataRate lineRateGbitS,
    BigDecimal payloadRatio,
    Optional<DataRate> senderLimitGbitS,
    Optional<Integer> simultaneous,
    Optional<Integer> smbLimitFactor,
    Optional<Duration> downtimeLimitMs,
    Optional<Options> options,
    Optional<HostProfileDoc> hostProfile,
    Optional<BigDecimal> mostSlowdownRatio) {

  static MigrationLinkDoc of(MigrationLink link) {
    return new MigrationLinkDoc(
        link.network(),
        link.lineRate(),
        Json.plain(link.payloadRatio()),
        link.senderLimit(),
        link.simultaneous(),
        link.smbLimitFactor(),
        link.downtimeLimit(),
        Optional.of(link.options()).filter(o -> !o.given().isEmpty()).map(Options::of),
        link.hosts().map(HostProfileDoc::of),
        link.mostSlowdown().map(Json::plain));
  }

  /**
   * How they travel.
   *
   * @throws IllegalArgumentException if the options do not fit together
   */
  MigrationLink link() {
    return new MigrationLink(
        network,
        lineRateGbitS,
        payloadRatio.doubleValue(),
        senderLimitGbitS,
        simultaneous,
        smbLimitFactor,
        downtimeLimitMs,
        options.map(Options::options).orElse(MigrationOptions.none()),
        hostProfile.map(HostProfileDoc::numbers),
        mostSlowdownRatio.map(BigDecimal::doubleValue));
  }

  /** What is switched on at the hypervisor; what is left out is as usual there. */
  record Options(
      Optional<Boolean> autoConverge,
      Optional<Integer> throttleInitialPercent,
      Optional<Integer> throttleIncrementPercent,
      Optional<Integer> throttleMostPercent,
      Optional<Integer> throttleTriggerPercent,
      Optional<DataRate> switchoverBandwidthGbitS,
      Optional<Boolean> multifd,
      Optional<Long> xbzrleMeanB,
      Optional<ByteCount> xbzrleCacheMib,
      Optional<BigDecimal> compressedRatio,
      Optional<DataRate> compressionMibS,
      Optional<Duration> postCopyAfterMs,
      Optional<Integer> postCopyAfterRounds,
      Optional<Long> roundTripUs,
      Optional<Rearm> rearm,
      Optional<Integer> multifdChannels,
      Optional<ZeroPages> zeroPageDetection) {

    static Options of(MigrationOptions all) {
      return new Options(
          all.autoConverge().map(t -> true),
          percent(all, Throttling::initialPercent),
          percent(all, Throttling::incrementPercent),
          percent(all, Throttling::mostPercent),
          percent(all, Throttling::triggerPercent),
          all.switchoverBandwidth(),
          Optional.of(all.multifd()).filter(on -> on),
          all.delta().map(DeltaCompression::meanBytes),
          all.delta()
              .map(DeltaCompression::cache)
              .filter(c -> !c.equals(DeltaCompression.DEFAULT_CACHE)),
          Optional.of(all.compressedRatio())
              .filter(ratio -> ratio < 1 || all.compressionRate().isPresent())
              .map(Json::plain),
          all.compressionRate(),
          all.postCopy().flatMap(PostCopy::afterTime),
          all.postCopy().flatMap(PostCopy::afterRounds),
          all.postCopy()
              .map(PostCopy::roundTrip)
              .filter(time -> !time.equals(PostCopy.ASSUMED_ROUND_TRIP))
              .map(time -> time.toNanos() / 1000),
          Optional.of(all.rearm()).filter(when -> when != Rearm.DEFAULT),
          Optional.of(all.multifdChannels()).filter(n -> n != MigrationOptions.USUAL_CHANNELS),
          Optional.of(all.zeroPages()).filter(where -> where != ZeroPages.DEFAULT));
    }

    private static Optional<Integer> percent(MigrationOptions all, ToIntFunction<Throttling> of) {
      return all.autoConverge()
          .map(of::applyAsInt)
          .filter(percent -> percent != of.applyAsInt(Throttling.DEFAULT));
    }

    MigrationOptions options() {
      Throttling usual = Throttling.DEFAULT;
      return new MigrationOptions(
          autoConverge.map(
              on ->
                  new Throttling(
                      throttleInitialPercent.orElse(usual.initialPercent()),
                      throttleIncrementPercent.orElse(usual.incrementPercent()),
                      throttleMostPercent.orElse(usual.mostPercent()),
                      throttleTriggerPercent.orElse(usual.triggerPercent()))),
          switchoverBandwidthGbitS,
          postCopyAfterMs.isEmpty() && postCopyAfterRounds.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new PostCopy(
                      postCopyAfterMs,
                      postCopyAfterRounds,
                      roundTripUs
                          .map(us -> Duration.ofNanos(us * 1000))
                          .orElse(PostCopy.ASSUMED_ROUND_TRIP))),
          xbzrleMeanB.map(
              bytes ->
                  new DeltaCompression(
                      bytes, xbzrleCacheMib.orElse(DeltaCompression.DEFAULT_CACHE))),
          compressedRatio.map(BigDecimal::doubleValue).orElse(1.0),
          compressionMibS,
          multifd.orElse(false),
          rearm.orElse(Rearm.DEFAULT),
          multifdChannels.orElse(MigrationOptions.USUAL_CHANNELS),
          zeroPageDetection.orElse(ZeroPages.DEFAULT));
    }
  }
}

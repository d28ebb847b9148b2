package blackout.cli;

import static blackout.quantity.Require.require;

import blackout.calibrate.HostChoice;
import blackout.inventory.DeltaCompression;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.inventory.Throttling;
import blackout.plan.move.Question;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an administrator can switch on at the hypervisor for a live migration. */
final class LiveOptions {

  @Option(
      names = "--max-bandwidth",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "All hypervisors: bandwidth limit during pre-copy (no limit).")
  private Optional<DataRate> maxBandwidth = Optional.empty();

  @Option(
      names = "--switchover-bandwidth",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Bandwidth assumed for the switchover (the measured one).")
  private Optional<DataRate> switchoverBandwidth = Optional.empty();

  @Option(names = "--auto-converge", description = "Throttle the guest while it dirties too fast.")
  private boolean autoConverge;

  @Option(
      names = "--throttle-initial",
      paramLabel = "PERCENT",
      description = "First throttle step of auto-converge (20).")
  private Optional<Integer> throttleInitial = Optional.empty();

  @Option(
      names = "--throttle-increment",
      paramLabel = "PERCENT",
      description = "Further steps of auto-converge (10).")
  private Optional<Integer> throttleIncrement = Optional.empty();

  @Option(names = "--throttle-most", paramLabel = "PERCENT", description = "Highest throttle (99).")
  private Optional<Integer> throttleMost = Optional.empty();

  @Option(
      names = "--throttle-trigger",
      paramLabel = "PERCENT",
      description = "Throttle where a period dirties more than this share of what it sent (50).")
  private Optional<Integer> throttleTrigger = Optional.empty();

  @Option(names = "--multifd", description = "Send pages in packets over two streams.")
  private boolean multifd;

  @Option(
      names = "--multifd-channels",
      paramLabel = "NUMBER",
      description = "The streams of --multifd (2).")
  private Optional<Integer> multifdChannels = Optional.empty();

  @Option(
      names = "--zero-page-detection",
      paramLabel = "WHERE",
      defaultValue = "usual",
      description =
          "QEMU from 9.0 on: who looks for zero pages; with none they are sent whole:"
              + " ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ZeroPages zeroPages;

  @Option(
      names = "--xbzrle",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "Send a page that was sent before as a delta of this mean size, such as 400B.")
  private Optional<ByteCount> delta = Optional.empty();

  @Option(
      names = "--xbzrle-cache",
      paramLabel = "SIZE",
      converter = Quantities.Bytes.class,
      description = "Cache of XBZRLE, a power of two (64MiB).")
  private Optional<ByteCount> deltaCache = Optional.empty();

  @Option(
      names = "--compressed",
      paramLabel = "SHARE",
      description = "Size of a compressed page, 0 to 1 (the hypervisor's default).")
  private Optional<Double> compressed = Optional.empty();

  @Option(
      names = "--compression-rate",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "Compression throughput (no limit).")
  private Optional<DataRate> compressionRate = Optional.empty();

  @Option(
      names = "--post-copy-after",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Switch to post-copy after this time.")
  private Optional<Duration> postCopyAfter = Optional.empty();

  @Option(
      names = "--post-copy-after-rounds",
      paramLabel = "COUNT",
      description = "Switch to post-copy after this many rounds.")
  private Optional<Integer> postCopyAfterRounds = Optional.empty();

  @Option(
      names = "--round-trip",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Round trip of a page fault in post-copy (200us).")
  private Optional<Duration> roundTrip = Optional.empty();

  @Option(
      names = "--rearm",
      paramLabel = "WHEN",
      defaultValue = "usual",
      description =
          "When a page reports writes again: at the sync (TCG, dirty ring), or when its chunk"
              + " of 1 GiB is sent (KVM): ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Rearm rearm;

  @Mixin private HostOptions host = new HostOptions();

  /**
   * The question with these switched on.
   *
   * @throws IllegalArgumentException if a value is out of its range, or needs an option that is not
   *     given
   */
  Question on(Question question) {
    return question
        .withHost(host())
        .withLink(question.link().withSenderLimit(maxBandwidth))
        .withOptions(options());
  }

  /** The hosts. */
  HostChoice host() {
    return host.choice();
  }

  /**
   * What is switched on.
   *
   * @throws IllegalArgumentException as {@link #on}
   */
  MigrationOptions options() {
    return new MigrationOptions(
        throttling(),
        switchoverBandwidth,
        postCopy(),
        xbzrle(),
        share(),
        compressionRate,
        multifd,
        rearm,
        channels(),
        zeroPages);
  }

  Optional<DataRate> maxBandwidth() {
    return maxBandwidth;
  }

  private int channels() {
    needs(multifdChannels, "--multifd-channels", multifd, "--multifd");
    return multifdChannels.orElse(MigrationOptions.USUAL_CHANNELS);
  }

  private double share() {
    needs(compressionRate, "--compression-rate", compressed.isPresent(), "--compressed");
    require(
        compressed.isEmpty() || compressed.get() < 1,
        "--compressed is not a share between 0 and 1: %s",
        compressed.orElse(1.0));
    return compressed.orElse(1.0);
  }

  private Optional<Throttling> throttling() {
    needs(throttleInitial, "--throttle-initial", autoConverge, "--auto-converge");
    needs(throttleIncrement, "--throttle-increment", autoConverge, "--auto-converge");
    needs(throttleMost, "--throttle-most", autoConverge, "--auto-converge");
    needs(throttleTrigger, "--throttle-trigger", autoConverge, "--auto-converge");
    Throttling usual = Throttling.DEFAULT;
    return autoConverge
        ? Optional.of(
            new Throttling(
                throttleInitial.orElse(usual.initialPercent()),
                throttleIncrement.orElse(usual.incrementPercent()),
                throttleMost.orElse(usual.mostPercent()),
                throttleTrigger.orElse(usual.triggerPercent())))
        : Optional.empty();
  }

  private Optional<PostCopy> postCopy() {
    boolean asked = postCopyAfter.isPresent() || postCopyAfterRounds.isPresent();
    needs(roundTrip, "--round-trip", asked, "--post-copy-after or --post-copy-after-rounds");
    return asked
        ? Optional.of(
            new PostCopy(
                postCopyAfter, postCopyAfterRounds, roundTrip.orElse(PostCopy.ASSUMED_ROUND_TRIP)))
        : Optional.empty();
  }

  private Optional<DeltaCompression> xbzrle() {
    needs(deltaCache, "--xbzrle-cache", delta.isPresent(), "--xbzrle");
    return delta.map(
        size ->
            new DeltaCompression(size.bytes(), deltaCache.orElse(DeltaCompression.DEFAULT_CACHE)));
  }

  private static void needs(Optional<?> value, String name, boolean given, String other) {
    require(value.isEmpty() || given, "%s has no effect without %s", name, other);
  }
}

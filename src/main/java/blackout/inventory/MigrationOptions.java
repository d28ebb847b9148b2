package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import blackout.quantity.Labelled;
import blackout.quantity.Text;
import blackout.quantity.TimeText;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an administrator can switch on besides the hypervisor's defaults. A hypervisor that does not
 * have an option refuses it.
 *
 * @param autoConverge how the guest's processors are throttled while it dirties too fast; empty if
 *     they are not
 * @param switchoverBandwidth the bandwidth by which the sender judges what fits into the downtime
 *     limit, instead of what it measured; empty to use the measured one
 * @param postCopy when to switch to post-copy, if at all
 * @param delta XBZRLE; empty without
 * @param compressedRatio the compressed size of a page's content as a share of its size, more than
 *     0, at most 1; 1 without compression
 * @param compressionRate the memory that the compressing threads take in per second; empty for no
 *     limit
 * @param multifd whether pages travel in packets over several streams
 * @param rearm when a page that was read begins to report writes again
 * @param multifdChannels the streams of multifd, 1 to 255; 2 by default
 * @param zeroPages how zero pages are looked for
 */
@RecordBuilder
public record MigrationOptions(
    Optional<Throttling> autoConverge,
    Optional<DataRate> switchoverBandwidth,
    Optional<PostCopy> postCopy,
    Optional<DeltaCompression> delta,
    double compressedRatio,
    Optional<DataRate> compressionRate,
    boolean multifd,
    Rearm rearm,
    int multifdChannels,
    ZeroPages zeroPages)
    implements MigrationOptionsBuilder.With {

  /** What can be switched on, by the name that messages use. */
  public enum Option {
    AUTO_CONVERGE("auto-converge"),
    SWITCHOVER_BANDWIDTH("switchover bandwidth"),
    POST_COPY("post-copy"),
    DELTA("XBZRLE"),
    COMPRESSION("compression"),
    MULTIFD("multifd"),
    REARM("re-arm rule"),
    ZERO_PAGES("zero-page detection");

    private final String words;

    Option(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** QEMU's default of {@code multifd-channels} (migration/options.c). */
  public static final int USUAL_CHANNELS = 2;

  private static final int MOST_CHANNELS = 255;

  /** QEMU's {@code zero-page-detection}, since 9.0. */
  public enum ZeroPages implements Labelled {
    /** As the hypervisor does by default. */
    DEFAULT("usual"),
    /** By the sender itself, also with multifd. */
    LEGACY("legacy"),
    /** Not at all: they are sent whole. */
    NONE("none");

    private final String label;

    ZeroPages(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    /** The label, as people write it. */
    @Override
    public String toString() {
      return label;
    }
  }

  /** When a page begins to report writes again after its dirty bit was read. */
  public enum Rearm implements Labelled {
    /** As the hypervisor does by default. */
    DEFAULT("usual"),
    /**
     * At the sync itself: QEMU under TCG or with the dirty ring, and KVM without manual dirty-log
     * protection.
     */
    AT_SYNC("sync"),
    /** When the first page of its 1 GiB chunk is sent: KVM's default. */
    PER_CHUNK("chunk");

    private final String label;

    Rearm(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public String toString() {
      return label;
    }
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

    /** The round trip where nobody says: an assumption for one switch in between. */
    public static final Duration ASSUMED_ROUND_TRIP = Duration.ofNanos(200_000);

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

    private String words() {
      return Stream.concat(
              afterTime.map(TimeText::print).stream(),
              afterRounds.map(count -> Text.count(count, "round")).stream())
          .collect(Collectors.joining(" or "));
    }
  }

  public MigrationOptions {
    require(
        compressedRatio > 0 && compressedRatio <= 1,
        "compressed share of a page is not in 0..1: %s",
        compressedRatio);
    require(
        switchoverBandwidth.isEmpty() || switchoverBandwidth.get().bytesPerSecond() > 0,
        "switchover bandwidth is 0; leave it out to use the measured one");
    require(
        compressionRate.isEmpty() || compressionRate.get().bytesPerSecond() > 0,
        "compression rate is 0; nothing would move");
    require(
        multifdChannels >= 1 && multifdChannels <= MOST_CHANNELS,
        "multifd channels are not in 1..%s: %s",
        MOST_CHANNELS,
        multifdChannels);
  }

  /** Nothing switched on. */
  public static MigrationOptions none() {
    return new MigrationOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        false,
        Rearm.DEFAULT,
        USUAL_CHANNELS,
        ZeroPages.DEFAULT);
  }

  /** What is switched on. */
  public Set<Option> given() {
    var given = EnumSet.noneOf(Option.class);
    add(given, Option.AUTO_CONVERGE, autoConverge.isPresent());
    add(given, Option.SWITCHOVER_BANDWIDTH, switchoverBandwidth.isPresent());
    add(given, Option.POST_COPY, postCopy.isPresent());
    add(given, Option.DELTA, delta.isPresent());
    add(given, Option.COMPRESSION, compressedRatio < 1 || compressionRate.isPresent());
    add(given, Option.MULTIFD, multifd);
    add(given, Option.REARM, rearm != Rearm.DEFAULT);
    add(given, Option.ZERO_PAGES, zeroPages != ZeroPages.DEFAULT);
    return Collections.unmodifiableSet(given);
  }

  /** What is switched on, with its numbers, in the order of {@link Option}. */
  public List<String> words() {
    return given().stream().map(this::words).toList();
  }

  private String words(Option option) {
    return switch (option) {
      case AUTO_CONVERGE -> option.words() + autoConverge.orElseThrow().words();
      case SWITCHOVER_BANDWIDTH -> option.words() + " " + switchoverBandwidth.orElseThrow();
      case POST_COPY -> option.words() + " after " + postCopy.orElseThrow().words();
      case DELTA -> option.words() + delta.orElseThrow().words();
      case COMPRESSION ->
          "compressed to " + compressedRatio + compressionRate.map(r -> " at " + r).orElse("");
      case MULTIFD ->
          option.words()
              + (multifdChannels == USUAL_CHANNELS ? "" : " of " + multifdChannels + " channels");
      case ZERO_PAGES -> option.words() + " " + zeroPages.label();
      case REARM -> rearm == Rearm.AT_SYNC ? "re-armed at the sync" : "re-armed by chunk";
    };
  }

  private static void add(Set<Option> given, Option option, boolean on) {
    if (on) {
      given.add(option);
    }
  }

  /** With QEMU's default steps. */
  public MigrationOptions withAutoConverge(boolean on) {
    return withAutoConverge(on ? Optional.of(Throttling.DEFAULT) : Optional.empty());
  }

  public MigrationOptions withSwitchoverBandwidth(DataRate rate) {
    return withSwitchoverBandwidth(Optional.of(rate));
  }

  public MigrationOptions withPostCopy(PostCopy switchRule) {
    return withPostCopy(Optional.of(switchRule));
  }

  /** With QEMU's default cache. */
  public MigrationOptions withDelta(int meanDeltaBytes) {
    return withDelta(new DeltaCompression(meanDeltaBytes, DeltaCompression.DEFAULT_CACHE));
  }

  public MigrationOptions withDelta(DeltaCompression xbzrle) {
    return withDelta(Optional.of(xbzrle));
  }

  public MigrationOptions withCompression(double ratio, DataRate rate) {
    return withCompressedRatio(ratio).withCompressionRate(Optional.of(rate));
  }
}

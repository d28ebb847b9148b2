package blackout.ingest;

import blackout.inventory.DeltaCompression;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.inventory.Workload.Region;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What was switched on in a measured run, and what its guest was measured to do, of a line that its
 * schema has accepted.
 */
final class MeasuredOptions {

  /** What XBZRLE makes of a page in which one word was written: measured (B). */
  private static final int WORD_DELTA = 4;

  private MeasuredOptions() {}

  /** Capabilities and parameters by QEMU's names; what changes no prediction is left out. */
  static MigrationOptions of(Section row) {
    var on = new HashSet<String>();
    row.json().path("options").forEach(option -> on.add(option.asText()));
    JsonNode params = row.json().path("params");
    MigrationOptions options =
        MigrationOptions.none()
            .withAutoConverge(
                on.contains("auto-converge") || row.flag("auto_converge").orElse(false))
            .withMultifd(on.contains("multifd"))
            .withMultifdChannels(
                params.path("multifd-channels").asInt(MigrationOptions.USUAL_CHANNELS))
            .withZeroPages(
                switch (params.path("zero-page-detection").asText()) {
                  case "none" -> ZeroPages.NONE;
                  case "legacy" -> ZeroPages.LEGACY;
                  default -> ZeroPages.DEFAULT;
                });
    if (on.contains("xbzrle")) {
      long cache = params.path("xbzrle-cache-size").asLong(DeltaCompression.DEFAULT_CACHE.bytes());
      options = options.withDelta(new DeltaCompression(WORD_DELTA, new ByteCount(cache)));
    }
    double told = params.path("avail-switchover-bandwidth").asDouble();
    if (told > 0) {
      options = options.withSwitchoverBandwidth(new DataRate(told));
    }
    Optional<Double> after = row.optionalNumber("post_copy_after_ms");
    if (on.contains("postcopy-ram") && after.isPresent()) {
      Duration time = Duration.ofNanos(Math.round(after.get() * 1e6));
      options =
          options.withPostCopy(
              new PostCopy(Optional.of(time), Optional.empty(), PostCopy.ASSUMED_ROUND_TRIP));
    }
    return options;
  }

  /**
   * The regions at the pace that was measured during the move, over all of them or one by one;
   * where none was, at the pace that the guest was told.
   */
  static List<Region> atMeasuredPace(List<Region> told, Section row) {
    JsonNode measured = row.json().path("guest_writes_per_second");
    double sum = told.stream().mapToDouble(Region::writesPerSecond).sum();
    double pace = measured.asDouble() > 0 && sum > 0 ? measured.asDouble() / sum : 1;
    var writes = new ArrayList<Region>();
    for (int i = 0; i < told.size(); i++) {
      Region region = told.get(i);
      double usual = region.writesPerSecond() * pace;
      double rate = measured.isArray() ? measured.path(i).asDouble(usual) : usual;
      writes.add(new Region(region.pattern(), region.pages(), rate));
    }
    return writes;
  }
}

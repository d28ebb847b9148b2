package blackout.ingest.format;

import blackout.calibrate.Observation.Method;
import java.util.Optional;

/** How QEMU and libvirt call the ways of measuring a dirty rate. */
final class DirtyRates {

  private DirtyRates() {}

  /** The method of a mode; page sampling, the default, where none or an unknown one is named. */
  static Method method(Reading reading, Optional<String> mode, String place) {
    String text = mode.orElse("page-sampling");
    return switch (text) {
      case "dirty-bitmap" -> Method.DIRTY_BITMAP;
      case "dirty-ring" -> Method.DIRTY_RING;
      default -> {
        if (!text.equals("page-sampling")) {
          reading.problem(
              place, text, "page-sampling, dirty-bitmap or dirty-ring; page-sampling assumed");
        }
        yield Method.PAGE_SAMPLING;
      }
    };
  }
}

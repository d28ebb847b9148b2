package blackout.calibrate;

import blackout.quantity.Amounts;
import java.util.List;
import java.util.Optional;

/** What of each migration that was read is in the fits, and what else there is to say of them. */
final class AttemptNotes {

  private AttemptNotes() {}

  /** Every migration, in the order of the sources. */
  static List<CalibratedVm.MigrationUse> attempts(
      List<ObservedMigration> migrations, Optional<ObservedMigration> finished) {
    return migrations.stream()
        .map(each -> new CalibratedVm.MigrationUse(each, ended(each), use(each, finished)))
        .toList();
  }

  /** That the passes ran at a limit of the sender, if they did. */
  static List<String> notes(Optional<WatchedStream> stream) {
    return stream
        .flatMap(WatchedStream::limited)
        .map(
            how ->
                "the passes ran at a limit of "
                    + Amounts.linkRate(stream.flatMap(s -> s.link().senderLimit()).orElseThrow())
                    + ", not at the wire's rate: "
                    + how)
        .stream()
        .toList();
  }

  private static String ended(ObservedMigration each) {
    if (each.record().isEmpty()) {
      return each.total().map(t -> "completed after " + Amounts.duration(t)).orElse("watched");
    }
    Attempt record = each.record().get();
    boolean timed = !record.last().elapsed().isZero();
    String after = timed ? " after " + Amounts.duration(record.last().elapsed()) : "";
    return switch (record.status()) {
      case COMPLETED -> "completed" + after;
      case CANCELLED -> "cancelled" + after;
      case FAILED -> "failed" + after;
      default -> "watched" + after.replace("after", "for");
    };
  }

  private static String use(ObservedMigration each, Optional<ObservedMigration> finished) {
    boolean series = each.record().filter(r -> !SeriesFitting.blocks(r).isEmpty()).isPresent();
    if (each.record().filter(Attempt::postCopy).isPresent()) {
      return "by post-copy; what it sent tells nothing of the writes, and its rate nothing of the"
          + " link"
          + (series ? "; its passes before that are in the fit" : "");
    }
    String throttled =
        each.record()
            .flatMap(Attempt::throttle)
            .map(t -> "throttled by up to " + Amounts.percent(t) + "; ")
            .orElse("");
    if (series || !each.passes().isEmpty()) {
      return throttled + "its passes are in the fit";
    }
    boolean rated = each.record().filter(r -> !r.dirtyRates().isEmpty()).isPresent();
    if (each.totals().isEmpty() && rated && throttled.isEmpty()) {
      return "its own dirty rate is in the fit";
    }
    if (each.totals().isEmpty()) {
      return throttled + "not in the fit: without passes or pages it tells nothing of the writes";
    }
    return throttled
        + (finished.filter(each::equals).isPresent()
            ? "its totals are in the fit"
            : "not in the fit: one migration's totals are, the first that finished");
  }
}

package blackout.calibrate;

import blackout.quantity.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each migration that was read is, and what of it is in the fits, in sentences. */
final class AttemptNotes {

  private AttemptNotes() {}

  static List<String> of(
      List<ObservedMigration> migrations,
      Optional<ObservedMigration> finished,
      Optional<WatchedStream> stream) {
    var notes = new ArrayList<String>();
    int number = 1;
    for (ObservedMigration each : migrations) {
      if (each.record().isPresent()) {
        notes.add("migration " + number + ": " + note(each, each.record().get(), finished));
      }
      number++;
    }
    stream
        .flatMap(WatchedStream::limited)
        .ifPresent(
            how ->
                notes.add(
                    "the passes ran at a limit of "
                        + Amounts.linkRate(
                            stream.flatMap(s -> s.link().senderLimit()).orElseThrow())
                        + ", not at the wire's rate: "
                        + how));
    return notes;
  }

  private static String note(
      ObservedMigration each, Attempt record, Optional<ObservedMigration> finished) {
    String ended =
        switch (record.status()) {
          case COMPLETED -> "completed after ";
          case CANCELLED -> "cancelled after ";
          case FAILED -> "failed after ";
          default -> "watched for ";
        };
    String text = ended + Amounts.duration(record.last().elapsed());
    if (record.postCopy()) {
      return text
          + ", by post-copy; what it sent tells nothing of the writes, and its rate nothing of the"
          + " link"
          + (SeriesFitting.blocks(record).isEmpty()
              ? ""
              : "; its passes before that are in the fit");
    }
    if (record.throttle().isPresent()) {
      text += ", throttled by up to " + Amounts.percent(record.throttle().get());
    }
    if (!SeriesFitting.blocks(record).isEmpty()) {
      return text + "; its passes are in the fit";
    }
    if (finished.filter(each::equals).isPresent()) {
      return text + "; its totals are in the fit";
    }
    if (!each.passes().isEmpty()) {
      return text + "; its passes are in the fit";
    }
    return text + "; not in the fit";
  }
}

package blackout.check.rules;

import blackout.check.CheckEvidence;
import blackout.check.Ground;
import blackout.check.Objective;
import blackout.check.Objective.Promise;
import blackout.check.Outlook;
import blackout.quantity.Text;
import java.util.List;

/** The objectives of an estate as several rules look at them. */
final class Objectives {

  private Objectives() {}

  static void look(Ground ground, Promise promise, CheckEvidence found) {
    Outlook outlook = ground.outlook().orElseThrow();
    List<Objective> asked =
        Objective.all(ground.estate(), outlook.forecast(), outlook.cluster().availability())
            .stream()
            .filter(o -> o.promise().check().equals(promise.check()))
            .toList();
    asked.stream().filter(o -> !o.kept()).map(Objective::found).forEach(found::broken);
    long kept = asked.stream().filter(Objective::kept).count();
    if (kept > 0) {
      found.fine(Text.count(kept, "objective") + Text.verb(kept, " is kept.", " are kept."));
    }
    found.beside("No VM of the estate states one.");
  }
}

package blackout.check.rules;

import static blackout.check.Severity.FAIL;

import blackout.check.Objective.Promise;
import blackout.check.Rule;

/** Every VM keeps its downtime objective in a planned move. */
final class D02DowntimeObjectives {

  static final Rule RULE =
      Rule.of("D02", "Every VM keeps its downtime objective in a planned move")
          .severity(FAIL)
          .source(Sources.PREDICTIONS)
          .action(
              "Move these VMs at a quieter time, over a faster network, or agree on a longer"
                  + " downtime.")
          .lookAhead(
              "the objectives in the estate against the downtime of a planned move",
              (ground, found) -> Objectives.look(ground, Promise.DOWNTIME, found));
}

package blackout.check.rules;

import static blackout.check.Severity.FAIL;

import blackout.check.Objective.Promise;
import blackout.check.Rule;

/** Every VM keeps its availability objective over a year. */
final class D04AvailabilityObjectives {

  static final Rule RULE =
      Rule.of("D04", "Every VM keeps its availability objective over a year")
          .severity(FAIL)
          .source(Sources.PREDICTIONS)
          .action("Do what stands beside each VM, or agree on less.")
          .lookAhead(
              "the objectives in the estate against the moves and crashes of a year",
              (ground, found) -> Objectives.look(ground, Promise.AVAILABILITY, found));
}

package blackout.report;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.exhibit.Amounts;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.EstateForecast;
import blackout.plan.VmForecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of the category Downtime: what was asked for against what is predicted. */
final class DowntimeChecks {

  private static final String SOURCE = "The predictions of this report; see Method.";
  private static final String NO_LIVE = "This version, or this estate, has no live migration.";

  private DowntimeChecks() {}

  static List<CheckResult> all(Estate estate, EstateForecast forecast) {
    return List.of(ends(estate, forecast), objectives(estate, forecast), limits(estate, forecast));
  }

  private static CheckResult ends(Estate estate, EstateForecast forecast) {
    var evidence = new ArrayList<String>();
    Result result = Result.SUCCESS;
    for (VmForecast vm : forecast.worstFirst()) {
      Outcome outcome = vm.live().orElse(null);
      if (outcome instanceof Outcome.Aborted) {
        result = Result.FAILED;
        evidence.add(vm.vm().name() + " never leaves its node: " + outcome.story().stopReason());
      } else if (outcome instanceof Outcome.Forced) {
        result = result == Result.FAILED ? result : Result.WARNING;
        evidence.add(
            vm.vm().name()
                + " is moved after a longer pause than asked for, "
                + Amounts.duration(vm.liveDowntime().orElseThrow().total())
                + ": "
                + outcome.story().stopReason());
      }
    }
    if (!hasLive(forecast)) {
      result = Result.NOT_APPLICABLE;
      evidence.add(NO_LIVE);
    } else if (evidence.isEmpty()) {
      evidence.add("All " + forecast.vms().size() + " end within the pause that was asked for.");
    }
    return result(
        "D01",
        "Every live migration ends by itself",
        result,
        "The simulated live migration of " + vms(estate),
        evidence,
        "Give live migration a faster network, or move these VMs while they write less.");
  }

  private static CheckResult objectives(Estate estate, EstateForecast forecast) {
    var evidence = new ArrayList<String>();
    int asked = 0;
    for (int i = 0; i < estate.vms().size(); i++) {
      EstateVm vm = estate.vms().get(i);
      VmForecast predicted = forecast.vms().get(i);
      Duration objective = vm.downtimeObjective().orElse(null);
      if (objective == null) {
        continue;
      }
      asked++;
      Optional<Duration> planned = planned(predicted);
      if (planned.isEmpty() || planned.get().compareTo(objective) > 0) {
        evidence.add(
            vm.name()
                + " accepts "
                + Amounts.duration(objective)
                + ", predicted "
                + planned.map(Amounts::duration).orElse("that it never moves"));
      }
    }
    Result result = Result.FAILED;
    if (asked == 0) {
      result = Result.NOT_APPLICABLE;
      evidence.add("No VM of the estate states a downtime objective.");
    } else if (evidence.isEmpty()) {
      result = Result.SUCCESS;
      evidence.add(asked + (asked == 1 ? " objective is" : " objectives are") + " kept.");
    }
    return result(
        "D02",
        "Every VM keeps its downtime objective in a planned move",
        result,
        "The objectives in the estate against live migration, or saved state where there is none",
        evidence,
        "Move these VMs at a quieter time, over a faster network, or agree on a longer downtime.");
  }

  private static CheckResult limits(Estate estate, EstateForecast forecast) {
    var evidence = new ArrayList<String>();
    boolean over = false;
    for (DowntimeLimit limit : estate.limits()) {
      List<String> above =
          forecast.worstFirst().stream()
              .filter(f -> planned(f).filter(d -> d.compareTo(limit.limit()) <= 0).isEmpty())
              .map(f -> f.vm().name())
              .toList();
      over |= !above.isEmpty();
      evidence.add(
          limit.name()
              + " ("
              + Amounts.duration(limit.limit())
              + "): "
              + (above.isEmpty() ? "no VM is out for longer" : String.join(", ", above)));
    }
    Result result = over ? Result.WARNING : Result.SUCCESS;
    if (estate.limits().isEmpty()) {
      result = Result.NOT_APPLICABLE;
      evidence.add("The estate names no pause that somebody notices.");
    }
    return result(
        "D03",
        "Nobody notices a planned move",
        result,
        "The limits in the estate against live migration, or saved state where there is none",
        evidence,
        "Announce the moves of the VMs named here.");
  }

  private static Optional<Duration> planned(VmForecast forecast) {
    return forecast.live().isPresent()
        ? forecast.liveDowntime().map(Downtime::total)
        : Optional.of(forecast.savedState().total());
  }

  private static boolean hasLive(EstateForecast forecast) {
    return forecast.vms().stream().anyMatch(f -> f.live().isPresent());
  }

  private static String vms(Estate estate) {
    int count = estate.vms().size();
    return count == 1 ? "1 VM" : count + " VMs";
  }

  private static CheckResult result(
      String id,
      String title,
      Result result,
      String lookedAt,
      List<String> evidence,
      String action) {
    boolean fine = result == Result.SUCCESS || result == Result.NOT_APPLICABLE;
    return new CheckResult(
        id, Category.DOWNTIME, title, result, lookedAt, evidence, fine ? "" : action, SOURCE);
  }
}

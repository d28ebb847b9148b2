package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.MigrationLink;
import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.cluster.Availability;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was agreed for a VM, and what is predicted for it.
 *
 * @param promise what was agreed
 * @param vm the name of the VM
 * @param kept whether the prediction keeps it
 * @param words both in one sentence
 */
public record Objective(Promise promise, String vm, boolean kept, Supplier<String> words) {

  /** What can be agreed for a VM. */
  public enum Promise {
    DOWNTIME("D02", "Downtime objectives"),
    SLOWDOWN("D02", "Limits of the slowdown"),
    AVAILABILITY("D04", "Availability objectives");

    private final String check;
    private final String title;

    Promise(String check, String title) {
      this.check = check;
      this.title = title;
    }

    /** The id of the check that speaks of all objectives of this kind together. */
    public String check() {
      return check;
    }

    public String title() {
      return title;
    }
  }

  /** What was agreed and what is predicted, in one sentence. */
  public String found() {
    return words.get();
  }

  /**
   * The objectives of an estate: of each kind, in the order of its VMs. A planned move is one by
   * the usual strategy, so live, or by saved state where a drain does so or there is no other way.
   */
  public static List<Objective> all(Estate estate, EstateForecast forecast, AvailabilityPlan plan) {
    var all = new ArrayList<Objective>();
    for (int i = 0; i < estate.vms().size(); i++) {
      EstateVm vm = estate.vms().get(i);
      VmForecast predicted = forecast.vms().get(i);
      boolean live = plan.usual().isLive(estate, vm) && predicted.live().isPresent();
      Optional<Duration> planned =
          live
              ? predicted.liveDowntime().map(Downtime::total)
              : Optional.of(predicted.savedState().total());
      vm.downtimeObjective().ifPresent(asked -> all.add(downtime(vm.name(), asked, planned)));
      if (live) {
        slowdown(estate, vm.name(), predicted.live().orElseThrow()).ifPresent(all::add);
      }
    }
    for (AvailabilityPlan.OfVm vm : plan.vms()) {
      vm.vm().availabilityObjective().ifPresent(asked -> all.add(availability(vm, asked, plan)));
    }
    return List.copyOf(all);
  }

  private static Objective downtime(String vm, Duration asked, Optional<Duration> planned) {
    return new Objective(
        Promise.DOWNTIME,
        vm,
        planned.filter(d -> d.compareTo(asked) <= 0).isPresent(),
        () ->
            "%s accepts %s, predicted %s"
                .formatted(
                    vm,
                    Amounts.duration(asked),
                    planned.map(Amounts::duration).orElse("that it never moves")));
  }

  /** A limit that nobody stated is told where it is not kept. */
  private static Optional<Objective> slowdown(Estate estate, String vm, Outcome move) {
    Optional<Double> stated = estate.migrationLink().flatMap(MigrationLink::mostSlowdown);
    double most = stated.orElse(Brownout.USUAL_MOST);
    Brownout felt = move.record().brownout();
    boolean kept = felt.isWithin(most);
    if (!felt.isFelt() || (kept && stated.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Objective(
            Promise.SLOWDOWN,
            vm,
            kept,
            () ->
                "%s may be slowed by %s, predicted up to %s, %s in the mean for %s"
                    .formatted(
                        vm,
                        Amounts.percent(most),
                        Amounts.percent(felt.deepestRatio()),
                        Amounts.percent(felt.meanRatio()),
                        Amounts.duration(felt.length()))));
  }

  private static Objective availability(
      AvailabilityPlan.OfVm vm, double asked, AvailabilityPlan plan) {
    Availability year = vm.yearUnder(plan.usual());
    return new Objective(
        Promise.AVAILABILITY,
        vm.vm().name(),
        year.keeps(asked),
        () ->
            "%s asks for %s, which leaves %s a year; predicted %s%s"
                .formatted(
                    vm.vm().name(),
                    Amounts.exactPercent(asked),
                    Amounts.duration(Availability.budget(asked)),
                    Amounts.duration(year.downtime()),
                    vm.remedy().map(r -> "; to mend it: " + r.words()).orElse("")));
  }
}

package blackout.report;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.exhibit.AvailabilityTables;
import blackout.exhibit.ClusterTables;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.outcome.Outcome;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.cluster.Reserve;
import blackout.plan.cluster.RestartPlacement.Refusal;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks D01 to D05 of the category Downtime: what was asked for against what is predicted.
 *
 * <p>What somebody agreed on fails when it is not kept: a downtime objective (D02), an availability
 * objective (D04), or a VM with an objective that no node is left for (D05). What nobody agreed on
 * only warns.
 */
final class DowntimeChecks {

  private static final String SOURCE = "The predictions of this report; see Method.";

  /** One node in reserve is the vendor's advice; see rule N07. */
  private static final String RESERVE =
      "The predictions of this report; one node in reserve: Microsoft Failover Clustering blog,"
          + " 28 Jun 2010, http://blogs.msdn.com/b/clustering/archive/2010/06/28/10031803.aspx";

  private static final String NO_LIVE = "This version, or this estate, has no live migration.";

  private final Estate estate;
  private final EstateForecast forecast;
  private final ClusterOutlook outlook;
  private final List<Objective> objectives;

  private DowntimeChecks(Estate estate, EstateForecast forecast, ClusterOutlook outlook) {
    this.estate = estate;
    this.forecast = forecast;
    this.outlook = outlook;
    objectives = Objective.all(estate, forecast, outlook.availability());
  }

  /**
   * @param outlook of the same estate and forecast
   */
  static List<CheckResult> all(Estate estate, EstateForecast forecast, ClusterOutlook outlook) {
    var checks = new DowntimeChecks(estate, forecast, outlook);
    return List.of(
        checks.ends(),
        checks.objectives(
            Objective.Kind.DOWNTIME,
            "Every VM keeps its downtime objective in a planned move",
            "The objectives in the estate against the downtime of a move, "
                + outlook.availability().usual().label(),
            "No VM of the estate states a downtime objective.",
            "Move these VMs at a quieter time, over a faster network, or agree on a longer"
                + " downtime."),
        checks.unnoticed(),
        checks.objectives(
            Objective.Kind.AVAILABILITY,
            "Every VM keeps its availability objective over a year",
            "The objectives in the estate against moves and crashes. "
                + AvailabilityTables.calendar(outlook.availability().calendar()),
            "No VM of the estate states an availability objective.",
            "Do what stands beside each VM, or agree on less."),
        checks.reserve());
  }

  private CheckResult ends() {
    var evidence = new ArrayList<String>();
    Result result = Result.SUCCESS;
    for (VmForecast vm : forecast.worstFirst()) {
      Outcome outcome = vm.live().orElse(null);
      if (outcome instanceof Outcome.Aborted) {
        result = Result.FAILED;
        evidence.add(vm.vm().name() + " never leaves its node: " + outcome.record().stopReason());
      } else if (outcome instanceof Outcome.Forced) {
        result = result == Result.FAILED ? result : Result.WARNING;
        evidence.add(
            vm.vm().name()
                + " is moved after a longer pause than asked for, "
                + Amounts.duration(vm.liveDowntime().orElseThrow().total())
                + ": "
                + outcome.record().stopReason());
      }
    }
    if (forecast.vms().stream().noneMatch(f -> f.live().isPresent())) {
      result = Result.NOT_APPLICABLE;
      evidence.add(NO_LIVE);
    } else if (evidence.isEmpty()) {
      evidence.add("All " + forecast.vms().size() + " end within the pause that was asked for.");
    }
    int count = estate.vms().size();
    return result(
        "D01",
        "Every live migration ends by itself",
        result,
        "The simulated live migration of " + (count == 1 ? "1 VM" : count + " VMs"),
        evidence,
        "Give live migration a faster network, or move these VMs while they write less.",
        SOURCE);
  }

  private CheckResult objectives(
      Objective.Kind kind, String title, String lookedAt, String none, String action) {
    List<Objective> asked = objectives.stream().filter(o -> o.kind() == kind).toList();
    var evidence = new ArrayList<String>();
    asked.stream().filter(o -> !o.kept()).forEach(o -> evidence.add(o.found()));
    Result result = Result.FAILED;
    if (asked.isEmpty()) {
      result = Result.NOT_APPLICABLE;
      evidence.add(none);
    } else if (evidence.isEmpty()) {
      result = Result.SUCCESS;
      evidence.add(
          asked.size() + (asked.size() == 1 ? " objective is" : " objectives are") + " kept.");
    }
    return result(kind.check(), title, result, lookedAt, evidence, action, SOURCE);
  }

  /** The limits that a planned move passes, by the network outage of each VM. */
  private CheckResult unnoticed() {
    var evidence = new ArrayList<String>();
    int unpassed = 0;
    for (DowntimeLimit limit : outlook.limits()) {
      List<EstateVm> over =
          outlook.clients().stream()
              .filter(c -> c.planned().isNoticedBy(limit))
              .map(ClusterOutlook.Clients::vm)
              .toList();
      if (over.isEmpty()) {
        unpassed++;
      } else {
        evidence.add(
            limit.name()
                + " ("
                + Amounts.duration(limit.limit())
                + "): noticed at "
                + ClusterTables.vmNames(over));
      }
    }
    Result result = evidence.isEmpty() ? Result.SUCCESS : Result.WARNING;
    if (unpassed > 0) {
      evidence.add(unpassed + " of " + outlook.limits().size() + " limits are passed by no VM.");
    }
    if (estate.vms().isEmpty()) {
      result = Result.NOT_APPLICABLE;
    }
    return result(
        "D03",
        "Nobody notices a planned move",
        result,
        "The network outage of each VM in a move, "
            + outlook.availability().usual().label()
            + ", against the limits of the estate and of widespread software",
        evidence,
        "Announce the moves of the VMs named here.",
        SOURCE);
  }

  private CheckResult reserve() {
    Reserve one = outlook.reserves().get(0);
    var evidence = new ArrayList<String>();
    outlook.reserves().forEach(reserve -> evidence.add(Sections.sentence(reserve)));
    Result result = one.holds() ? Result.SUCCESS : Result.WARNING;
    List<EstateVm> promised =
        one.shortages().stream()
            .flatMap(shortage -> shortage.refused().stream())
            .map(Refusal::vm)
            .filter(vm -> vm.availabilityObjective().isPresent())
            .toList();
    if (one.cases() == 0) {
      result = Result.NOT_APPLICABLE;
    } else if (!promised.isEmpty()) {
      result = Result.FAILED;
      evidence.add(
          0,
          "Left over although they have an availability objective: "
              + ClusterTables.vmNames(promised));
    }
    return result(
        "D05",
        "The other nodes start every VM of a lost one",
        result,
        "Memory and disks that are left after the loss of each node; N+2 is told for comparison",
        evidence,
        "Add memory or a node, or present the disks to more nodes.",
        RESERVE);
  }

  private static CheckResult result(
      String id,
      String title,
      Result result,
      String lookedAt,
      List<String> evidence,
      String action,
      String source) {
    boolean fine = result == Result.SUCCESS || result == Result.NOT_APPLICABLE;
    return new CheckResult(
        id, Category.DOWNTIME, title, result, lookedAt, evidence, fine ? "" : action, source);
  }
}

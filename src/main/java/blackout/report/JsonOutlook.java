package blackout.report;

import blackout.exhibit.AvailabilityTables;
import blackout.inventory.DowntimeLimit;
import blackout.plan.AvailabilityPlan;
import blackout.plan.Calendar;
import blackout.plan.ClientView;
import blackout.plan.ClusterOutlook;
import blackout.plan.NodeCrash;
import blackout.plan.Reserve;
import blackout.plan.VolumeMove;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What the cluster as a whole does to its VMs, for other programs. */
public final class JsonOutlook {

  private JsonOutlook() {}

  /** The year of every VM alone. */
  public static String availability(String estate, AvailabilityPlan plan, long seed) {
    ObjectNode root = JsonReport.object();
    root.put("schema", "blackout-availability/1");
    root.put("estate", estate);
    root.set("availability", availability(plan));
    root.put("seed", seed);
    return JsonReport.text(root);
  }

  static ObjectNode of(ClusterOutlook outlook) {
    ObjectNode node = JsonReport.object();
    ArrayNode volumes = node.putArray("volumes");
    outlook.volumes().forEach(move -> volumes.add(volume(move)));
    ArrayNode crashes = node.putArray("node_crashes");
    outlook.crashes().forEach(crash -> crashes.add(crash(crash)));
    ArrayNode reserves = node.putArray("reserves");
    for (Reserve reserve : outlook.reserves()) {
      reserves
          .addObject()
          .put("lost_nodes", reserve.lostNodes())
          .put("cases", reserve.cases())
          .put("cases_with_vms_left_over", reserve.shortages().size())
          .put("holds", reserve.holds());
    }
    node.put("announcement_ms", JsonReport.millis(outlook.settings().announcement()));
    ArrayNode limits = node.putArray("limits");
    for (DowntimeLimit limit : outlook.limits()) {
      limits
          .addObject()
          .put("name", limit.name())
          .put("limit_ms", JsonReport.millis(limit.limit()))
          .put("source", limit.source());
    }
    ArrayNode clients = node.putArray("clients");
    for (ClusterOutlook.Clients vm : outlook.clients()) {
      ObjectNode entry = clients.addObject();
      entry.put("name", vm.vm().name());
      entry.set("saved_state", view(vm.savedState()));
      entry.set("live", vm.live().map(JsonOutlook::view).orElse(null));
      entry.set("crash", vm.crash().map(JsonOutlook::view).orElse(null));
    }
    node.set("availability", availability(outlook.availability()));
    return node;
  }

  private static ObjectNode volume(VolumeMove move) {
    ObjectNode node = JsonReport.object();
    node.put("name", move.volume().name());
    node.put("kind", move.volume().kind().label());
    node.put("redirected_access", move.rates().redirected());
    node.put("moves_together", move.isForced());
    node.put("needed_bytes", move.needed().bytes());
    node.put("free_bytes", move.volume().free().map(f -> f.bytes()).orElse(null));
    node.put("all_at_once_ms", JsonReport.millis(move.groupDowntime()));
    ArrayNode vms = node.putArray("vms");
    for (VolumeMove.Member member : move.members()) {
      vms.addObject()
          .put("name", member.vm().name())
          .put("alone_ms", JsonReport.millis(member.alone().total()))
          .put("together_ms", JsonReport.millis(member.together().total()))
          .put("costs_others_ms", JsonReport.millis(member.costsOthers()));
    }
    return node;
  }

  private static ObjectNode crash(NodeCrash crash) {
    ObjectNode node = JsonReport.object();
    node.put("node", crash.node());
    node.put("first_back_ms", crash.first().map(JsonReport::millis).orElse(null));
    node.put("last_back_ms", crash.last().map(JsonReport::millis).orElse(null));
    ArrayNode restarts = node.putArray("restarts");
    for (NodeCrash.Restart restart : crash.restarts()) {
      restarts
          .addObject()
          .put("name", restart.vm().name())
          .put("onto", restart.onto())
          .put("downtime_ms", JsonReport.millis(restart.downtime().total()));
    }
    ArrayNode refused = node.putArray("not_started");
    crash
        .refused()
        .forEach(r -> refused.addObject().put("name", r.vm().name()).put("reason", r.reason()));
    return node;
  }

  private static ObjectNode view(ClientView view) {
    ObjectNode node = JsonReport.object();
    node.put("downtime_ms", JsonReport.millis(view.downtime()));
    node.put("network_outage_ms", JsonReport.millis(view.outage()));
    ArrayNode noticed = node.putArray("noticed_by");
    view.noticedBy().forEach(limit -> noticed.add(limit.name()));
    return node;
  }

  private static ObjectNode availability(AvailabilityPlan plan) {
    ObjectNode node = JsonReport.object();
    Calendar calendar = plan.calendar();
    node.putObject("calendar")
        .put("patch_cycles_per_year", calendar.patchCyclesPerYear())
        .put("moves_per_cycle", calendar.movesPerCycle())
        .put("crashes_per_node_year", calendar.crashesPerNodeYear())
        .put("manual_restart_ms", JsonReport.millis(calendar.manualRestart()));
    node.put("usual_strategy", plan.usual().label());
    ArrayNode vms = node.putArray("vms");
    for (AvailabilityPlan.OfVm vm : plan.vms()) {
      ObjectNode entry = vms.addObject();
      entry.put("name", vm.vm().name());
      entry.put("objective_ratio", vm.vm().availabilityObjective().orElse(null));
      entry.put("starts_again", vm.startsAgain());
      entry.put("remedy", vm.remedy().map(AvailabilityTables::words).orElse(null));
      ArrayNode strategies = entry.putArray("strategies");
      vm.year()
          .forEach(
              (strategy, year) ->
                  strategies
                      .addObject()
                      .put("strategy", strategy.label())
                      .put("planned_s_per_year", seconds(year.planned()))
                      .put("unplanned_s_per_year", seconds(year.unplanned()))
                      .put("availability_ratio", year.ratio())
                      .put("keeps_objective", vm.keepsObjective(strategy).orElse(null)));
    }
    return node;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

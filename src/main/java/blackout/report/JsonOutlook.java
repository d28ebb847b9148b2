package blackout.report;

import blackout.inventory.DowntimeLimit;
import blackout.plan.cluster.Availability;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.Calendar;
import blackout.plan.cluster.ClientView;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.MoveStrategy;
import blackout.plan.cluster.NodeCrash;
import blackout.plan.cluster.Reserve;
import blackout.plan.cluster.RestartPlacement;
import blackout.plan.cluster.VolumeMove;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the cluster as a whole does to its VMs, for other programs. */
public final class JsonOutlook {

  private JsonOutlook() {}

  /** The year of every VM alone. */
  public static String availability(String estate, AvailabilityPlan plan, long seed) {
    return JsonReport.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "blackout-availability/1");
          json.writeStringField("estate", estate);
          json.writeFieldName("availability");
          availability(plan, json);
          json.writeNumberField("seed", seed);
          json.writeEndObject();
        });
  }

  static void write(ClusterOutlook outlook, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("volumes");
    for (VolumeMove move : outlook.volumes()) {
      volume(move, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("node_crashes");
    for (NodeCrash crash : outlook.crashes()) {
      crash(crash, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("reserves");
    for (Reserve reserve : outlook.reserves()) {
      json.writeStartObject();
      json.writeNumberField("lost_nodes", reserve.lostNodes());
      json.writeNumberField("cases", reserve.cases());
      json.writeNumberField("cases_with_vms_left_over", reserve.shortages().size());
      json.writeBooleanField("holds", reserve.holds());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonVm.millis(json, "announcement_ms", outlook.settings().announcement());
    json.writeArrayFieldStart("limits");
    for (DowntimeLimit limit : outlook.limits()) {
      json.writeStartObject();
      json.writeStringField("name", limit.name());
      JsonVm.millis(json, "limit_ms", limit.limit());
      json.writeStringField("source", limit.source());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("clients");
    for (ClusterOutlook.Clients vm : outlook.clients()) {
      json.writeStartObject();
      json.writeStringField("name", vm.vm().name());
      view("saved_state", Optional.of(vm.savedState()), json);
      view("live", vm.live(), json);
      view("crash", vm.crash(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("availability");
    availability(outlook.availability(), json);
    json.writeEndObject();
  }

  private static void volume(VolumeMove move, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", move.volume().name());
    json.writeStringField("kind", move.volume().kind().label());
    json.writeBooleanField("redirected_access", move.rates().redirected());
    json.writeBooleanField("moves_together", move.isForced());
    json.writeNumberField("needed_bytes", move.needed().bytes());
    json.writeFieldName("free_bytes");
    if (move.volume().free().isPresent()) {
      json.writeNumber(move.volume().free().get().bytes());
    } else {
      json.writeNull();
    }
    JsonVm.millis(json, "all_at_once_ms", move.groupDowntime());
    json.writeArrayFieldStart("vms");
    for (VolumeMove.Member member : move.members()) {
      json.writeStartObject();
      json.writeStringField("name", member.vm().name());
      JsonVm.millis(json, "alone_ms", member.alone().total());
      JsonVm.millis(json, "together_ms", member.together().total());
      JsonVm.millis(json, "costs_others_ms", member.costsOthers());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void crash(NodeCrash crash, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("node", crash.node());
    JsonVm.millis(json, "first_back_ms", crash.first());
    JsonVm.millis(json, "last_back_ms", crash.last());
    json.writeArrayFieldStart("restarts");
    for (NodeCrash.Restart restart : crash.restarts()) {
      json.writeStartObject();
      json.writeStringField("name", restart.vm().name());
      json.writeStringField("onto", restart.onto());
      JsonVm.millis(json, "downtime_ms", restart.downtime().total());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("not_started");
    for (RestartPlacement.Refusal refusal : crash.refused()) {
      json.writeStartObject();
      json.writeStringField("name", refusal.vm().name());
      json.writeStringField("reason", refusal.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void view(String name, Optional<ClientView> view, JsonGenerator json)
      throws IOException {
    if (view.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    JsonVm.millis(json, "downtime_ms", view.get().downtime());
    JsonVm.millis(json, "network_outage_ms", view.get().outage());
    json.writeArrayFieldStart("noticed_by");
    for (DowntimeLimit limit : view.get().noticedBy()) {
      json.writeString(limit.name());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void availability(AvailabilityPlan plan, JsonGenerator json) throws IOException {
    json.writeStartObject();
    Calendar calendar = plan.calendar();
    json.writeObjectFieldStart("calendar");
    json.writeNumberField("patch_cycles_per_year", calendar.patchCyclesPerYear());
    json.writeNumberField("moves_per_cycle", calendar.movesPerCycle());
    json.writeNumberField("crashes_per_node_year", calendar.crashesPerNodeYear());
    JsonVm.millis(json, "manual_restart_ms", calendar.manualRestart());
    json.writeEndObject();
    json.writeStringField("usual_strategy", plan.usual().label());
    json.writeArrayFieldStart("vms");
    for (AvailabilityPlan.OfVm vm : plan.vms()) {
      json.writeStartObject();
      json.writeStringField("name", vm.vm().name());
      json.writePOJOField("objective_ratio", vm.vm().availabilityObjective().orElse(null));
      json.writeBooleanField("starts_again", vm.startsAgain());
      json.writeStringField("remedy", vm.remedy().map(AvailabilityPlan.Remedy::words).orElse(null));
      json.writeArrayFieldStart("strategies");
      for (Map.Entry<MoveStrategy, Availability> year : vm.year().entrySet()) {
        json.writeStartObject();
        json.writeStringField("strategy", year.getKey().label());
        json.writeNumberField("planned_s_per_year", seconds(year.getValue().planned()));
        json.writeNumberField("unplanned_s_per_year", seconds(year.getValue().unplanned()));
        json.writeNumberField("availability_ratio", year.getValue().ratio());
        json.writePOJOField("keeps_objective", vm.keepsObjective(year.getKey()).orElse(null));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

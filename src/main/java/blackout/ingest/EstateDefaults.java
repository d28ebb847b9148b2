package blackout.ingest;

import blackout.inventory.FailoverSettings;
import blackout.inventory.Hypervisors;
import blackout.inventory.WindowsVersion;
import blackout.json.Json;
import blackout.quantity.Text;
import blackout.scenario.Defaults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an estate file may leave out: filled in as usual for its platform, and marked as assumed.
 */
final class EstateDefaults {

  private static final String FAILOVER = "failover";
  private static final String LINK = "live_migration";
  private static final String PAYLOAD = "payload_ratio";

  private EstateDefaults() {}

  /** Fills in what is left out, in place. What is not as its schema asks stays as it is. */
  static void fill(JsonNode tree) {
    if (!(tree instanceof ObjectNode estate)) {
      return;
    }
    if (!estate.has(FAILOVER)) {
      estate.putObject(FAILOVER);
    }
    if (estate.get(FAILOVER) instanceof ObjectNode failover) {
      ObjectNode usual = (ObjectNode) Json.tree(FailoverSettings.usual(version(estate)));
      List<String> filled = new ArrayList<>();
      for (Map.Entry<String, JsonNode> time : usual.properties()) {
        if (!failover.has(time.getKey())) {
          failover.set(time.getKey(), time.getValue());
          filled.add(time.getKey());
        }
      }
      if (!filled.isEmpty()) {
        assume(
            estate,
            filled.size() == 1 ? "/failover/" + filled.get(0) : "/failover",
            "Not stated: "
                + Text.names(filled, filled.size())
                + "; the defaults of the platform, the others assumptions.");
      }
    }
    if (estate.get(LINK) instanceof ObjectNode link && !link.has(PAYLOAD)) {
      link.put(PAYLOAD, Defaults.PAYLOAD_RATIO);
      assume(
          estate,
          "/" + LINK + "/" + PAYLOAD,
          "Not stated; what TCP over Ethernet leaves with an MTU of 1500 B.");
    }
  }

  private static void assume(ObjectNode estate, String field, String reason) {
    if (estate.path("assumptions").isMissingNode()) {
      estate.putArray("assumptions");
    }
    if (estate.get("assumptions") instanceof ArrayNode all) {
      all.addObject().put("field", field).put("reason", reason);
    }
  }

  /** The version of Windows that the file says, by itself or in the name of its hypervisor. */
  private static Optional<WindowsVersion> version(ObjectNode estate) {
    String label = estate.path("windows_version").asText();
    Optional<WindowsVersion> stated =
        Arrays.stream(WindowsVersion.values()).filter(v -> v.label().equals(label)).findFirst();
    if (stated.isPresent()) {
      return stated;
    }
    try {
      return Hypervisors.resolve(estate.path("hypervisor").asText()).windows();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

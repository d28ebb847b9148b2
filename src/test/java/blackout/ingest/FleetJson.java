package blackout.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes estates of any size, always the same ones: the cluster of {@code datasets/cluster-2022}
 * with more nodes and VMs, no two of which write alike. About one VM in 700 writes faster than the
 * link.
 */
public final class FleetJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long SEED = 2022;
  private static final int VMS_PER_NODE = 25;

  /** The most that an estate may have. */
  private static final int MOST_NODES = 1000;

  private static final int VOLUMES = 40;

  /** 1.5 GiB/s of clean pages: as much as a stress test, and over half the link. */
  private static final double MOST_WRITES_PER_SECOND = 400_000;

  /** A kind of guest: its share of the VMs, its sizes, its writes and the memory it writes. */
  private record Kind(
      String name, int percent, int[] memoryGib, String priority, int writes, int workingSetMib) {}

  private static final List<Kind> RENDERINGS =
      List.of(
          new Kind("web", 35, new int[] {2, 4, 4, 8}, "medium", 2_000, 256),
          new Kind("app", 30, new int[] {4, 8, 8, 16}, "medium", 8_000, 1024),
          new Kind("sql", 10, new int[] {16, 32, 32, 64}, "high", 60_000, 8192),
          new Kind("file", 10, new int[] {4, 8}, "medium", 1_500, 1024),
          new Kind("batch", 5, new int[] {8, 16}, "low", 30_000, 4096),
          new Kind("test", 10, new int[] {2, 4}, "low", 0, 0));

  private FleetJson() {}

  /** Writes an estate file. */
  public static void write(int vms, Path file) throws IOException {
    JsonNode like = MAPPER.readTree(Path.of("datasets/cluster-2022/estate.json").toFile());
    int nodes = Math.min(MOST_NODES, Math.max(2, (vms + VMS_PER_NODE - 1) / VMS_PER_NODE));
    ObjectNode estate = (ObjectNode) like.deepCopy();
    estate.put("name", "FLEET-" + vms);
    estate.put("description", "A made-up fleet.");
    estate.set("nodes", nodes(like.path("nodes").path(0), nodes, vms));
    estate.set("virtual_switches", switches(like.path("virtual_switches").path(0), nodes));
    estate.set("volumes", volumes(like.path("volumes").path(0)));
    estate.set("assumptions", JsonNodeFactory.instance.arrayNode());
    estate.remove("vms");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      String head = estate.toString();
      out.write(head.substring(0, head.length() - 1));
      out.write(",\"vms\":[");
      var random = new SplittableRandom(SEED);
      for (int i = 0; i < vms; i++) {
        out.write(i == 0 ? "\n" : ",\n");
        out.write(vm(i, nodes, random));
      }
      out.write("\n]}\n");
    }
  }

  private static ArrayNode nodes(JsonNode like, int count, int vms) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < count; i++) {
      ObjectNode node = like.deepCopy();
      node.put("name", node(i));
      node.put("memory_mib", 786_432L * Math.max(1, vms / count / VMS_PER_NODE));
      for (JsonNode adapter : node.path("adapters")) {
        if (adapter.has("address")) {
          String net = adapter.path("address").asText().split("\\.")[2];
          ((ObjectNode) adapter)
              .put("address", "10." + net + "." + i / 250 + "." + (1 + i % 250))
              .put("prefix_length", 16);
        }
      }
      nodes.add(node);
    }
    return nodes;
  }

  private static ArrayNode switches(JsonNode like, int count) {
    ArrayNode switches = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < count; i++) {
      ObjectNode virtualSwitch = like.deepCopy();
      switches.add(virtualSwitch.put("node", node(i)));
    }
    return switches;
  }

  private static ArrayNode volumes(JsonNode like) {
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < VOLUMES; i++) {
      ObjectNode volume = like.deepCopy();
      volume.remove("visible_to");
      volumes.add(
          volume.put("name", "Volume " + i).put("size_gib", 1_000_000).put("free_gib", 500_000));
    }
    return volumes;
  }

  private static String vm(int i, int nodes, SplittableRandom random) {
    Kind kind = kind(random.nextInt(100));
    int memoryGib = kind.memoryGib[random.nextInt(kind.memoryGib.length)];
    double busy = Math.exp(0.8 * random.nextDouble(-2, 2)) * (random.nextInt(700) == 0 ? 100 : 1);
    int workingSetMib = Math.max(64, (int) (kind.workingSetMib * random.nextDouble(0.5, 1.5)));
    String writes =
        kind.writes == 0
            ? "{\"pattern\":\"idle\"}"
            : String.format(
                Locale.ROOT,
                "{\"pattern\":\"hot and cold\",\"writes_per_s\":%d,\"working_set_mib\":%d,"
                    + "\"hot_mib\":%d,\"hot_write_ratio\":%.2f}",
                Math.round(Math.min(MOST_WRITES_PER_SECOND, kind.writes * busy)),
                workingSetMib,
                workingSetMib / 8,
                random.nextDouble(0.7, 0.95));
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s-%06d\",\"memory_mib\":%d,\"zero_page_ratio\":%.2f,\"writes\":%s,"
            + "\"node\":\"%s\",\"volume\":\"Volume %d\",\"switches\":[\"Compute Switch\"],"
            + "\"priority\":\"%s\",\"processor_compatibility\":false%s}",
        kind.name,
        i,
        memoryGib * 1024,
        random.nextDouble(0, 0.2),
        writes,
        node(i % nodes),
        i % VOLUMES,
        kind.priority,
        kind.priority.equals("low") ? "" : ",\"availability_objective_ratio\":0.999");
  }

  private static Kind kind(int percent) {
    int upTo = 0;
    for (Kind kind : RENDERINGS) {
      upTo += kind.percent;
      if (percent < upTo) {
        return kind;
      }
    }
    throw new AssertionError("the shares of the kinds add up to " + upTo);
  }

  private static String node(int i) {
    return String.format(Locale.ROOT, "HV-%04d", i + 1);
  }
}

package blackout.ingest.estate;

import blackout.files.WholeFile;
import blackout.ingest.EstateFile;
import blackout.ingest.FittedVms;
import blackout.ingest.JsonText;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.text.CleanText;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An estate file with the workloads of a calibration in it: the writes of a VM, the share of its
 * zero pages if that was seen, and where both are from. All else stays as it is, except assumptions
 * about what is now known.
 */
public final class CalibratedEstate {

  /** What a calibration says of a VM. */
  private static final List<String> FIELDS = List.of(Origins.WRITES, "zero_page_ratio");

  /** How estates of before there were codes say that writes are assumed. */
  private static final Pattern UNCODED =
      Pattern.compile("The writes of \\d+ VMs? are assumed by the class .*");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode root;
  private final String source;

  /** The merged VMs by their position, as they were before. */
  private final Map<Integer, JsonNode> before = new LinkedHashMap<>();

  private final List<Problem> problems = new ArrayList<>();

  private CalibratedEstate(ObjectNode root, String source) {
    this.root = root;
    this.source = source;
  }

  /**
   * Merges.
   *
   * @param estate the estate file, or its folder
   * @param calibrated the VMs of the calibration
   * @throws UnreadableInput if the estate cannot be used, or has none of the VMs
   */
  public static CalibratedEstate of(Path estate, FittedVms calibrated) {
    Path file = Files.isDirectory(estate) ? estate.resolve("estate.json") : estate;
    EstateFile.load(file);
    var merging = new CalibratedEstate((ObjectNode) JsonText.read(file), JsonText.sourceName(file));
    merging.merge((ArrayNode) Json.tree(calibrated).path("vms"));
    return merging;
  }

  /** How many VMs have the writes of the calibration now. */
  public int merged() {
    return before.size();
  }

  /** The VMs of the calibration that the estate does not have, and others that disagree. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Writes to a temporary file beside the target and moves it there when it is whole.
   *
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public void write(Path target) throws IOException {
    WholeFile.write(target, out -> Json.write(root, out));
  }

  private void merge(ArrayNode calibrated) {
    ArrayNode vms = (ArrayNode) root.path("vms");
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int i = 0; i < vms.size(); i++) {
      byName.putIfAbsent(key(vms.get(i)), i);
    }
    for (JsonNode vm : calibrated) {
      Integer index = byName.get(key(vm));
      if (index == null) {
        problems.add(
            new Problem(
                source,
                "/vms",
                CleanText.name(vm.path("name").asText()),
                "the name of a VM of the estate; --vm names the VM of measurements without a name"));
      } else {
        merge((ObjectNode) vms.get(index), vm, index);
      }
    }
    restoreUnfit(vms);
    if (before.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    before.keySet().forEach(i -> FIELDS.forEach(field -> forget("/vms/" + i + "/" + field)));
    recount(assumed(vms));
  }

  private static String key(JsonNode vm) {
    return vm.path("name").asText().toLowerCase(Locale.ROOT);
  }

  private void merge(ObjectNode vm, JsonNode calibrated, int index) {
    String place = "/vms/" + index;
    JsonNode memory = calibrated.path("memory_mib");
    if (memory.isNumber() && memory.asLong() != vm.path("memory_mib").asLong()) {
      problems.add(
          new Problem(
              source,
              place + "/memory_mib",
              vm.path("memory_mib").asText(),
              memory.asText() + " as when it was measured; the estate's is kept"));
    }
    before.putIfAbsent(index, vm.deepCopy());
    JsonNode origin = calibrated.path("origins").path(Origins.WRITES);
    for (String field : FIELDS) {
      if (calibrated.has(field)) {
        vm.set(field, calibrated.get(field));
        vm.withObjectProperty("origins").set(field, origin);
      }
    }
  }

  /** What was assumed of a field is no longer true. */
  private void forget(String field) {
    if (root.path("assumptions") instanceof ArrayNode assumptions) {
      assumptions.removeIf(
          a -> {
            String about = a.path("field").asText();
            return about.equals(field) || about.startsWith(field + "/");
          });
    }
  }

  private static long assumed(ArrayNode vms) {
    long count = 0;
    for (JsonNode vm : vms) {
      String origin = vm.path("origins").path(Origins.WRITES).asText();
      count += origin.startsWith(Origin.ASSUMED.label() + ": ") ? 1 : 0;
    }
    return count;
  }

  private static boolean countsWrites(JsonNode assumption) {
    return assumption.has("code")
        ? assumption.path("code").asText().equals(Assumption.WRITES)
        : UNCODED.matcher(assumption.path("reason").asText()).matches();
  }

  /** An import says in an assumption of how many VMs the writes are assumed. */
  private void recount(long after) {
    if (root.path("assumptions") instanceof ArrayNode assumptions) {
      for (int i = assumptions.size() - 1; i >= 0; i--) {
        JsonNode assumption = assumptions.get(i);
        if (countsWrites(assumption)) {
          if (after == 0) {
            assumptions.remove(i);
          } else {
            ((ObjectNode) assumption)
                .put("code", Assumption.WRITES)
                .put("reason", EstateBuilder.assumedWrites(after));
          }
        }
      }
    }
  }

  /** A measured working set need not fit a VM whose memory is less than when it was measured. */
  private void restoreUnfit(ArrayNode vms) {
    Set<String> fit = new HashSet<>();
    try {
      Loaded<Estate> loaded = EstateFile.parse(MAPPER.writeValueAsBytes(root), source);
      loaded.value().vms().forEach(vm -> fit.add(vm.name()));
      loaded.problems().stream()
          .filter(p -> before.keySet().stream().anyMatch(i -> p.place().equals("/vms/" + i)))
          .forEach(problems::add);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree that was read can be written", e);
    } catch (UnreadableInput e) {
      problems.addAll(e.problems());
    }
    for (Integer i : List.copyOf(before.keySet())) {
      if (!fit.contains(vms.get(i).path("name").asText())) {
        vms.set(i, before.remove(i));
      }
    }
  }
}

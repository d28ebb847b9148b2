package blackout.ingest.estate;

import blackout.files.WholeFile;
import blackout.ingest.EstateDoc.Assumed;
import blackout.ingest.EstateFile;
import blackout.ingest.EstateVmDoc;
import blackout.ingest.FittedVms;
import blackout.ingest.FittedVms.FittedVm;
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
import blackout.quantity.ByteCount;
import blackout.quantity.Text;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * An estate file with the workloads of a calibration in it: the writes of a VM, the share of its
 * zero pages if that was seen, and where both are from. All else stays as it is, VMs that cannot be
 * used among it, except assumptions about what is now known. Of a file with several clusters each
 * is merged.
 */
public final class CalibratedEstate {

  /** How estates of before there were codes say that writes are assumed. */
  private static final Pattern UNCODED =
      Pattern.compile("The writes of [\\d,]+ VMs? are assumed by the class .*");

  private final JsonNode root;
  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private int merged;

  private CalibratedEstate(JsonNode root, String source) {
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
    List<Loaded<Estate>> usable = EstateFile.loadAll(file);
    var merging = new CalibratedEstate(JsonText.read(file), JsonText.sourceName(file));
    var missing = new LinkedHashMap<String, FittedVm>();
    calibrated.vms().forEach(vm -> missing.put(key(vm.name()), vm));
    if (merging.root.has("clusters")) {
      for (int i = 0; i < usable.size(); i++) {
        JsonNode cluster = merging.root.path("clusters").path(i);
        merging.merge(cluster, "/clusters/" + i, usable.get(i).value(), missing);
      }
    } else {
      merging.merge(merging.root, "", usable.get(0).value(), missing);
    }
    missing
        .values()
        .forEach(
            vm ->
                merging.problem(
                    "/vms",
                    vm.name(),
                    "the name of a VM of the estate; --vm names the VM of measurements without a"
                        + " name"));
    if (merging.merged == 0) {
      throw new UnreadableInput(merging.problems);
    }
    return merging;
  }

  /** How many VMs have the writes of the calibration now. */
  public int merged() {
    return merged;
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

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void problem(String place, String value, String expectation) {
    problems.add(new Problem(source, place, CleanText.name(value), expectation));
  }

  /** Takes those that the estate has out of the missing ones. */
  private void merge(JsonNode tree, String at, Estate usable, Map<String, FittedVm> missing) {
    Set<String> names = new HashSet<>();
    usable.vms().forEach(vm -> names.add(vm.name()));
    var vms = (ArrayNode) tree.path("vms");
    Set<String> known = new HashSet<>();
    for (int i = 0; i < vms.size(); i++) {
      String name = vms.get(i).path("name").asText();
      String place = at + "/vms/" + i;
      FittedVm fitted = missing.remove(key(name));
      if (fitted != null && !names.contains(name)) {
        problem(place, name, "a VM that can be used; validate says why it cannot");
      } else if (fitted != null && merge(vms, i, fitted, place)) {
        known.add("/vms/" + i + "/" + Origins.WRITES);
        known.add("/vms/" + i + "/zero_page_ratio");
      }
    }
    merged += known.size() / 2;
    if (tree.has("assumptions")) {
      ((ObjectNode) tree).set("assumptions", Json.tree(assumptions(tree, known, assumed(vms))));
    }
  }

  /** A measured working set need not fit a VM whose memory is less than when it was measured. */
  private boolean merge(ArrayNode vms, int i, FittedVm fitted, String place) {
    JsonNode vm = vms.get(i);
    ByteCount memory = ByteCount.mebibytes(vm.path("memory_mib").asLong());
    if (fitted.memoryMib().filter(measured -> !measured.equals(memory)).isPresent()) {
      problem(
          place + "/memory_mib",
          vm.path("memory_mib").asText(),
          (fitted.memoryMib().get().bytes() >> 20)
              + " as when it was measured; the estate's is kept");
    }
    try {
      vms.set(i, EstateVmDoc.fitted(vm, fitted));
      return true;
    } catch (IllegalArgumentException e) {
      problem(place, fitted.name(), "numbers that agree: " + Text.reason(e));
      return false;
    }
  }

  private static long assumed(ArrayNode vms) {
    return StreamSupport.stream(vms.spliterator(), false)
        .map(vm -> vm.path("origins").path(Origins.WRITES).asText())
        .filter(origin -> origin.startsWith(Origin.ASSUMED.label() + ": "))
        .count();
  }

  /**
   * What is still assumed: nothing of what is known now, and an import says of how many VMs the
   * writes are assumed.
   */
  private static List<Assumed> assumptions(JsonNode tree, Set<String> known, long assumed) {
    List<Assumed> kept = new ArrayList<>();
    for (JsonNode each : tree.path("assumptions")) {
      Assumed assumption = Json.read(each, Assumed.class);
      String field = assumption.field();
      boolean countsWrites =
          assumption
              .code()
              .map(Assumption.WRITES::equals)
              .orElseGet(() -> UNCODED.matcher(assumption.reason()).matches());
      if (countsWrites && assumed > 0) {
        kept.add(
            new Assumed(
                Optional.of(Assumption.WRITES), field, EstateBuilder.assumedWrites(assumed)));
      } else if (!countsWrites
          && known.stream().noneMatch(k -> field.equals(k) || field.startsWith(k + "/"))) {
        kept.add(assumption);
      }
    }
    return kept;
  }
}

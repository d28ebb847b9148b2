package blackout.ingest.exports;

import blackout.ingest.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been read so far. Formats add to it; the builder takes it. */
final class Harvest {

  private final VmRegister vms = new VmRegister(this);
  private final List<Facts<HostField>> hosts = new ArrayList<>();
  private final List<Facts<AdapterField>> adapters = new ArrayList<>();
  private final List<Facts<VolumeField>> volumes = new ArrayList<>();
  private final List<Facts<ClusterField>> clusters = new ArrayList<>();
  private final Set<Product> products = new LinkedHashSet<>();
  private final Map<String, Integer> notes = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private int unlisted;

  VmRegister vms() {
    return vms;
  }

  List<Facts<HostField>> hosts() {
    return hosts;
  }

  List<Facts<AdapterField>> adapters() {
    return adapters;
  }

  List<Facts<VolumeField>> volumes() {
    return volumes;
  }

  List<Facts<ClusterField>> clusters() {
    return clusters;
  }

  Set<Product> products() {
    return products;
  }

  /** Notes how something was understood; the same note once. */
  void note(String note) {
    notes.merge(note, 1, Integer::sum);
  }

  List<String> notes() {
    return List.copyOf(notes.keySet());
  }

  void problem(Problem problem) {
    if (problems.size() < ExportLimits.PROBLEMS) {
      problems.add(problem);
    } else {
      unlisted++;
    }
  }

  void problem(Place place, String value, String expectation) {
    problem(new Problem(place.column().source(), place.inFile(), value, expectation));
  }

  /**
   * Takes in what a file holds; if it cannot be read to its end, what came before is kept.
   *
   * @param expected what was expected of the file
   */
  void read(ExportFile file, ExportFormat format, String expected) {
    try {
      format.read(file, this);
    } catch (IOException e) {
      problem(new Problem(file.name(), "", String.valueOf(e.getMessage()), expected));
    }
  }

  /** What could not be used, in the order in which it was met. */
  List<Problem> problems() {
    if (unlisted == 0) {
      return List.copyOf(problems);
    }
    var all = new ArrayList<>(problems);
    all.add(new Problem("all files", "", unlisted + " more problems", "none"));
    return all;
  }
}

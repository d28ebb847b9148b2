package blackout.ingest.fact;

import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.ingest.Problem;
import blackout.ingest.text.Limits;
import blackout.inventory.Origin;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has been read so far. Formats add to it; the builder takes it. */
public final class Findings {

  private static final DataRate MOST_DIRTIED =
      DataRate.bytesPerSecond(Workload.MOST_WRITES_PER_SECOND * Vm.PAGE_BYTES);

  /** {@code ram='4096'} in MiB, as the client of OpenStack prints a flavor. */
  private static final Pattern RAM = Pattern.compile("\\bram='?([0-9]{1,9})");

  private final VmRegister vms = new VmRegister(this);
  private final List<Facts<HostField>> hosts = new ArrayList<>();
  private final List<Facts<AdapterField>> adapters = new ArrayList<>();
  private final List<Facts<VolumeField>> volumes = new ArrayList<>();
  private final List<Facts<ClusterField>> clusters = new ArrayList<>();
  private final Map<String, Fact> flavors = new HashMap<>();
  private final Set<Product> products = new LinkedHashSet<>();
  private final Map<String, Integer> notes = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final Map<String, Set<String>> paths = new LinkedHashMap<>();
  private final VmNotes vmNotes = new VmNotes();
  private final List<Facts<RuleField>> rules = new ArrayList<>();
  private int unlisted;

  /** Adds a VM; an assigned memory of 0, as of a VM that is off, says nothing. */
  public void addVm(Facts<VmField> vm) {
    if (vm.text(VmField.NAME).filter(String::isBlank).isPresent()) {
      problem(vm.fact(VmField.NAME).orElseThrow().place(), "a blank name", "the name of a VM");
      return;
    }
    if (vm.value(VmField.MEMORY, ByteCount.class).filter(ByteCount.ZERO::equals).isPresent()) {
      vm.remove(VmField.MEMORY);
    }
    vms.add(vm);
  }

  /** A flavor of OpenStack: its memory is that of every VM which names it and says none. */
  public void addFlavor(Facts<VmField> flavor) {
    flavor
        .fact(VmField.MEMORY)
        .ifPresent(
            memory ->
                flavor.text(VmField.NAME).ifPresent(name -> flavors.putIfAbsent(name, memory)));
  }

  /** Tells what is said in several sources together; called when all are read. */
  public void settle() {
    vms.settle();
    Map<String, String> spellings = new HashMap<>();
    volumes.forEach(v -> spell(v, VolumeField.NAME, spellings));
    vms.all().forEach(vm -> spell(vm, VmField.VOLUME, spellings));
    for (Facts<VmField> vm : vms.all()) {
      if (vm.fact(VmField.MEMORY).isEmpty()) {
        vm.fact(VmField.FLAVOR)
            .flatMap(this::ofFlavor)
            .ifPresent(memory -> vm.put(VmField.MEMORY, memory));
      }
    }
  }

  /** The same volume may be written in other letters: as it was written first. */
  private static <F extends Enum<F>> void spell(
      Facts<F> facts, F field, Map<String, String> spellings) {
    facts
        .text(field)
        .ifPresent(
            name -> {
              String first = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
              if (first != null && !first.equals(name)) {
                Fact fact = facts.fact(field).orElseThrow();
                facts.put(field, new Fact(first, fact.origin(), fact.column(), fact.number()));
              }
            });
  }

  private Optional<Fact> ofFlavor(Fact flavor) {
    String text = String.valueOf(flavor.value());
    Matcher stated = RAM.matcher(text);
    if (stated.find()) {
      Column column = flavor.column();
      return Optional.of(
          new Fact(
              ByteCount.mebibytes(Long.parseLong(stated.group(1))),
              Origin.IMPORTED,
              new Column(column.source(), column.counted(), column.title(), "MiB"),
              flavor.number()));
    }
    Fact named = flavors.get(text);
    return Optional.ofNullable(
        named != null ? named : flavors.get(text.replaceFirst(" \\(.*", "")));
  }

  /** Adds what somebody measured; a dirty rate that no guest can have becomes a problem. */
  public void observe(Observation observation) {
    if (observation instanceof DirtyWindow seen && !isPossible(seen.window().rate())) {
      problem(
          new Problem(
              seen.source(),
              "",
              "a dirty rate of " + seen.window().rate(),
              "at most " + Amounts.rate(MOST_DIRTIED) + ", more than any host's memory takes"));
    } else {
      observations.add(observation);
    }
  }

  /** Whether a guest can dirty its memory so fast; see {@link Workload#MOST_WRITES_PER_SECOND}. */
  public static boolean isPossible(DataRate dirtied) {
    return dirtied.compareTo(MOST_DIRTIED) <= 0;
  }

  /** What was measured, in the order in which it was met. */
  public List<Observation> observations() {
    return List.copyOf(observations);
  }

  public VmRegister vms() {
    return vms;
  }

  public List<Facts<HostField>> hosts() {
    return hosts;
  }

  public List<Facts<AdapterField>> adapters() {
    return adapters;
  }

  public List<Facts<VolumeField>> volumes() {
    return volumes;
  }

  public List<Facts<ClusterField>> clusters() {
    return clusters;
  }

  /** Notes that a host has a path to a volume. */
  public void path(String volume, String host) {
    paths.computeIfAbsent(volume, v -> new LinkedHashSet<>()).add(host);
  }

  /** The names of the hosts that have paths to a volume, by the name of the volume. */
  public Map<String, Set<String>> paths() {
    return paths;
  }

  /** What is said of VMs any number of times. */
  public VmNotes vmNotes() {
    return vmNotes;
  }

  /** Rules of placement, and the groups that they name. */
  public List<Facts<RuleField>> rules() {
    return rules;
  }

  public Set<Product> products() {
    return products;
  }

  /** Notes how something was understood; the same note once. */
  public void note(String note) {
    notes.merge(note, 1, Integer::sum);
  }

  public List<String> notes() {
    return List.copyOf(notes.keySet());
  }

  public void problem(Problem problem) {
    if (problems.size() < Limits.PROBLEMS) {
      problems.add(problem);
    } else {
      unlisted++;
    }
  }

  public void problem(Place place, String value, String expectation) {
    problem(new Problem(place.column().source(), place.inFile(), value, expectation));
  }

  /** What could not be used, in the order in which it was met. */
  public List<Problem> problems() {
    if (unlisted == 0) {
      return List.copyOf(problems);
    }
    var all = new ArrayList<>(problems);
    all.add(new Problem("all files", "", unlisted + " more problems", "none"));
    return all;
  }
}

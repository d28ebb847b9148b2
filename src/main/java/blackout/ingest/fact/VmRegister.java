package blackout.ingest.fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The VMs of all sources, each once. Two sources speak of the same VM if its identity is the same,
 * in any case of letters and with or without braces; where one of them has no identity, if name and
 * cluster are the same. What they do not agree on is listed, and who came first is believed, or who
 * measured.
 */
public final class VmRegister {

  /** What sources have to agree on. */
  private static final Set<VmField> AGREED =
      Set.of(VmField.CLUSTER, VmField.HOST, VmField.RUNNING, VmField.MEMORY, VmField.PROCESSORS);

  private final Findings findings;
  private final List<Facts<VmField>> vms = new ArrayList<>();
  private final List<Facts<VmField>> nameless = new ArrayList<>();
  private final Map<String, List<Facts<VmField>>> byUuid = new HashMap<>();
  private final Map<String, List<Facts<VmField>>> byName = new HashMap<>();

  public VmRegister(Findings findings) {
    this.findings = findings;
  }

  /** The VMs in the order in which they were first met. */
  public List<Facts<VmField>> all() {
    return vms;
  }

  public void add(Facts<VmField> said) {
    Optional<String> uuid = said.text(VmField.UUID);
    Optional<String> name = key(said);
    List<Facts<VmField>> same = same(said, uuid, name);
    if (same.size() > 1) {
      Fact fact = said.fact(VmField.NAME).orElseThrow();
      findings.problem(
          fact.place(), name.orElse(""), "a name that only one VM has, or an identity as well");
      return;
    }
    if (same.isEmpty() && name.isEmpty()) {
      nameless.add(said);
      return;
    }
    Facts<VmField> known = same.isEmpty() ? said : same.get(0);
    if (same.isEmpty()) {
      vms.add(said);
    } else {
      known.add(said, this::twice);
    }
    uuid.ifPresent(id -> index(byUuid, id, known));
    name.ifPresent(n -> index(byName, n, known));
  }

  /** Gives what was said without a name to the VM with that identity, now that all are known. */
  public void settle() {
    List<Facts<VmField>> waiting = List.copyOf(nameless);
    nameless.clear();
    waiting.forEach(this::add);
    for (Facts<VmField> said : nameless) {
      said.fact(VmField.UUID)
          .ifPresent(
              id ->
                  findings.problem(
                      id.place(),
                      String.valueOf(id.value()),
                      "the identity of a VM that has a name in one of the sources"));
    }
    nameless.clear();
  }

  private List<Facts<VmField>> same(
      Facts<VmField> said, Optional<String> uuid, Optional<String> name) {
    List<Facts<VmField>> sameUuid =
        uuid.map(id -> byUuid.getOrDefault(id, List.of())).orElse(List.of());
    if (sameUuid.isEmpty() && name.filter(byName::containsKey).isEmpty()) {
      return List.of();
    }
    List<Facts<VmField>> agreeing =
        sameUuid.stream()
            .filter(vm -> name.isEmpty() || key(vm).equals(name) || !sameTable(vm, said))
            .toList();
    if (!agreeing.isEmpty()) {
      return agreeing.subList(0, 1);
    }
    if (!sameUuid.isEmpty()) {
      findings.problem(
          said.fact(VmField.UUID).orElseThrow().place(),
          uuid.orElse(""),
          "another identity than that of "
              + sameUuid.get(0).text(VmField.NAME).orElse("another VM")
              + "; both are kept");
      return List.of();
    }
    List<Facts<VmField>> sameName =
        name.map(n -> byName.getOrDefault(n, List.of())).orElse(List.of()).stream()
            .filter(vm -> mayEqual(vm, said, VmField.UUID))
            .filter(vm -> mayEqual(vm, said, VmField.CLUSTER))
            .filter(vm -> !sameTable(vm, said))
            .toList();
    if (sameName.size() < 2) {
      return sameName;
    }
    List<Facts<VmField>> sameHost =
        sameName.stream()
            .filter(vm -> vm.text(VmField.HOST).equals(said.text(VmField.HOST)))
            .toList();
    return sameHost.size() == 1 ? sameHost : sameName;
  }

  private void twice(VmField field, Fact[] facts) {
    if (AGREED.contains(field) && !agree(field, facts[0].value(), facts[1].value())) {
      findings.problem(
          facts[1].place(),
          String.valueOf(facts[1].value()),
          facts[0].value() + " as in " + facts[0].place() + ", which is used");
    }
  }

  private static boolean agree(VmField field, Object ours, Object theirs) {
    if (field == VmField.HOST) {
      return HostName.isSame(String.valueOf(ours), String.valueOf(theirs));
    }
    return ours instanceof String text
        ? text.equalsIgnoreCase(String.valueOf(theirs))
        : ours.equals(theirs);
  }

  /** Whether one of them does not say, or both say the same. */
  private static boolean mayEqual(Facts<VmField> a, Facts<VmField> b, VmField field) {
    Optional<String> ours = a.text(field);
    Optional<String> theirs = b.text(field);
    return ours.isEmpty() || theirs.isEmpty() || ours.get().equalsIgnoreCase(theirs.get());
  }

  /** A table does not name a VM twice: what it names twice are two VMs. */
  private static boolean sameTable(Facts<VmField> a, Facts<VmField> b) {
    return a.fact(VmField.NAME)
        .flatMap(
            ours ->
                b.fact(VmField.NAME)
                    .map(theirs -> ours.place().column().equals(theirs.place().column())))
        .orElse(false);
  }

  private static Optional<String> key(Facts<VmField> vm) {
    return vm.text(VmField.NAME).map(n -> n.toLowerCase(Locale.ROOT));
  }

  private static void index(
      Map<String, List<Facts<VmField>>> index, String key, Facts<VmField> vm) {
    List<Facts<VmField>> known = index.putIfAbsent(key, List.of(vm));
    if (known != null && !known.contains(vm)) {
      var more = new ArrayList<>(known);
      more.add(vm);
      index.put(key, more);
    }
  }
}

package blackout.ingest.estate;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.RuleField;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.inventory.Node;
import blackout.inventory.PlacementRule;
import blackout.inventory.PlacementRule.Kind;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of placement of a cluster, from the rules and groups that sources list and from what
 * they say of each VM. A rule keeps only the VMs and hosts of the cluster.
 */
final class RuleBuilder {

  /** What a VM says of where it may be. */
  private static final List<VmField> OF_RULES =
      List.of(VmField.APART, VmField.RULES, VmField.PREFERRED, VmField.POSSIBLE);

  private final Findings findings;
  private final HostRegister hosts;

  /** What VMs are called in the estate, by their names in the sources in lower case. */
  private final Map<String, String> names;

  /** The names of the hosts of the cluster, by what they are known by. */
  private final Map<String, String> byKey = new LinkedHashMap<>();

  private final Map<String, PlacementRule> rules = new LinkedHashMap<>();
  private final List<String> readings = new ArrayList<>();

  /**
   * @param names what VMs are called in the estate, by what sources say of them
   */
  RuleBuilder(
      Findings findings, HostRegister hosts, List<Node> nodes, Map<Facts<VmField>, String> names) {
    this.findings = findings;
    this.hosts = hosts;
    nodes.forEach(n -> byKey.put(hosts.key(n.name()), n.name()));
    this.names = new LinkedHashMap<>();
    if (!findings.rules().isEmpty()) {
      names.forEach(
          (vm, name) ->
              vm.text(VmField.NAME)
                  .ifPresent(n -> this.names.putIfAbsent(n.toLowerCase(Locale.ROOT), name)));
    }
    ofVms(names);
    ofRules();
  }

  List<PlacementRule> rules() {
    return List.copyOf(rules.values());
  }

  /** What of the rules could not be used. */
  List<String> readings() {
    return readings;
  }

  private void ofVms(Map<Facts<VmField>, String> vms) {
    Map<String, List<String>> apart = new LinkedHashMap<>();
    Map<String, List<String>> named = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    vms.forEach(
        (vm, name) -> {
          if (OF_RULES.stream().allMatch(f -> vm.fact(f).isEmpty())) {
            return;
          }
          for (String group : list(vm.text(VmField.APART))) {
            apart.computeIfAbsent(group, g -> new ArrayList<>()).add(name);
          }
          List<String> of = list(vm.text(VmField.RULES));
          List<String> kind = list(vm.text(VmField.RULE_KINDS));
          for (int i = 0; i < of.size(); i++) {
            named.computeIfAbsent(of.get(i), r -> new ArrayList<>()).add(name);
            kinds.putIfAbsent(of.get(i), of.size() == kind.size() ? kind.get(i) : "");
          }
          hosts(vm.text(VmField.PREFERRED))
              .ifPresent(
                  on -> add("preferred hosts of " + name, Kind.ON, false, List.of(name), on));
          hosts(vm.text(VmField.POSSIBLE))
              .ifPresent(on -> add("possible hosts of " + name, Kind.ON, true, List.of(name), on));
        });
    apart.forEach((group, of) -> add(group, Kind.APART, false, of, List.of()));
    List<String> unknown = new ArrayList<>();
    named.forEach(
        (rule, of) ->
            kind(kinds.getOrDefault(rule, "") + " " + rule)
                .ifPresentOrElse(
                    kind -> add(rule, kind, true, of, List.of()), () -> unknown.add(rule)));
    unknown.removeIf(rule -> findings.rules().stream().anyMatch(r -> isNamed(r, rule)));
    if (!unknown.isEmpty()) {
      readings.add(
          Text.count(unknown.size(), "rule")
              + " of placement not kept, because no source says what it asks: "
              + Text.names(unknown, 5));
    }
  }

  private static boolean isNamed(Facts<RuleField> rule, String name) {
    return rule.text(RuleField.NAME).filter(name::equalsIgnoreCase).isPresent();
  }

  /** What a rule between VMs asks, by its kind and name. */
  private static Optional<Kind> kind(String text) {
    String key = CleanText.key(text);
    if (key.contains("anti") || key.contains("apart") || key.contains("separat")) {
      return Optional.of(Kind.APART);
    }
    return key.contains("affinity") || key.contains("together")
        ? Optional.of(Kind.TOGETHER)
        : Optional.empty();
  }

  private void ofRules() {
    Map<String, Facts<RuleField>> groups = new LinkedHashMap<>();
    for (Facts<RuleField> rule : findings.rules()) {
      if (isGroup(rule)) {
        rule.text(RuleField.NAME).ifPresent(n -> groups.put(n.toLowerCase(Locale.ROOT), rule));
      }
    }
    for (Facts<RuleField> rule : findings.rules()) {
      if (!isGroup(rule) && rule.value(RuleField.ENABLED, Boolean.class).orElse(true)) {
        rule(rule, groups);
      }
    }
  }

  private static boolean isGroup(Facts<RuleField> rule) {
    return rule.text(RuleField.TYPE)
        .map(CleanText::key)
        .filter(t -> t.endsWith("group"))
        .isPresent();
  }

  private void rule(Facts<RuleField> rule, Map<String, Facts<RuleField>> groups) {
    String type = rule.text(RuleField.TYPE).map(CleanText::key).orElse("");
    List<String> vms =
        known(
            list(
                rule.text(RuleField.VMS)
                    .or(() -> members(rule.text(RuleField.VM_GROUP), groups, RuleField.VMS))));
    Optional<List<String>> on =
        hosts(
            rule.text(RuleField.HOSTS)
                .or(() -> members(rule.text(RuleField.HOST_GROUP), groups, RuleField.VMS)));
    String name = rule.text(RuleField.NAME).orElse(type);
    if (vms.isEmpty()) {
      return;
    }
    if (type.contains("runon") || on.isPresent()) {
      boolean not = type.contains("not");
      boolean required = !type.contains("should") && !type.contains("preferred");
      on.ifPresent(nodes -> add(name, not ? Kind.NOT_ON : Kind.ON, required, vms, nodes));
      return;
    }
    rule.value(RuleField.TOGETHER, Boolean.class)
        .map(together -> together ? Kind.TOGETHER : Kind.APART)
        .or(() -> kind(type))
        .ifPresent(kind -> add(name, kind, !type.contains("should"), vms, List.of()));
  }

  private static Optional<String> members(
      Optional<String> group, Map<String, Facts<RuleField>> groups, RuleField field) {
    return group
        .flatMap(g -> Optional.ofNullable(groups.get(g.toLowerCase(Locale.ROOT))))
        .flatMap(g -> g.text(field));
  }

  private List<String> known(List<String> vms) {
    return vms.stream()
        .flatMap(vm -> Optional.ofNullable(names.get(vm.toLowerCase(Locale.ROOT))).stream())
        .distinct()
        .toList();
  }

  /** The hosts of the cluster in a list, in its order; empty if it names none of them. */
  private Optional<List<String>> hosts(Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> found =
        list(text).stream()
            .flatMap(name -> Optional.ofNullable(byKey.get(hosts.key(name))).stream())
            .distinct()
            .toList();
    return Optional.of(found).filter(f -> !f.isEmpty());
  }

  private void add(String name, Kind kind, boolean required, List<String> vms, List<String> on) {
    Set<String> all = new LinkedHashSet<>(vms);
    if (!kind.namesNodes() && all.size() < 2) {
      return;
    }
    rules.putIfAbsent(
        name.toLowerCase(Locale.ROOT),
        new PlacementRule(CleanText.name(name), kind, required, List.copyOf(all), on));
  }

  /** The names in a text: separated by commas, semicolons, bars or line ends, in braces or not. */
  private static List<String> list(Optional<String> text) {
    return text.map(
            t ->
                Arrays.stream(t.replaceAll("[{}\\[\\]]", "").split("[,;|\\n]", -1))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList())
        .orElse(List.of());
  }
}

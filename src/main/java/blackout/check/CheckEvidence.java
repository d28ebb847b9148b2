package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a rule finds while it looks at an estate. The worst finding decides: broken by a required
 * rule, then a missing fact, then broken by a recommended one. A rule that finds nothing to look at
 * is not applicable. Mutable; one rule and one run own it.
 */
public final class CheckEvidence {

  /** The names that are listed before the rest is counted: an assumption about a readable line. */
  private static final int LISTED_NAMES = 12;

  private final Map<Severity, List<String>> broken = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> fine = new ArrayList<>();
  private final Severity severity;
  private Optional<String> beside = Optional.empty();

  public CheckEvidence(Severity severity) {
    this.severity = severity;
  }

  /** Something is as it should be. */
  public void fine(String line) {
    fine.add(line);
  }

  /** The rule is broken. */
  public void broken(String line) {
    broken(severity, line);
  }

  /** The rule is broken, with another severity than its own. */
  public void broken(Severity how, String line) {
    broken.computeIfAbsent(how, s -> new ArrayList<>()).add(line);
  }

  /** A fact is not in the estate. */
  public void missing(String fact) {
    missing.add("Not known: " + fact + ".");
  }

  /** The estate has nothing that the rule speaks of. */
  public void beside(String reason) {
    beside = Optional.of(reason);
  }

  /**
   * A fact that must be the same everywhere. Differing owners are told once, grouped by the value
   * they have.
   *
   * @param what the fact, for messages
   * @param owners who has it, by name
   */
  public <T> void same(String what, Map<String, Optional<T>> owners) {
    Map<T, List<String>> byValue = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    owners.forEach(
        (owner, value) ->
            value.ifPresentOrElse(
                v -> byValue.computeIfAbsent(v, k -> new ArrayList<>()).add(owner),
                () -> unknown.add(owner)));
    if (!unknown.isEmpty()) {
      missing(what + " of " + names(unknown));
    }
    if (byValue.size() > 1) {
      List<String> groups = new ArrayList<>();
      byValue.forEach((value, group) -> groups.add(value + " on " + names(group)));
      broken(what + " differs: " + String.join("; ", groups));
    }
    byValue.forEach(
        (value, group) -> {
          if (byValue.size() == 1) {
            fine(what + ": " + value + " on " + names(group));
          }
        });
  }

  /**
   * A flag that must have one value everywhere. Those for whom it has not are told on one line.
   *
   * @param what the flag, for messages
   * @param wanted its value where all is well
   * @param flags its values by owner
   * @param when what to say of those where it is otherwise
   */
  public void all(String what, boolean wanted, Map<String, Optional<Boolean>> flags, String when) {
    List<String> unknown = owners(flags, flag -> flag.isEmpty());
    List<String> bad = owners(flags, flag -> flag.isPresent() && flag.get() != wanted);
    List<String> good = owners(flags, flag -> flag.isPresent() && flag.get() == wanted);
    if (!unknown.isEmpty()) {
      missing(what + " of " + names(unknown));
    }
    if (!bad.isEmpty()) {
      broken(when + ": " + names(bad));
    }
    if (!good.isEmpty()) {
      fine(what + (wanted ? ": yes" : ": no") + " for " + names(good));
    }
  }

  /** Something that there may not be too many of. */
  public void atMost(Severity how, String what, int count, int limit) {
    String line = count + " " + what + ", at most " + limit + " allowed";
    if (count > limit) {
      broken(how, line);
    } else {
      fine(line);
    }
  }

  /** A fact of every node, by its name. */
  public static <T> Map<String, Optional<T>> ofNodes(
      Estate estate, Function<Node, Optional<T>> fact) {
    Map<String, Optional<T>> facts = new LinkedHashMap<>();
    estate.nodes().forEach(n -> facts.put(n.name(), fact.apply(n)));
    return facts;
  }

  /** A flag of every VM, by its name. */
  public static Map<String, Optional<Boolean>> ofVms(
      Estate estate, Function<EstateVm, Optional<Boolean>> flag) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    estate.vms().forEach(vm -> flags.put(vm.name(), flag.apply(vm)));
    return flags;
  }

  /** Takes over what another look at the same estate found, with its severities. */
  public void adopt(CheckEvidence other) {
    other.broken.forEach((how, lines) -> lines.forEach(line -> broken(how, line)));
    missing.addAll(other.missing);
    fine.addAll(other.fine);
  }

  private static List<String> owners(
      Map<String, Optional<Boolean>> flags, Function<Optional<Boolean>, Boolean> wanted) {
    return flags.entrySet().stream()
        .filter(e -> wanted.apply(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names on one line, the first dozen of them. */
  public static String names(List<String> names) {
    return Text.names(names, LISTED_NAMES);
  }

  public Result result() {
    if (broken.containsKey(Severity.FAIL)) {
      return Result.FAILED;
    }
    if (!missing.isEmpty()) {
      return Result.INCOMPLETE;
    }
    if (broken.containsKey(Severity.WARN)) {
      return Result.WARNING;
    }
    return broken.isEmpty() && fine.isEmpty() ? Result.NOT_APPLICABLE : Result.SUCCESS;
  }

  /** All findings, the worst first. */
  public List<String> evidence() {
    List<String> lines = new ArrayList<>();
    lines.addAll(broken.getOrDefault(Severity.FAIL, List.of()));
    lines.addAll(missing);
    lines.addAll(broken.getOrDefault(Severity.WARN, List.of()));
    lines.addAll(broken.getOrDefault(Severity.INFO, List.of()));
    lines.addAll(fine);
    if (lines.isEmpty()) {
      lines.add(beside.orElse("The estate has nothing that this rule speaks of."));
    }
    return lines;
  }
}

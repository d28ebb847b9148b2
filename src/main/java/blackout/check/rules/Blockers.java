package blackout.check.rules;

import blackout.check.CheckEvidence;
import blackout.check.Severity;
import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What rules about blockers of VMs have in common. */
final class Blockers {

  /** The VMs that are written out: an assumption about a readable result. */
  private static final int LISTED = 12;

  private Blockers() {}

  /** Looks for VMs with a blocker of a kind, each with its evidence. */
  static BiConsumer<Estate, CheckEvidence> look(Severity severity, Blocker.Kind... kinds) {
    return (estate, found) -> look(estate, found, severity, List.of(kinds));
  }

  static void look(
      Estate estate, CheckEvidence found, Severity severity, List<Blocker.Kind> kinds) {
    List<String> lines = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      vm.mobility().blockers().stream()
          .filter(b -> kinds.contains(b.kind()))
          .forEach(b -> lines.add(vm.name() + ": " + b));
    }
    tell(lines, found, severity);
    if (lines.isEmpty() && estate.cluster().lookedFor().containsAll(kinds)) {
      found.fine(
          "None of %s has one (%s)".formatted(Text.count(estate.vms().size(), "VM"), names(kinds)));
    } else if (lines.isEmpty()) {
      found.beside("Nobody looked for it (%s); see B00.".formatted(names(kinds)));
    }
  }

  /** The first dozen lines, and how many more there are. */
  static void tell(List<String> lines, CheckEvidence found, Severity severity) {
    lines.stream().limit(LISTED).forEach(line -> found.broken(severity, line));
    if (lines.size() > LISTED) {
      found.broken(severity, "and %s more".formatted(lines.size() - LISTED));
    }
  }

  static String names(List<Blocker.Kind> kinds) {
    return String.join(", ", kinds.stream().map(Blocker.Kind::label).toList());
  }
}

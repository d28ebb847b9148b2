package blackout.ingest.fact;

import blackout.inventory.Blocker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What sources say of a VM any number of times: what keeps it from moving, and the volumes with its
 * disks. A VM is known by its identity, or by its name where a source has none.
 */
public final class VmNotes {

  private final Map<String, List<Blocker>> blockers = new LinkedHashMap<>();
  private final Map<String, Set<String>> volumes = new LinkedHashMap<>();
  private final Set<Blocker.Kind> lookedFor = EnumSet.noneOf(Blocker.Kind.class);

  /** Adds what keeps a VM from moving; the same evidence once. */
  public void block(
      Optional<String> uuid, Optional<String> name, Blocker.Kind kind, String evidence) {
    lookedFor.add(kind);
    key(uuid, name)
        .ifPresent(
            key -> {
              var blocker = new Blocker(kind, evidence);
              List<Blocker> known = blockers.computeIfAbsent(key, k -> new ArrayList<>());
              if (!known.contains(blocker)) {
                known.add(blocker);
              }
            });
  }

  /** Adds a volume with a disk of a VM. */
  public void disk(Optional<String> uuid, Optional<String> name, String volume) {
    key(uuid, name)
        .ifPresent(key -> volumes.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(volume));
  }

  /** Notes that a source would show blockers of these kinds. */
  public void lookFor(Collection<Blocker.Kind> kinds) {
    lookedFor.addAll(kinds);
  }

  /** The kinds of blockers that sources would show. */
  public Set<Blocker.Kind> lookedFor() {
    return lookedFor;
  }

  /** What keeps a VM from moving. */
  public List<Blocker> blockers(Facts<VmField> vm) {
    var all = new ArrayList<Blocker>();
    keys(vm).forEach(key -> all.addAll(blockers.getOrDefault(key, List.of())));
    return all;
  }

  /** The volumes with its disks. */
  public Set<String> volumes(Facts<VmField> vm) {
    var all = new LinkedHashSet<String>();
    keys(vm).forEach(key -> all.addAll(volumes.getOrDefault(key, Set.of())));
    return all;
  }

  private static List<String> keys(Facts<VmField> vm) {
    var keys = new ArrayList<String>();
    key(vm.text(VmField.UUID), Optional.empty()).ifPresent(keys::add);
    key(Optional.empty(), vm.text(VmField.NAME)).ifPresent(keys::add);
    return keys;
  }

  private static Optional<String> key(Optional<String> uuid, Optional<String> name) {
    return uuid.map(id -> "id " + id.toLowerCase(Locale.ROOT))
        .or(() -> name.map(n -> "name " + n.toLowerCase(Locale.ROOT)));
  }
}

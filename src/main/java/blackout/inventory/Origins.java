package blackout.inventory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the facts of an imported estate come from.
 *
 * @param readings how the sources were understood, one sentence each: units, what was left out
 * @param vms the sources of the facts of each VM, by its name
 */
public record Origins(List<String> readings, Map<String, List<Sourced>> vms) {

  /** The field whose origin decides the grade of a VM. */
  public static final String WRITES = "writes";

  /** Of an estate that does not say. */
  public static final Origins NONE = new Origins(List.of(), Map.of());

  public Origins {
    readings = List.copyOf(readings);
    var copy = new LinkedHashMap<>(vms);
    copy.replaceAll((name, sources) -> List.copyOf(sources));
    vms = Collections.unmodifiableMap(copy);
  }

  /** The sources of the facts of a VM; none if nobody said. */
  public List<Sourced> of(String vm) {
    return vms.getOrDefault(vm, List.of());
  }

  /** How sure the writes of a VM are; empty if nobody said. */
  public Optional<Grade> grade(String vm) {
    return Optional.ofNullable(gradeOf(of(vm)));
  }

  private static @Nullable Grade gradeOf(List<Sourced> sources) {
    for (Sourced source : sources) {
      if (source.field().equals(WRITES)) {
        return Grade.of(source.origin());
      }
    }
    return null;
  }

  /**
   * The number of VMs whose field is known in a way, for each field that some VM has a source for,
   * in the order in which they first appear.
   */
  public Map<String, Map<Origin, Long>> counts() {
    var counts = new LinkedHashMap<String, Map<Origin, Long>>();
    for (List<Sourced> sources : vms.values()) {
      for (Sourced source : sources) {
        counts
            .computeIfAbsent(source.field(), field -> new EnumMap<>(Origin.class))
            .merge(source.origin(), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** The number of VMs of a grade. */
  public long count(Grade grade) {
    return grades().getOrDefault(grade, 0L);
  }

  /** The number of VMs of each grade that any VM has. */
  public Map<Grade, Long> grades() {
    var grades = new EnumMap<Grade, Long>(Grade.class);
    for (List<Sourced> sources : vms.values()) {
      Grade grade = gradeOf(sources);
      if (grade != null) {
        grades.merge(grade, 1L, Long::sum);
      }
    }
    return grades;
  }
}

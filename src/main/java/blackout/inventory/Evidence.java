package blackout.inventory;

import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the dirty rates of an estate are known, on which every prediction of a live migration rests.
 *
 * @param graded the number of VMs of each grade
 * @param stated the number of VMs whose dirty rate the estate states without saying how it is known
 */
public record Evidence(Map<Grade, Long> graded, long stated) {

  /** Counts the VMs: by their sources, or by what the estate file marks as an assumption. */
  public static Evidence of(Estate estate) {
    Map<Grade, Long> graded = new EnumMap<>(Grade.class);
    long stated = 0;
    for (int i = 0; i < estate.vms().size(); i++) {
      Grade grade = estate.origins().grade(estate.vms().get(i).name()).orElse(null);
      if (grade == null && assumes(estate, i)) {
        grade = Grade.C;
      }
      if (grade == null) {
        stated++;
      } else {
        graded.merge(grade, 1L, Long::sum);
      }
    }
    return new Evidence(graded, stated);
  }

  private static boolean assumes(Estate estate, int vm) {
    String writes = "/vms/" + vm + "/writes";
    return estate.assumptions().stream()
        .map(Assumption::field)
        .anyMatch(field -> field.startsWith(writes) || writes.startsWith(field + "/"));
  }

  /** The number of VMs of a grade. */
  public long count(Grade grade) {
    return graded.getOrDefault(grade, 0L);
  }

  /** Whether there are VMs, and nobody knows how fast any of them writes. */
  public boolean isAllAssumed() {
    return count(Grade.C) > 0 && stated == 0 && count(Grade.A) == 0 && count(Grade.B) == 0;
  }

  /** What the dirty rates are: {@code "dirty rates: measured for 3 VMs, assumed for 1 VM"}. */
  public String words() {
    List<String> parts = new ArrayList<>();
    add(parts, "measured", count(Grade.A));
    add(parts, "inferred from counters", count(Grade.B));
    add(parts, "stated in the estate", stated);
    add(parts, "assumed", count(Grade.C));
    return parts.isEmpty() ? "no VM" : "dirty rates: " + String.join(", ", parts);
  }

  private static void add(List<String> parts, String how, long vms) {
    if (vms > 0) {
      parts.add("%s for %s".formatted(how, Text.count(vms, "VM")));
    }
  }
}

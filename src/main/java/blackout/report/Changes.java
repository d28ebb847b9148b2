package blackout.report;

import blackout.exhibit.FormattedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is different from an earlier report.
 *
 * @param estate the name of the earlier estate
 * @param found every comparison, what needs a look first, otherwise in the order of the report
 */
public record Changes(String estate, List<Change> found) {

  /** What became of something. */
  public enum Trend {
    /** A check that asks for something now and did not before, or a VM that was not there. */
    NEW,
    WORSE,
    BETTER,
    /** A check that asked for something and does not any more. */
    FIXED,
    /** A VM or a check that is not there any more. */
    GONE,
    UNCHANGED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One comparison.
   *
   * @param kind what became of it
   * @param what the check or the VM and its way
   * @param before its result or downtime in the earlier report
   * @param now its result or downtime now
   */
  public record Change(Trend kind, String what, String before, String now) {}

  public Changes {
    found = found.stream().sorted(Comparator.comparing(Change::kind)).toList();
  }

  /** How many comparisons ended in a way. */
  public long count(Trend kind) {
    return found.stream().filter(c -> c.kind() == kind).count();
  }

  /** The counts in one sentence. */
  public String sentence() {
    var counts = new ArrayList<String>();
    for (Trend kind : Trend.values()) {
      counts.add(count(kind) + " " + kind.word());
    }
    return "Against the earlier report of " + estate + ": " + String.join(", ", counts) + ".";
  }

  /** What is not unchanged, as a table. */
  public FormattedTable sheet() {
    return new FormattedTable(
        "Changes",
        List.of(
            new FormattedTable.Header("Change", false),
            new FormattedTable.Header("What", false),
            new FormattedTable.Header("Before", false),
            new FormattedTable.Header("Now", false)),
        found.stream()
            .filter(c -> c.kind() != Trend.UNCHANGED)
            .map(c -> List.of(c.kind().word(), c.what(), c.before(), c.now()))
            .toList());
  }
}

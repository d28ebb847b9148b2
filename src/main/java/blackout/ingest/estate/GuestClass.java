package blackout.ingest.estate;

import blackout.inventory.WorkloadClass;
import blackout.quantity.DataRate;
import blackout.quantity.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a guest is taken for where nobody measured how it writes, by the words of its name.
 *
 * <p>The rates are the likeliest of a {@link WorkloadClass}. They are per virtual processor,
 * because only a processor that runs dirties memory. A prediction that rests on them has grade C;
 * one measurement replaces them.
 */
enum GuestClass {
  DATABASE(
      "database or mail",
      WorkloadClass.SQL,
      List.of(
          "sql",
          "mssql",
          "mysql",
          "db",
          "database",
          "oracle",
          "ora",
          "postgres",
          "pg",
          "mongo",
          "redis",
          "hana",
          "sap",
          "exch",
          "exchange",
          "mail",
          "mbx")),
  INFRASTRUCTURE(
      "infrastructure",
      WorkloadClass.INFRASTRUCTURE,
      List.of(
          "dc", "ad", "dns", "dhcp", "ntp", "print", "prn", "radius", "proxy", "jump", "bastion",
          "ca", "wsus")),
  GENERAL("general", WorkloadClass.GENERAL, List.of());

  /** Processors of a VM whose export does not say; an assumption. */
  static final long USUAL_PROCESSORS = 2;

  private final String label;
  private final WorkloadClass workload;

  @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
  private final Set<String> words;

  GuestClass(String label, WorkloadClass workload, List<String> words) {
    this.label = label;
    this.workload = workload;
    this.words = Set.copyOf(words);
  }

  /** The class of a VM by its name; {@code "app-db-01"} is a database. */
  static GuestClass of(String name) {
    GuestClass found = GENERAL;
    String lower = name.toLowerCase(Locale.ROOT);
    int from = 0;
    while (from < lower.length()) {
      int to = from;
      while (to < lower.length() && lower.charAt(to) >= 'a' && lower.charAt(to) <= 'z') {
        to++;
      }
      String word = lower.substring(from, to);
      if (DATABASE.words.contains(word)) {
        return DATABASE;
      }
      found = INFRASTRUCTURE.words.contains(word) ? INFRASTRUCTURE : found;
      from = to + 1;
    }
    return found;
  }

  /** The rate at which such a guest dirties memory. */
  DataRate dirtyRate(long processors) {
    return workload.range(processors).likeliest();
  }

  /** The assumption for one VM, in a line. */
  String reason(long processors) {
    return String.join(
        "",
        "class ",
        label,
        ", ",
        Long.toString(Math.round(workload.likeliestMebibytes())),
        " MiB/s for each of ",
        Text.count(processors, "processor"));
  }
}

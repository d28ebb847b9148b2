package blackout.ingest;

import blackout.calibrate.Observation;
import blackout.quantity.ByteCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tab vMemory of RVTools as CSV: the memory of each VM that is on, and its active memory, which
 * is an estimate of the memory touched lately, read or written. It bounds a working set from above
 * and says nothing of a rate.
 *
 * @see <a href="https://www.dell.com/en-us/shop/vmware/sl/rvtools">RVTools</a>
 */
final class TouchedMemoryCsv {

  private TouchedMemoryCsv() {}

  /** Whether the first line names the columns of the tab. */
  static boolean recognises(String text) {
    String head = text.lines().findFirst().orElse("");
    String plain = plain(head.replace(",", "|").replace(";", "|").replace("\t", "|"));
    return plain.contains("powerstate") && plain.contains("active") && plain.contains("size");
  }

  static List<Observation> read(String text, Complaints complaints) {
    CsvLines lines = CsvLines.of(text, complaints.source());
    lines.problem().ifPresent(complaints::add);
    if (lines.records().isEmpty()) {
      return List.of();
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    List<String> head = lines.records().get(0).cells();
    for (int i = 0; i < head.size(); i++) {
      columns.putIfAbsent(plain(head.get(i)), i);
    }
    Integer size = columns.getOrDefault("sizemib", columns.get("sizemb"));
    Integer active = columns.get("active");
    Integer name = columns.get("vm");
    Integer power = columns.get("powerstate");
    if (name == null || power == null || size == null || active == null) {
      complaints.add(
          "line 1", String.join(", ", head), "the columns VM, Powerstate, Size MiB and Active");
      return List.of();
    }
    var found = new ArrayList<Observation>();
    for (CsvLines.Row row : lines.records().subList(1, lines.records().size())) {
      String vm = row.cell(name).strip();
      boolean on =
          row.cell(power).strip().equalsIgnoreCase("poweredOn")
              && !row.cell(columns.getOrDefault("template", Integer.MAX_VALUE))
                  .strip()
                  .equalsIgnoreCase("true");
      if (on && !vm.isEmpty()) {
        String source = complaints.source() + ":" + row.line();
        mebibytes(row, size, complaints)
            .ifPresent(mib -> found.add(new Observation.Memory(Optional.of(vm), source, mib)));
        mebibytes(row, active, complaints)
            .ifPresent(mib -> found.add(new Observation.Touched(Optional.of(vm), source, mib)));
      }
    }
    return found;
  }

  private static Optional<ByteCount> mebibytes(
      CsvLines.Row row, int column, Complaints complaints) {
    String cell = row.cell(column).strip();
    String digits =
        cell.matches("[0-9]{1,3}([,. '\u00A0][0-9]{3})+") ? cell.replaceAll("[^0-9]", "") : cell;
    return complaints
        .number(digits, "line " + row.line() + ", column " + (column + 1), "whole MiB, at least 0")
        .filter(mib -> mib <= 1L << 30)
        .map(mib -> ByteCount.mebibytes(mib.longValue()));
  }

  private static String plain(String head) {
    return head.toLowerCase(Locale.ROOT).replaceAll("[ #\"]", "");
  }
}

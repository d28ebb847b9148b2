package blackout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what JaCoCo measured, a line for each room: what {@code mvn verify} ends with. */
public final class CoverageSummary {

  /** The columns of JaCoCo's table, counted from 0. */
  private static final int PACKAGE = 1;

  private static final int BRANCHES = 5;
  private static final int LINES = 7;

  private CoverageSummary() {}

  /**
   * Prints the summary, or nothing where nothing was measured.
   *
   * @param args JaCoCo's table ({@code jacoco.csv})
   */
  public static void main(String[] args) throws IOException {
    Path table = Path.of(args[0]);
    if (!Files.exists(table)) {
      return;
    }
    Map<String, long[]> rooms = new TreeMap<>();
    long[] all = new long[4];
    for (String row : Files.readAllLines(table).stream().skip(1).toList()) {
      String[] cells = row.split(",", -1);
      String[] names = cells[PACKAGE].split("\\.", -1);
      long[] room = rooms.computeIfAbsent(names.length < 2 ? "" : names[1], r -> new long[4]);
      for (int i = 0; i < 4; i++) {
        long count = Long.parseLong(cells[i < 2 ? LINES + i : BRANCHES + i - 2]);
        room[i] += count;
        all[i] += count;
      }
    }
    System.out.println("Covered by the tests   lines   branches");
    rooms.forEach(CoverageSummary::print);
    print("all rooms", all);
  }

  /** Missed and covered lines, missed and covered branches. */
  private static void print(String name, long[] counts) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %6.1f %%   %6.1f %%%n",
        name,
        ratio(counts[0], counts[1]),
        ratio(counts[2], counts[3]));
  }

  private static double ratio(long missed, long covered) {
    return missed + covered == 0 ? 100 : 100.0 * covered / (missed + covered);
  }
}

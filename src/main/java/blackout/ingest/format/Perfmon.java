package blackout.ingest.format;

import blackout.ingest.format.CounterSamples.Cell;
import blackout.ingest.format.CounterSamples.Counter;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.CsvTable;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.TableSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Performance counters of Windows: those of a live migration by Hyper-V. As CSV a counter a column
 * (typeperf, relog, Get-Counter with Export-Counter), a value a row (Get-Counter with its samples
 * selected) or all values of a moment in a cell (Get-Counter without); as objects (ConvertTo-Json,
 * Export-Clixml); and as Get-Counter prints them.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/typeperf">
 *     typeperf</a>
 * @see <a
 *     href="https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.diagnostics/get-counter">
 *     Get-Counter</a>
 */
final class Perfmon implements SourceFormat {

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(new CounterSamples(reading)));
  }

  static boolean recognises(String text) {
    String start = text.stripLeading();
    if (start.startsWith("\"(PDH-CSV") || start.startsWith("(PDH-CSV")) {
      return true;
    }
    String titles = titles(start);
    return isLong(titles) || isOfReadings(titles);
  }

  private static String titles(String start) {
    return start
        .lines()
        .filter(l -> !l.startsWith("#TYPE") && !l.isBlank())
        .findFirst()
        .map(CleanText::key)
        .orElse("");
  }

  private static boolean isLong(String titles) {
    return titles.contains("path")
        && titles.contains("cookedvalue")
        && titles.contains("timestamp");
  }

  private static boolean isOfReadings(String titles) {
    return titles.equals("timestampreadings") || titles.equals("timestampcountersamplesreadings");
  }

  /** Reads a file of CSV that is recognised. */
  static void read(Reading reading) throws IOException {
    var samples = new CounterSamples(reading);
    String titles = titles(reading.file().head().text().stripLeading());
    CsvTable.read(
        reading.file(),
        isLong(titles)
            ? new Values(samples)
            : isOfReadings(titles) ? new Moments(samples) : new Columns(samples));
    samples.end();
  }

  /** A counter a column. */
  private static final class Columns implements TableSink {

    private record Where(Counter counter, int column) {}

    private final CounterSamples samples;
    private final List<Where> columns = new ArrayList<>();

    Columns(CounterSamples samples) {
      this.samples = samples;
    }

    @Override
    public Optional<BitSet> titles(List<String> titles, long number) {
      for (int i = 1; i < titles.size(); i++) {
        int column = i;
        samples
            .counter(titles.get(i).strip())
            .ifPresent(counter -> columns.add(new Where(counter, column)));
      }
      return Optional.of(new BitSet());
    }

    @Override
    public void row(long number, List<String> cells) {
      if (columns.isEmpty() || !samples.at(cells.get(0), number, 1)) {
        return;
      }
      for (Where where : columns) {
        String cell = where.column < cells.size() ? cells.get(where.column).strip() : "";
        if (!cell.isEmpty()) {
          samples.add(where.counter, new Cell(cell, number, where.column + 1));
        }
      }
    }
  }

  /** A table of which some columns are asked for by their titles. */
  private abstract static class Titled implements TableSink {

    private final Map<String, Integer> columns = new LinkedHashMap<>();

    @Override
    public Optional<BitSet> titles(List<String> titles, long number) {
      for (int i = 0; i < titles.size(); i++) {
        columns.putIfAbsent(CleanText.key(titles.get(i)), i);
      }
      return Optional.of(new BitSet());
    }

    final String cell(List<String> cells, String key) {
      Integer column = columns.get(key);
      return column == null || column >= cells.size() ? "" : cells.get(column).strip();
    }

    final int column(String key) {
      return columns.getOrDefault(key, 0) + 1;
    }
  }

  /** A value a row: all values of a moment have the same time. */
  private static final class Values extends Titled {

    private final CounterSamples samples;

    Values(CounterSamples samples) {
      this.samples = samples;
    }

    @Override
    public void row(long number, List<String> cells) {
      String time = cell(cells, "timestamp");
      String path = cell(cells, "path");
      String value = cell(cells, "cookedvalue");
      if (!time.isEmpty()
          && !path.isEmpty()
          && !value.isEmpty()
          && samples.at(time, number, column("timestamp"))) {
        samples.add(path, new Cell(value, number, column("cookedvalue")));
      }
    }
  }

  /** A moment a row, its values as text in one cell. */
  private static final class Moments extends Titled {

    private final CounterSamples samples;

    Moments(CounterSamples samples) {
      this.samples = samples;
    }

    @Override
    public void row(long number, List<String> cells) {
      if (samples.at(cell(cells, "timestamp"), number, column("timestamp"))) {
        var printed = new Printed(samples);
        cell(cells, "readings").lines().forEach(line -> printed.line(number, line));
      }
    }
  }

  /** Values as they are printed: the path and a colon, and the value in the next line. */
  private static final class Printed {

    private static final Pattern PATH =
        Pattern.compile(
            "\\s*(?:([0-9][^\\\\]{5,40}?)\\s+)?(\\\\\\\\[^\\\\]+\\\\.*\\)\\\\.*?)\\s*:\\s*");

    private final CounterSamples samples;
    private String path = "";

    Printed(CounterSamples samples) {
      this.samples = samples;
    }

    boolean line(long number, String text) {
      Matcher begins = text.indexOf('\\') >= 0 ? PATH.matcher(text) : null;
      if (begins != null && begins.matches()) {
        path = begins.group(2);
        if (begins.group(1) != null && !samples.at(begins.group(1), number, 1)) {
          path = "";
        }
        return true;
      }
      if (path.isEmpty() || text.isBlank()) {
        return false;
      }
      samples.add(path, new Cell(text.strip(), number, 1));
      path = "";
      return true;
    }
  }

  /** Takes samples out of objects and of what is printed. */
  private static final class Reader implements ContentReader {

    private final CounterSamples samples;
    private final Printed printed;
    private boolean met;

    Reader(CounterSamples samples) {
      this.samples = samples;
      printed = new Printed(samples);
    }

    @Override
    public String name() {
      return "performance counters";
    }

    @Override
    public boolean line(long number, String text) {
      boolean ours = printed.line(number, text);
      met |= ours;
      return ours;
    }

    @Override
    public boolean json(String list, LocatedJson value) {
      List<LocatedJson> inner =
          value.at("CounterSamples").map(LocatedJson::items).orElse(List.of());
      if (!inner.isEmpty()) {
        inner.forEach(sample -> sample(sample, value.text("Timestamp")));
        return true;
      }
      return sample(value, Optional.empty());
    }

    private boolean sample(LocatedJson value, Optional<String> ofAll) {
      Optional<String> path = value.text("Path");
      Optional<String> cooked = value.text("CookedValue");
      Optional<String> time = value.text("Timestamp").or(() -> ofAll);
      if (path.isEmpty() || cooked.isEmpty() || time.isEmpty()) {
        return false;
      }
      met = true;
      if (samples.at(time.get(), value.line(), value.column())) {
        samples.add(path.get(), new Cell(cooked.get(), value.line(), value.column()));
      }
      return true;
    }

    @Override
    public void end() {
      if (met) {
        samples.end();
      }
      met = false;
    }
  }
}

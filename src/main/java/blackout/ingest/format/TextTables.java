package blackout.ingest.format;

import blackout.ingest.fact.TableKind;
import blackout.ingest.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that a shell prints, anywhere in a text: columns under titles, with or without a line of
 * dashes, cells between bars, or a value a line behind its title, a blank line between two things.
 */
final class TextTables {

  private static final Pattern WORD = Pattern.compile("\\S+");

  private static final Pattern KEY_VALUE =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9_ ()#/-]{0,40}?)\\s*(?:\\( ?[MSR][RW]O?\\))?\\s*:\\s*(\\S.*?)\\s*");

  /** More titles than this has no table of a shell. */
  private static final int MOST_TITLES = 60;

  /** A title or a dash under it, by its place in the line. */
  private record Span(int from, int to) {}

  private final Reading reading;
  private final Tables tables;
  private final Set<String> names = new LinkedHashSet<>();
  private Optional<Tables.Rows> rows = Optional.empty();
  private List<Span> spans = List.of();
  private boolean barred;
  private String titles = "";

  private final Map<String, String> block = new LinkedHashMap<>();
  private long blockLine;

  TextTables(Reading reading, Tables tables) {
    this.reading = reading;
    this.tables = tables;
  }

  void line(long number, String text) {
    if (text.isBlank()) {
      rows = barred ? rows : Optional.empty();
      endBlock();
      return;
    }
    if (text.length() > 4_000) {
      return;
    }
    if (rows.isPresent() && isRule(text)) {
      if (text.indexOf('-') >= 0 && text.indexOf('+') < 0 && text.indexOf('|') < 0) {
        dashes(text);
      }
      return;
    }
    if (rows.isPresent()) {
      row(number, text);
    } else if (!isTitles(number, text)) {
      keyValue(number, text);
    }
  }

  private static boolean isRule(String text) {
    return text.matches("[-+|=\\s]+");
  }

  private boolean isTitles(long number, String text) {
    barred = text.strip().startsWith("|");
    List<String> cells = barred ? barred(text) : words(text);
    if (cells.size() < 2
        || cells.size() > MOST_TITLES
        || cells.stream().noneMatch(c -> tables.isKnown(c.replaceAll("[(\\[].*", "")))) {
      return false;
    }
    var table = tables.new Rows(reading, "", reading.file().name(), "line", Numbers.POINT);
    if (table.titles(cells, number).isEmpty()) {
      return false;
    }
    endBlock();
    spans = barred ? List.of() : spans(text);
    titles = text;
    rows = Optional.of(table);
    table.kind().map(TableKind::name).ifPresent(names::add);
    return true;
  }

  /** The line of dashes says exactly where the columns are; titles may have blanks then. */
  private void dashes(String text) {
    List<Span> under = spans(text);
    if (under.size() == spans.size()) {
      spans = under;
    }
  }

  private void row(long number, String text) {
    if (barred) {
      if (text.strip().startsWith("|")) {
        rows.orElseThrow().row(number, barred(text));
      } else {
        rows = Optional.empty();
        barred = false;
      }
      return;
    }
    if (text.equals(titles)) {
      return;
    }
    var cells = new ArrayList<String>();
    spans.forEach(s -> cells.add(""));
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      int column = column(word.start(), word.end());
      String before = cells.get(column);
      cells.set(column, before.isEmpty() ? word.group() : before + " " + word.group());
    }
    rows.orElseThrow().row(number, cells);
  }

  /** The column whose title is above a word, or else the last one that begins before it. */
  private int column(int from, int to) {
    int last = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (from < span.to && to > span.from) {
        return i;
      }
      last = span.from <= from ? i : last;
    }
    return last;
  }

  private static List<Span> spans(String text) {
    var spans = new ArrayList<Span>();
    Matcher word = WORD.matcher(text);
    while (word.find() && spans.size() <= MOST_TITLES) {
      spans.add(new Span(word.start(), word.end()));
    }
    return spans;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(text);
    while (word.find() && words.size() <= MOST_TITLES) {
      words.add(word.group());
    }
    return words;
  }

  private static List<String> barred(String text) {
    String inner = text.strip();
    String[] cells = inner.substring(1).split("\\|", -1);
    var all = new ArrayList<String>();
    for (int i = 0; i < cells.length - 1; i++) {
      all.add(cells[i].strip());
    }
    return all;
  }

  private void keyValue(long number, String text) {
    Matcher pair = text.length() <= 400 && text.indexOf(':') > 0 ? KEY_VALUE.matcher(text) : null;
    if (pair == null || !pair.matches()) {
      return;
    }
    if (block.containsKey(pair.group(1)) || block.size() > 400) {
      endBlock();
    }
    blockLine = block.isEmpty() ? number : blockLine;
    block.put(pair.group(1), pair.group(2));
  }

  private void endBlock() {
    if (block.size() > 1) {
      var table = tables.new Rows(reading, "", reading.file().name(), "line", Numbers.POINT);
      if (table.titles(List.copyOf(block.keySet()), blockLine).isPresent()) {
        table.row(blockLine, List.copyOf(block.values()));
        table.kind().map(TableKind::name).ifPresent(names::add);
      }
    }
    block.clear();
  }

  /** The names of the kinds that were met. */
  Set<String> end() {
    endBlock();
    return names;
  }
}

package blackout.ingest.format;

import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.Titles;
import blackout.ingest.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that a shell prints, anywhere in a text: columns under titles, with or without a line of
 * dashes, cells between bars or lines, or a value a line behind its title, a blank line between two
 * things; a table of the titles Field and Value is of the last kind. What a line in brackets heads,
 * such as an older state of a VM, is passed over to the next blank line.
 */
final class TextTables {

  private static final Pattern WORD = Pattern.compile("\\S+");

  private static final Pattern KEY_VALUE =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9_ ()#/-]{0,40}?)\\s*(?:\\( ?[MS]?R[OW]\\))?\\s*:\\s*(\\S.*?)\\s*");

  /** {@code [snapshot-1]} heads what is not so now. */
  private static final Pattern SECTION = Pattern.compile("\\[[A-Za-z0-9_.:-]{1,80}\\]\\s*");

  /** More titles than this has no table of a shell. */
  private static final int MOST_TITLES = 60;

  /** A title or a dash under it, by its place in the line. */
  private record Span(int from, int to) {}

  private final Reading reading;
  private final TableKinds tables;
  private final Set<String> names = new LinkedHashSet<>();
  private Optional<TableKinds.Rows> rows = Optional.empty();
  private List<Span> spans = List.of();
  private boolean barred;
  private String titles = "";
  private long titlesLine;
  private boolean dashed;
  private boolean fieldAndValue;
  private boolean passedOver;
  private Optional<Titles> unknown = Optional.empty();

  /** What may be titles if a line of dashes follows. */
  private Optional<Titles> candidate = Optional.empty();

  private long candidateLine;

  private final Map<String, String> block = new LinkedHashMap<>();
  private long blockLine;

  TextTables(Reading reading, TableKinds tables) {
    this.reading = reading;
    this.tables = tables;
  }

  void line(long number, String printed) {
    String text = lined(printed);
    if (text.isBlank()) {
      rows = Optional.empty();
      barred = false;
      fieldAndValue = false;
      passedOver = false;
      endBlock();
      return;
    }
    if (SECTION.matcher(text).matches() && rows.isEmpty()) {
      endBlock();
      passedOver = true;
    }
    if (passedOver) {
      return;
    }
    if (text.length() > 4_000) {
      return;
    }
    if (rows.isEmpty() && isRule(text) && candidateLine == number - 1) {
      unknown = unknown.or(() -> candidate);
    }
    if (rows.isPresent() && isRule(text)) {
      if (text.indexOf('-') >= 0 && text.indexOf('+') < 0 && text.indexOf('|') < 0) {
        dashes(text);
      }
      return;
    }
    if (fieldAndValue) {
      fieldAndValue(number, text);
    } else if (rows.isPresent()) {
      row(number, text);
    } else if (!isTitles(number, text)) {
      keyValue(number, text);
    }
  }

  /** The lines of box drawing as bars and dashes. */
  private static String lined(String text) {
    if (text.indexOf('\u2502') < 0 && text.indexOf('\u2500') < 0 && text.indexOf('\u2550') < 0) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                plain.append(
                    c == '\u2502' ? '|' : c >= '\u2500' && c <= '\u257f' ? '+' : (char) c));
    return plain.toString();
  }

  private void fieldAndValue(long number, String text) {
    List<String> cells = text.strip().startsWith("|") ? barred(text) : List.of();
    if (cells.size() == 2 && !cells.get(0).isEmpty()) {
      blockLine = block.isEmpty() ? number : blockLine;
      block.putIfAbsent(cells.get(0), cells.get(1));
    } else if (!isRule(text)) {
      fieldAndValue = false;
      endBlock();
    }
  }

  private static boolean isRule(String text) {
    return text.matches("[-+|=\\s]+");
  }

  private boolean isTitles(long number, String text) {
    barred = text.strip().startsWith("|");
    List<String> cells = barred ? barred(text) : words(text);
    if (barred && cells.equals(List.of("Field", "Value"))) {
      endBlock();
      fieldAndValue = true;
      return true;
    }
    if (cells.size() < 2
        || cells.size() > MOST_TITLES
        || cells.stream().noneMatch(c -> tables.isKnown(c.replaceAll("[(\\[].*", "")))) {
      return false;
    }
    var table = tables.new Rows(reading, "", reading.file().name(), "line", Numbers.POINT);
    if (table.titles(cells, number).isEmpty()) {
      boolean likely = barred || text.equals(text.toUpperCase(Locale.ROOT));
      candidate = table.widest();
      candidateLine = number;
      unknown = unknown.or(() -> likely && cells.size() > 2 ? table.widest() : Optional.empty());
      return false;
    }
    endBlock();
    spans = barred ? List.of() : spans(text);
    titles = text;
    titlesLine = number;
    dashed = false;
    rows = Optional.of(table);
    table.kind().map(TableKind::name).ifPresent(names::add);
    return true;
  }

  /** The line of dashes says exactly where the columns are; titles may have blanks then. */
  private void dashes(String text) {
    List<Span> under = spans(text);
    if (dashed) {
      return;
    }
    dashed = true;
    if (under.size() != spans.size()) {
      var table = tables.new Rows(reading, "", reading.file().name(), "line", Numbers.POINT);
      if (table.titles(cells(titles, under), titlesLine).isEmpty()) {
        return;
      }
      rows = Optional.of(table);
    }
    spans = under;
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
    // Without dashes a long name moves what is behind it: as many words as titles are one each.
    List<String> words = words(text);
    rows.orElseThrow()
        .row(number, !dashed && words.size() == spans.size() ? words : cells(text, spans));
  }

  private static List<String> cells(String text, List<Span> spans) {
    var cells = new ArrayList<String>();
    spans.forEach(s -> cells.add(""));
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      int column = column(word.start(), word.end(), spans);
      String before = cells.get(column);
      cells.set(column, before.isEmpty() ? word.group() : before + " " + word.group());
    }
    return cells;
  }

  /** The column whose title is above a word, or else the last one that begins before it. */
  private static int column(int from, int to, List<Span> spans) {
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

  /** Titles of a table that is of no known kind, if any line could be some. */
  Optional<Titles> unknown() {
    return unknown;
  }

  /** The names of the kinds that were met. */
  Set<String> end() {
    endBlock();
    return names;
  }
}

package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.inventory.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes facts of the rows of a table whose titles are known, or of objects by their keys. A cell
 * that cannot be read costs itself and becomes a problem; the rest of its row is kept.
 *
 * @param <F> the fields
 */
public final class FactTable<F extends Enum<F>> {

  private final TableKind<F> kind;
  private final Numbers numbers;
  private final Findings findings;
  private final List<Bound<F>> bound = new ArrayList<>();
  private final List<String> keys;

  /**
   * A binding, its column, and what its cells were read as before: most columns repeat. One whose
   * cells do not, such as that of the names, is no longer remembered.
   */
  private static final class Bound<F extends Enum<F>> {

    /** More different cells than this are not remembered. */
    private static final int REMEMBERED = 2_000;

    private final Binding<F> binding;
    private final Kind kind;
    private final int index;
    private final Column column;
    private final Map<String, Object> readBefore = new HashMap<>();
    private int hits;
    private int misses;

    Bound(Binding<F> binding, Kind kind, int index, Column column) {
      this.binding = binding;
      this.kind = kind;
      this.index = index;
      this.column = column;
    }

    Object value(String cell, Numbers numbers) {
      if (misses >= REMEMBERED && hits < misses) {
        return kind.read(cell, numbers);
      }
      Object before = readBefore.get(cell);
      if (before != null) {
        hits++;
        return before;
      }
      misses++;
      Object value = kind.read(cell, numbers);
      if (readBefore.size() < REMEMBERED) {
        readBefore.put(cell, value);
      }
      return value;
    }
  }

  /**
   * @param source the file, with the sheet of a workbook
   * @param counted what is counted in it: {@code "line"} or {@code "row"}
   * @param numbers how it writes numbers
   */
  public FactTable(
      TableKind<F> kind,
      Titles titles,
      String source,
      String counted,
      Numbers numbers,
      Findings findings) {
    this.kind = kind;
    this.numbers = numbers;
    this.findings = findings;
    keys = titles.texts();
    findings.vmNotes().lookFor(kind.shows());
    for (Binding<F> binding : kind.bindings()) {
      Optional<Integer> index = titles.column(binding.keys());
      if (index.isPresent()) {
        Kind cells = binding.kind().in(titles.unit(index.get()));
        String title = CleanText.name(titles.texts().get(index.get()));
        bound.add(
            new Bound<>(
                binding, cells, index.get(), new Column(source, counted, title, cells.unit())));
      }
    }
  }

  /** The columns that are wanted. */
  public BitSet wanted() {
    var wanted = new BitSet();
    bound.forEach(b -> wanted.set(b.index));
    return wanted;
  }

  /** Takes a row; a row without a cell that is wanted says nothing. */
  public void row(long number, List<String> cells) {
    var facts = new Facts<>(kind.fields());
    for (Bound<F> one : bound) {
      String cell = one.index < cells.size() ? cells.get(one.index) : "";
      if (!cell.isBlank()) {
        try {
          Object value = one.value(cell, numbers);
          keep(facts, one.binding.field(), fact(facts, one, value, number));
        } catch (IllegalArgumentException | ArithmeticException e) {
          findings.problem(one.column.at(number), cell, one.kind.expectation());
        }
      }
    }
    if (!facts.isEmpty()) {
      kind.taker().accept(findings, facts);
    }
  }

  /** A note stands beside those that are there, each with its title. */
  private Fact fact(Facts<F> facts, Bound<F> one, Object value, long number) {
    if (one.kind != Kind.NOTE) {
      return new Fact(value, Origin.IMPORTED, one.column, number);
    }
    String note = one.column.title() + ": " + value;
    F field = one.binding.field();
    String all = facts.text(field).map(before -> before + " | " + note).orElse(note);
    facts.remove(field);
    return new Fact(all, Origin.IMPORTED, one.column, number);
  }

  /** Takes an object as a row, by its keys. */
  public void object(Map<String, LocatedJson> values) {
    var cells = new ArrayList<String>();
    int line = 1;
    for (String key : keys) {
      LocatedJson value = values.get(key);
      if (value == null || value.isNull()) {
        cells.add("");
      } else {
        cells.add(value.isObjectOrArray() ? named(value) : value.text());
        line = line == 1 ? value.line() : line;
      }
    }
    row(line, cells);
  }

  /** A host or a cluster may stand as an object with a name, a state as one with a value. */
  private static String named(LocatedJson value) {
    return value.text("Name").or(() -> value.text("Value")).orElse("");
  }

  /** Of several columns for a field the first counts, and of yes and no any yes. */
  public static <F extends Enum<F>> void keep(Facts<F> facts, F field, Fact fact) {
    Optional<Fact> known = facts.fact(field);
    if (known.isEmpty() || known.get().value().equals(false)) {
      facts.put(field, fact);
    }
  }

  /** A cell as a fact, or a problem and nothing. */
  public static Optional<Fact> read(
      Kind kind, Place place, String cell, Numbers numbers, Findings findings) {
    try {
      Object value = kind.read(cell, numbers);
      return Optional.of(new Fact(value, Origin.IMPORTED, place));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.problem(place, cell, kind.expectation());
      return Optional.empty();
    }
  }
}

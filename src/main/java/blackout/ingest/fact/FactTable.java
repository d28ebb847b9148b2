package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.TableSink;
import blackout.inventory.Origin;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes facts of the rows of a table. A cell that cannot be read costs itself and becomes a
 * problem; the rest of its row is kept.
 *
 * @param <F> the fields
 */
public final class FactTable<F extends Enum<F>> implements TableSink {

  private final String source;
  private final String counted;
  private final Numbers numbers;
  private final Class<F> fields;
  private final List<Binding<F>> bindings;
  private final Findings findings;
  private final Consumer<Facts<F>> taker;
  private final List<Bound<F>> bound = new ArrayList<>();

  /** A binding, its column, and what its cells were read as before: most columns repeat. */
  private record Bound<F extends Enum<F>>(
      Binding<F> binding, int index, Column column, Map<String, Object> readBefore) {

    /** More different cells than this are not remembered. */
    private static final int REMEMBERED = 2_000;

    Object value(String cell, Numbers numbers) {
      Object before = readBefore.get(cell);
      if (before != null) {
        return before;
      }
      Object value = binding.kind().read(cell, numbers);
      if (readBefore.size() < REMEMBERED) {
        readBefore.put(cell, value);
      }
      return value;
    }
  }

  public FactTable(
      String source,
      String counted,
      Numbers numbers,
      Class<F> fields,
      List<Binding<F>> bindings,
      Findings findings,
      Consumer<Facts<F>> taker) {
    this.source = source;
    this.counted = counted;
    this.numbers = numbers;
    this.fields = fields;
    this.bindings = bindings;
    this.findings = findings;
    this.taker = taker;
  }

  @Override
  public BitSet titles(List<String> titles, long number) {
    Map<String, Integer> byKey = new HashMap<>();
    for (int i = 0; i < titles.size(); i++) {
      byKey.putIfAbsent(CleanText.key(titles.get(i)), i);
    }
    var wanted = new BitSet();
    for (Binding<F> binding : bindings) {
      for (String key : binding.keys()) {
        Integer index = byKey.get(key);
        if (index != null) {
          wanted.set(index);
          String title = CleanText.name(titles.get(index));
          bound.add(
              new Bound<>(
                  binding,
                  index,
                  new Column(source, counted, title, binding.kind().unit()),
                  new HashMap<>()));
          break;
        }
      }
    }
    return wanted;
  }

  @Override
  public void row(long number, List<String> cells) {
    Facts<F> facts = facts(number, cells);
    if (!facts.isEmpty()) {
      taker.accept(facts);
    }
  }

  private Facts<F> facts(long number, List<String> cells) {
    var facts = new Facts<>(fields);
    for (Bound<F> one : bound) {
      String cell = one.index() < cells.size() ? cells.get(one.index()) : "";
      if (!cell.isBlank()) {
        try {
          Object value = one.value(cell, numbers);
          var fact = new Fact(value, Origin.IMPORTED, one.column(), number);
          keep(facts, one.binding().field(), fact);
        } catch (IllegalArgumentException | ArithmeticException e) {
          findings.problem(one.column().at(number), cell, one.binding().kind().expectation());
        }
      }
    }
    return facts;
  }

  /** Of several columns for a field the first counts, and of yes and no any yes. */
  public static <F extends Enum<F>> void keep(Facts<F> facts, F field, Fact fact) {
    Optional<Fact> known = facts.fact(field);
    if (known.isEmpty() || known.get().value().equals(false)) {
      facts.put(field, fact);
    }
  }

  /** A cell as a fact, or a problem and nothing. */
  public static <F extends Enum<F>> Optional<Fact> read(
      Binding<F> binding, Place place, String cell, Numbers numbers, Findings findings) {
    try {
      Object value = binding.kind().read(cell, numbers);
      return Optional.of(new Fact(value, Origin.IMPORTED, place));
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.problem(place, cell, binding.kind().expectation());
      return Optional.empty();
    }
  }
}

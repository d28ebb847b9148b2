package blackout.ingest.format;

import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.Titles;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.TableSink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds which kind a table is, and says which it nearly is. */
final class TableKinds {

  private final List<TableKind<?>> kinds;

  /** The keys of all titles of all signatures: a line without any of them begins no table. */
  private final Set<String> known;

  TableKinds(List<TableKind<?>> kinds) {
    this.kinds = kinds;
    known =
        kinds.stream()
            .flatMap(k -> k.signature().stream())
            .flatMap(any -> any.keys().stream())
            .collect(Collectors.toSet());
  }

  List<TableKind<?>> kinds() {
    return kinds;
  }

  /**
   * The kind that the titles or a name tell: a name that only one kind has, or else of all that the
   * titles or a name allow the one that most columns belong to.
   */
  Optional<TableKind<?>> of(String tab, Titles titles) {
    Optional<TableKind<?>> named = named(tab).filter(k -> k.bound(titles) >= 2);
    return named.or(
        () ->
            kinds.stream()
                .<TableKind<?>>map(k -> k)
                .filter(k -> k.matches(titles) || (k.isTab(tab) && k.bound(titles) >= 2))
                .max(Comparator.comparingInt(k -> k.bound(titles))));
  }

  private Optional<TableKind<?>> named(String tab) {
    return kinds.stream().<TableKind<?>>map(k -> k).filter(k -> k.isNamedBy(tab)).findFirst();
  }

  /** What a table lacks whose name says what it should be; empty if its name says nothing. */
  Optional<String> lacking(String tab, Titles titles) {
    return named(tab).map(k -> nearest(k, titles));
  }

  /** Whether a text may be a title of any kind. */
  boolean isKnown(String title) {
    return known.contains(CleanText.key(title));
  }

  /** Which kind a table nearly is: which titles it has and which are missing; empty if none. */
  Optional<String> nearest(Titles titles) {
    return kinds.stream()
        .filter(k -> !k.signature().isEmpty())
        .<TableKind<?>>map(k -> k)
        .filter(k -> k.missing(titles).size() < k.signature().size() && k.bound(titles) > 1)
        .min(
            Comparator.<TableKind<?>>comparingInt(
                    k -> k.missing(titles).size() * 3 - k.bound(titles))
                .thenComparing(k -> k.signature().size()))
        .map(k -> nearest(k, titles));
  }

  private static String nearest(TableKind<?> kind, Titles titles) {
    var has = new LinkedHashSet<String>();
    kind.bindings()
        .forEach(b -> titles.column(b.keys()).ifPresent(i -> has.add(titles.texts().get(i))));
    List<String> missing = new ArrayList<>();
    kind.missing(titles).forEach(any -> missing.add(String.join(" or ", any.titles())));
    if (missing.isEmpty()) {
      missing.add("a title with its unit, such as Memory MiB");
    }
    return "the titles of a table that is known; nearest is "
        + kind.name()
        + ": it has "
        + String.join(", ", has)
        + "; missing: "
        + String.join(", ", missing);
  }

  /** Takes the rows of a table as soon as its titles tell its kind. */
  final class Rows implements TableSink {

    private final Reading reading;
    private final String tab;
    private final String source;
    private final String counted;
    private final Numbers numbers;
    private Optional<TableKind<?>> kind = Optional.empty();
    private Optional<Titles> widest = Optional.empty();
    private Optional<FactTable<?>> table = Optional.empty();

    /**
     * @param tab the name of the sheet, empty for none
     */
    Rows(Reading reading, String tab, String source, String counted, Numbers numbers) {
      this.reading = reading;
      this.tab = tab;
      this.source = source;
      this.counted = counted;
      this.numbers = numbers;
    }

    @Override
    public Optional<BitSet> titles(List<String> texts, long number) {
      Titles titles = Titles.of(texts, reading.options().words());
      kind = of(tab, titles);
      if (kind.isEmpty()) {
        if (widest.filter(w -> w.texts().size() >= texts.size()).isEmpty()) {
          widest = Optional.of(titles);
        }
        return Optional.empty();
      }
      var facts = table(kind.get(), titles, source, counted, numbers, reading);
      table = Optional.of(facts);
      return Optional.of(facts.wanted());
    }

    @Override
    public void row(long number, List<String> cells) {
      table.ifPresent(t -> t.row(number, cells));
    }

    /** The kind that was found. */
    Optional<TableKind<?>> kind() {
      return kind;
    }

    /** The widest row that could have been titles, if none was. */
    Optional<Titles> widest() {
      return widest;
    }
  }

  private static <F extends Enum<F>> FactTable<F> table(
      TableKind<F> kind,
      Titles titles,
      String source,
      String counted,
      Numbers numbers,
      Reading reading) {
    kind.product().ifPresent(reading.findings().products()::add);
    return new FactTable<>(
        kind.onHostOfFile() ? onHost(kind, reading) : kind,
        titles,
        source,
        counted,
        numbers,
        reading.findings());
  }

  /** The same kind, each VM on the host of the file, and a host with its name. */
  private static <F extends Enum<F>> TableKind<F> onHost(TableKind<F> kind, Reading reading) {
    F field =
        kind.fields() == VmField.class
            ? kind.fields().cast(VmField.HOST)
            : kind.fields().cast(HostField.NAME);
    return kind.taking(
        (findings, facts) -> {
          facts.put(field, reading.hostOfName(0));
          kind.taker().accept(findings, facts);
        });
  }

  /** Takes flat objects as rows: their keys are the titles. */
  final class Objects {

    private final Reading reading;
    private final Map<Set<String>, Optional<FactTable<?>>> byKeys = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private Optional<Titles> unknown = Optional.empty();

    Objects(Reading reading) {
      this.reading = reading;
    }

    boolean take(String list, LocatedJson object) {
      Map<String, LocatedJson> values = object.fields();
      Optional<FactTable<?>> table =
          byKeys.computeIfAbsent(
              Set.copyOf(values.keySet()), keys -> table(list, List.copyOf(values.keySet())));
      if (table.isEmpty()) {
        return false;
      }
      table.get().object(values);
      return true;
    }

    private Optional<FactTable<?>> table(String list, List<String> keys) {
      Titles titles = Titles.of(keys, reading.options().words());
      Optional<TableKind<?>> kind = of(list, titles);
      if (kind.isEmpty()) {
        unknown = unknown.or(() -> Optional.of(titles));
        return Optional.empty();
      }
      names.add(kind.get().name());
      return Optional.of(
          TableKinds.table(
              kind.get(), titles, reading.file().name(), "line", Numbers.POINT, reading));
    }

    Set<String> names() {
      return names;
    }

    Optional<Titles> unknown() {
      return unknown;
    }
  }
}

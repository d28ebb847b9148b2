package blackout.ingest.fact;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is known about one thing, by field. Whoever makes it changes it until the estate is built.
 *
 * @param <F> the fields
 */
public final class Facts<F extends Enum<F>> {

  private final Map<F, Fact> byField;

  public Facts(Class<F> fields) {
    byField = new EnumMap<>(fields);
  }

  public void put(F field, Fact fact) {
    byField.put(field, fact);
  }

  public void remove(F field) {
    byField.remove(field);
  }

  public Optional<Fact> fact(F field) {
    return Optional.ofNullable(byField.get(field));
  }

  /** The value of a field, if it is known and of that type. */
  public <T> Optional<T> value(F field, Class<T> type) {
    Fact fact = byField.get(field);
    return fact != null && type.isInstance(fact.value())
        ? Optional.of(type.cast(fact.value()))
        : Optional.empty();
  }

  public Optional<String> text(F field) {
    return value(field, String.class);
  }

  public boolean isEmpty() {
    return byField.isEmpty();
  }

  /**
   * Adds what others say about the same thing. The surer origin wins, then who came first.
   *
   * @param twice told of every field that both know, ours first
   */
  public void add(Facts<F> others, BiConsumer<F, Fact[]> twice) {
    others.byField.forEach(
        (field, fact) -> {
          Fact ours = byField.get(field);
          if (ours != null) {
            twice.accept(field, new Fact[] {ours, fact});
          }
          if (ours == null || fact.origin().compareTo(ours.origin()) < 0) {
            byField.put(field, fact);
          }
        });
  }
}

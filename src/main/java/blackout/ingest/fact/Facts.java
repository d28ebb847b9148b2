package blackout.ingest.fact;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one thing, by field. Whoever makes it changes it until the estate is built.
 *
 * @param <F> the fields
 */
public final class Facts<F extends Enum<F>> {

  private final Class<F> fields;

  /** The fact of each field, null if it is not known: there are many of these, and asked often. */
  private final @Nullable Fact[] byField;

  public Facts(Class<F> fields) {
    this.fields = fields;
    byField = new Fact[fields.getEnumConstants().length];
  }

  public void put(F field, Fact fact) {
    byField[field.ordinal()] = fact;
  }

  public void remove(F field) {
    byField[field.ordinal()] = null;
  }

  public Optional<Fact> fact(F field) {
    return Optional.ofNullable(byField[field.ordinal()]);
  }

  /** The value of a field, if it is known and of that type. */
  public <T> Optional<T> value(F field, Class<T> type) {
    Fact fact = byField[field.ordinal()];
    return fact != null && type.isInstance(fact.value())
        ? Optional.of(type.cast(fact.value()))
        : Optional.empty();
  }

  public Optional<String> text(F field) {
    return value(field, String.class);
  }

  public boolean isEmpty() {
    for (Fact fact : byField) {
      if (fact != null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds what others say about the same thing. The surer origin wins, then who came first.
   *
   * @param twice told of every field that both know, ours first
   */
  public void add(Facts<F> others, BiConsumer<F, Fact[]> twice) {
    for (F field : fields.getEnumConstants()) {
      Fact ours = byField[field.ordinal()];
      Fact fact = others.byField[field.ordinal()];
      if (ours != null && fact != null) {
        twice.accept(field, new Fact[] {ours, fact});
      }
      if (fact != null && (ours == null || fact.origin().compareTo(ours.origin()) < 0)) {
        byField[field.ordinal()] = fact;
      }
    }
  }
}

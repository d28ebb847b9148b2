package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import java.util.Arrays;
import java.util.List;

/**
 * Which column or key says what.
 *
 * @param field the field it is about
 * @param kind how a cell is read
 * @param title the first title it goes by, as people write it
 * @param keys the titles it goes by, each as {@link CleanText#key}; the first one found counts
 * @param <F> the fields
 */
public record Binding<F extends Enum<F>>(F field, Kind kind, String title, List<String> keys) {

  /** A binding to titles as people write them. */
  public static <F extends Enum<F>> Binding<F> of(F field, Kind kind, String... titles) {
    return new Binding<>(
        field, kind, titles[0], Arrays.stream(titles).map(CleanText::key).toList());
  }
}

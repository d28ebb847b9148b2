package blackout.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/**
 * What a notebook shows richly: the list of types and how each is drawn. It knows no kernel; {@link
 * BlackoutExtension} and {@link BlackoutNotebook} hand it to the kernel at hand.
 *
 * <p>A new type is one line in {@link #KINDS}.
 */
public final class Display {

  /** The types shown richly; a value of a subtype is drawn by the first kind that fits. */
  public static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(Table.class, HtmlTable::bundle),
          new Kind<>(IChart.class, ChartPng::bundle),
          new Kind<>(Html.class, html -> Bundle.html(html.markup(), html.text())));

  private Display() {}

  /**
   * A type and how it is drawn.
   *
   * @param type the class or interface, subtypes included
   * @param drawing from a value to its bundle
   */
  public record Kind<T>(Class<T> type, Function<? super T, Bundle> drawing) {

    /**
     * Draws a value of this kind.
     *
     * @throws ClassCastException if the value is of another type
     */
    public Bundle draw(Object value) {
      return drawing.apply(type.cast(value));
    }
  }

  /** The bundle of a value, empty if no kind fits and its text will do. */
  public static Optional<Bundle> of(Object value) {
    return KINDS.stream()
        .filter(kind -> kind.type().isInstance(value))
        .findFirst()
        .map(kind -> kind.draw(value));
  }
}

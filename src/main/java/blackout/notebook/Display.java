package blackout.notebook;

import blackout.check.CheckResult;
import blackout.exhibit.Chart;
import blackout.exhibit.Tables;
import blackout.outcome.Outcome;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/**
 * What a notebook shows richly: the list of types and how each is drawn. It knows no kernel; {@link
 * BlackoutExtension} and {@link BlackoutNotebook} hand it to the kernel at hand.
 *
 * <p>A new type is one line in {@link #RENDERINGS}.
 */
public final class Display {

  /** The types shown richly; a value of a subtype is drawn by the first kind that fits. */
  public static final List<Rendering<?>> RENDERINGS =
      List.of(
          new Rendering<>(Table.class, HtmlTable::bundle),
          new Rendering<>(IChart.class, ChartPng::bundle),
          new Rendering<>(Chart.class, ChartPng::bundle),
          new Rendering<>(Move.class, OutcomeCard::bundle),
          new Rendering<>(Outcome.class, OutcomeCard::bundle),
          new Rendering<>(Moves.class, moves -> HtmlTable.bundle(moves.table())),
          new Rendering<>(Answer.class, Display::answer),
          new Rendering<>(MoveRisk.class, risk -> HtmlTable.bundle(risk.quantiles())),
          new Rendering<>(NodeDrain.class, Display::drain),
          new Rendering<>(Measurements.class, m -> HtmlTable.bundle(m.summary())),
          new Rendering<>(Cluster.class, Display::cluster),
          new Rendering<>(
              EstateForecast.class, f -> HtmlTable.bundle(Tables.summary(f.worstFirst()))),
          new Rendering<>(VmForecast.class, f -> HtmlTable.bundle(Tables.strategies(f))),
          new Rendering<>(CheckResult.class, c -> HtmlTable.bundle(Tables.checks(List.of(c)))),
          new Rendering<>(Html.class, html -> Bundle.html(html.markup(), html.text())));

  private Display() {}

  /**
   * A type and how it is drawn.
   *
   * @param type the class or interface, subtypes included
   * @param drawing from a value to its bundle
   */
  public record Rendering<T>(Class<T> type, Function<? super T, Bundle> drawing) {

    /**
     * Draws a value of this kind.
     *
     * @throws ClassCastException if the value is of another type
     */
    public Bundle draw(Object value) {
      return drawing.apply(type.cast(value));
    }
  }

  private static Bundle cluster(Cluster cluster) {
    return below(cluster.toString(), cluster.downtimes());
  }

  private static Bundle answer(Answer answer) {
    return below(answer.toString(), answer.table());
  }

  private static Bundle drain(NodeDrain drain) {
    return below(drain.toString(), drain.table());
  }

  /** Sentences, a paragraph each, and a table below. */
  private static Bundle below(String sentences, Table table) {
    String paragraphs =
        sentences
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> "<p>" + Html.escape(line) + "</p>\n")
            .collect(Collectors.joining());
    Bundle shown = HtmlTable.bundle(table);
    return Bundle.html(
        paragraphs + shown.data().get(Bundle.HTML),
        sentences.stripTrailing() + "\n" + shown.data().get(Bundle.TEXT));
  }

  /** The bundle of a value, empty if no kind fits and its text will do. */
  public static Optional<Bundle> of(Object value) {
    return RENDERINGS.stream()
        .filter(kind -> kind.type().isInstance(value))
        .findFirst()
        .map(kind -> kind.draw(value));
  }
}

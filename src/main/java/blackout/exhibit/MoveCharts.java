package blackout.exhibit;

import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts that hold several live migrations against each other. */
public final class MoveCharts {

  /** Rounds that are drawn; a move that does not end may have thousands. */
  private static final int SHOWN_ROUND_COUNT = 20;

  private static final List<Palette> INKS =
      List.of(Palette.LIVE, Palette.SAVED, Palette.CRASH, Palette.MUTED);
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN);
  private static final float[] DASHES = {6, 5};

  private MoveCharts() {}

  /**
   * The memory that waits to be sent after each round, on a logarithmic scale: a straight line down
   * means that every round shrinks by the same factor, a level line that rounds shrink no more.
   *
   * @param memory the memory of the VM, where every line starts
   * @param moves at least one, each by its name
   */
  public static Chart remaining(ByteCount memory, Map<String, Outcome> moves) {
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(380)
            .xAxisTitle("Rounds done")
            .yAxisTitle("Waiting to be sent")
            .build();
    Charts.style(chart.getStyler());
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    chart.getStyler().setXAxisTickMarkSpacingHint(40);
    chart.getStyler().setYAxisTickMarkSpacingHint(36);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(MoveCharts::roundTick);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(MoveCharts::memoryTick);
    double least = Charts.log2(memory);
    int most = 1;
    int index = 0;
    for (Map.Entry<String, Outcome> move : moves.entrySet()) {
      List<Double> doublings = waiting(memory, move.getValue());
      least = doublings.stream().mapToDouble(d -> d).reduce(least, Math::min);
      most = Math.max(most, doublings.size() - 1);
      line(chart, move.getKey(), doublings, index++);
    }
    chart.getStyler().setXAxisMin(0.0).setXAxisMax((double) most);
    chart
        .getStyler()
        .setYAxisMin(Math.floor(least / 2) * 2)
        .setYAxisMax(Math.ceil(Charts.log2(memory)));
    return new Chart(
        "remaining",
        "Waiting to be sent after each round",
        description(memory, moves),
        chart,
        Tables.moves("Move", moves));
  }

  /** The memory that waits before the first round and after each one, as doublings of a byte. */
  private static List<Double> waiting(ByteCount memory, Outcome move) {
    var doublings = new ArrayList<Double>();
    doublings.add(Charts.log2(memory));
    for (Round round : move.record().rounds()) {
      if (!round.paused() && round.remainingPages() > 0 && doublings.size() <= SHOWN_ROUND_COUNT) {
        doublings.add(Charts.log2(new ByteCount(round.remainingPages() * 4096)));
      }
    }
    return doublings;
  }

  private static void line(XYChart chart, String name, List<Double> doublings, int index) {
    double[] rounds = new double[doublings.size()];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = i;
    }
    Color color = INKS.get(index % INKS.size()).color();
    XYSeries series =
        chart.addSeries(name, rounds, doublings.stream().mapToDouble(d -> d).toArray());
    series.setMarker(MARKERS.get(index % MARKERS.size())).setMarkerColor(color).setLineColor(color);
    series.setLineStyle(
        index % (2 * INKS.size()) < INKS.size()
            ? new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            : new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, DASHES, 0f));
  }

  private static String roundTick(double rounds) {
    return rounds == Math.rint(rounds) ? String.format(Locale.ROOT, "%.0f", rounds) : " ";
  }

  private static String memoryTick(double doublings) {
    boolean shown = doublings == Math.rint(doublings) && doublings >= 0 && doublings < 62;
    return shown ? Amounts.bytes(new ByteCount(1L << (long) doublings)) : " ";
  }

  private static String description(ByteCount memory, Map<String, Outcome> moves) {
    var text = new StringBuilder("Every line starts at " + Amounts.bytes(memory) + ".");
    moves.forEach(
        (name, move) -> {
          List<Double> left = waiting(memory, move);
          text.append(" After ")
              .append(left.size() - 1)
              .append(left.size() == 2 ? " round of " : " rounds of ")
              .append(name)
              .append(", ")
              .append(
                  Amounts.bytes(new ByteCount(Math.round(Math.pow(2, left.get(left.size() - 1))))))
              .append(" wait.");
        });
    return text.toString();
  }
}

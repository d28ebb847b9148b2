package blackout.exhibit;

import blackout.plan.drain.Drain;
import blackout.quantity.Amounts;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import org.knowm.xchart.internal.chartpart.IChart;

/** A Gantt chart, which XChart does not have, drawn so that it can stand where its charts stand. */
record GanttDrawing(Drain drain) implements IChart {

  private static final int LEFT = 160;
  private static final int LINE = 18;
  private static final int TOP = 8;
  private static final int BELOW = 30;
  private static final double[] STEPS = {
    0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400
  };

  @Override
  public String getTitle() {
    return "Drain of " + TerminalText.plain(drain.host());
  }

  @Override
  public int getWidth() {
    return Charts.WIDTH;
  }

  @Override
  public int getHeight() {
    return TOP + drain.moves().size() * LINE + BELOW;
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    double seconds = Math.max(1e-3, Amounts.seconds(drain.makespan()));
    double scale = (width - LEFT - 24) / seconds;
    int bottom = height - BELOW;
    double step = step(seconds);
    for (int i = 0; i * step <= seconds; i++) {
      double x = LEFT + i * step * scale;
      rectangle(g, x, TOP, 1, bottom - TOP, Palette.RULE);
      String label = Amounts.duration(Duration.ofMillis(Math.round(i * step * 1000)));
      text(g, i == 0 ? "0" : label, x, bottom + 18, 0.5);
    }
    for (int i = 0; i < drain.moves().size(); i++) {
      Drain.Move move = drain.moves().get(i);
      double y = TOP + i * LINE;
      double start = LEFT + Amounts.seconds(move.start()) * scale;
      double end = Math.max(start + 1.5, LEFT + Amounts.seconds(move.end()) * scale);
      double pause = Math.max(1.5, Amounts.seconds(move.downtime()) * scale);
      rectangle(g, start, y + 3, end - start, LINE - 6, Palette.LIVE);
      rectangle(g, end - pause, y + 3, pause, LINE - 6, Palette.SAVED);
      text(g, shortened(move.vm()), LEFT - 6, y + 13, 1);
    }
  }

  /** Half a dozen ticks at round times. */
  private static double step(double seconds) {
    for (double step : STEPS) {
      if (seconds / step <= 8) {
        return step;
      }
    }
    return 86_400 * Math.ceil(seconds / 86_400 / 8);
  }

  private static void rectangle(
      Graphics2D g, double x, double y, double width, double height, Palette ink) {
    g.setColor(ink.color());
    g.fill(new Rectangle2D.Double(x, y, width, height));
  }

  /** Text as outlines, as XChart draws it, with a part of its width left of x. */
  private static void text(Graphics2D g, String text, double x, double y, double leftRatio) {
    Font font = ChartFont.size(12);
    var layout = new TextLayout(text, font, g.getFontRenderContext());
    double left = x - layout.getAdvance() * leftRatio;
    g.setColor(Palette.MUTED.color());
    g.fill(layout.getOutline(AffineTransform.getTranslateInstance(left, y)));
  }

  private static String shortened(String name) {
    String plain = TerminalText.plain(name);
    return plain.isBlank()
        ? "?"
        : plain.codePointCount(0, plain.length()) <= 22
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, 21)) + "...";
  }
}

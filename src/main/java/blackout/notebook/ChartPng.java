package blackout.notebook;

import blackout.exhibit.Chart;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * An XChart chart as an image for a page.
 *
 * <p>PNG is the default, painted with twice the pixels of the chart and shown at its own size, so
 * that it is sharp on dense screens. Static viewers show it; several of them blank an SVG.
 */
public final class ChartPng {

  /** Pixels painted per CSS pixel, in each direction. */
  static final int SCALE = 2;

  private ChartPng() {}

  /** The chart as a PNG of twice its size, shown at its size. */
  public static Bundle bundle(IChart chart) {
    return bundle(chart, title(chart));
  }

  /** A chart of Blackout, with what can be seen in it as its text. */
  public static Bundle bundle(Chart chart) {
    String text = text(chart);
    return chart
        .drawing()
        .map(drawing -> bundle(drawing, text))
        .orElseGet(() -> Bundle.html(chart.picture(), text));
  }

  /** What can be seen in a chart of Blackout. */
  static String text(Chart chart) {
    return "chart: " + chart.title() + ". " + chart.description();
  }

  private static Bundle bundle(IChart chart, String text) {
    return Bundle.png(
        Base64.getEncoder().encodeToString(of(chart)), chart.getWidth(), chart.getHeight(), text);
  }

  /** The bytes of a PNG file with twice the width and height of the chart. */
  public static byte[] of(IChart chart) {
    BufferedImage image =
        new BufferedImage(
            chart.getWidth() * SCALE, chart.getHeight() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      // Paper: a chart whose background is clear would stand on black.
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream(1 << 16);
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /**
   * The chart as an SVG picture in HTML. Text and markers become paths, so a chart with many
   * markers is several times the size of its PNG; turn markers off first.
   */
  public static Html svg(IChart chart) {
    return svg(chart, title(chart));
  }

  static Html svg(IChart chart, String text) {
    ByteArrayOutputStream svg = new ByteArrayOutputStream(1 << 16);
    try {
      var graphics = new VectorGraphics2D();
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      var page = new PageSize(chart.getWidth(), chart.getHeight());
      new SVGProcessor().getDocument(graphics.getCommands(), page).writeTo(svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // As an image of its own, so that the clip paths of two charts on a page keep their names
    // apart.
    return new Html(
        "<img width=\"%s\" height=\"%s\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"/>"
            .formatted(
                chart.getWidth(),
                chart.getHeight(),
                Html.escape(text),
                Base64.getEncoder().encodeToString(svg.toByteArray())),
        text);
  }

  private static String title(IChart chart) {
    String title = chart.getTitle();
    return "chart: " + (title == null || title.isBlank() ? "untitled" : title);
  }
}

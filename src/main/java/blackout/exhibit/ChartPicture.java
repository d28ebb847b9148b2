package blackout.exhibit;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knowm.xchart.internal.chartpart.IChart;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * XChart's drawing as an {@code svg} element for a page: small, the same bytes in every run, and
 * without inline styles, which a page with a strict content policy refuses.
 *
 * <p>The drawing names its clip paths by hash codes, writes sixteen decimals and repeats a style on
 * every element. Here clip paths are numbered, numbers have two decimals, and each colour is an
 * attribute plus the class of its {@link Palette}.
 */
final class ChartPicture {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");
  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");

  /** What is painted in a colour that is all transparent, as XChart paints backgrounds. */
  private static final Pattern INVISIBLE = Pattern.compile("(fill|stroke)-opacity:0;");

  private final String id;
  private final Map<String, String> clips = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();

  private ChartPicture(String id) {
    this.id = id;
  }

  static String of(IChart chart, String id, String title, String description) {
    Element svg = drawing(chart);
    var picture = new ChartPicture(id);
    picture
        .out
        .append("<svg class=\"chart\" role=\"img\" viewBox=\"")
        .append(svg.getAttribute("viewBox"))
        .append("\" aria-labelledby=\"")
        .append(id + "-title " + id + "-desc\">\n");
    picture.text("title", title);
    picture.text("desc", description);
    picture.children(svg);
    return picture.out.append("</svg>").toString();
  }

  private static Element drawing(IChart chart) {
    try {
      var graphics = new VectorGraphics2D();
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      var page = new PageSize(chart.getWidth(), chart.getHeight());
      var bytes = new ByteArrayOutputStream();
      new SVGProcessor().getDocument(graphics.getCommands(), page).writeTo(bytes);
      var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      return builder.parse(new ByteArrayInputStream(bytes.toByteArray())).getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the drawing library wrote no readable SVG", e);
    }
  }

  private void text(String tag, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;");
    out.append("<" + tag + " id=\"" + id + "-" + tag + "\">" + safe + "</" + tag + ">\n");
  }

  /** What would be drawn twice alike in one place, as the marks of equal VMs, is drawn once. */
  private void children(Element parent) {
    Set<String> drawn = new HashSet<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && !INVISIBLE.matcher(element.getAttribute("style")).find()) {
        int start = out.length();
        element(element);
        if (!drawn.add(out.substring(start))) {
          out.setLength(start);
        }
      }
    }
  }

  private void element(Element element) {
    String tag = element.getTagName();
    out.append('<').append(tag);
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      attribute(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
    }
    if (element.getElementsByTagName("*").getLength() == 0) {
      out.append("/>\n");
      return;
    }
    out.append(">\n");
    children(element);
    out.append("</").append(tag).append(">\n");
  }

  private void attribute(String name, String value) {
    switch (name) {
      case "style" -> style(value);
      case "id" -> plain("id", clip(value));
      case "clip-path" ->
          plain("clip-path", "url(#" + clip(value.replaceAll("url\\(#|\\)", "")) + ")");
      default -> plain(name, rounded(value));
    }
  }

  private void plain(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  private String clip(String original) {
    return clips.computeIfAbsent(original, key -> id + "-clip-" + (clips.size() + 1));
  }

  private void style(String style) {
    var classes = new StringBuilder();
    for (String rule : style.split(";", -1)) {
      int colon = rule.indexOf(':');
      if (colon > 0) {
        styleRule(rule.substring(0, colon).strip(), rule.substring(colon + 1).strip(), classes);
      }
    }
    if (classes.length() > 0) {
      plain("class", classes.toString().strip());
    }
  }

  private void styleRule(String name, String value, StringBuilder classes) {
    if (name.equals("clip-path")) {
      attribute(name, value);
      return;
    }
    Matcher rgb = RGB.matcher(value);
    if (!rgb.matches()) {
      plain(name, rounded(value));
      return;
    }
    int color =
        Integer.parseInt(rgb.group(1)) << 16
            | Integer.parseInt(rgb.group(2)) << 8
            | Integer.parseInt(rgb.group(3));
    plain(name, String.format(Locale.ROOT, "#%06x", color));
    // A shade of a heat map is no ink, and stays as it is on dark paper.
    Palette.of(color)
        .ifPresent(
            ink -> classes.append(' ').append(name.charAt(0)).append('-').append(ink.word()));
  }

  private static String rounded(String value) {
    return NUMBER.matcher(value).replaceAll(match -> twoDecimals(match.group()));
  }

  private static String twoDecimals(String number) {
    BigDecimal rounded = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}

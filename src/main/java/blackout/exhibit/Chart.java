package blackout.exhibit;

import java.util.Optional;
import org.knowm.xchart.internal.chartpart.IChart;
import tech.tablesaw.api.Table;

/**
 * A chart, and the numbers that it shows.
 *
 * @param id a short name, unique among the charts of a page
 * @param title what it shows
 * @param description what can be seen in it, for those who do not see it
 * @param drawing the chart to be drawn in any other format; empty if it is only a picture
 * @param picture the chart as an {@code svg} element, to stand in a page; its colours follow the
 *     style rules of {@link Palette} and are those of light paper without them
 * @param numbers what it shows, as a table
 */
public record Chart(
    String id,
    String title,
    String description,
    Optional<IChart> drawing,
    String picture,
    Table numbers) {

  /** A chart of XChart. */
  public Chart(String id, String title, String description, IChart drawing, Table numbers) {
    this(
        id,
        title,
        description,
        Optional.of(drawing),
        ChartPicture.of(drawing, "chart-" + id, title, description),
        numbers);
  }

  /** A chart that is only a picture. */
  public Chart(String id, String title, String description, String picture, Table numbers) {
    this(id, title, description, Optional.empty(), picture, numbers);
  }

  /** The chart as a file of its own, which follows the reader's colour scheme. */
  public String file() {
    String head = picture.substring(0, picture.indexOf('>') + 1);
    return head.replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
        + "\n<style>"
        + Palette.css()
        + Palette.chartCss()
        + "</style>\n<rect class=\"f-paper\" fill=\"#ffffff\" width=\"100%\" height=\"100%\"/>"
        + picture.substring(head.length())
        + "\n";
  }
}

package blackout.report;

import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.report.json.RollupDoc;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index of the reports of several estates. The template escapes every text; only {@link
 * Content} goes in as it is, and is never made of input.
 *
 * @param head what stands in the head of the page besides the title
 * @param title how many estates there are
 * @param counts how many estates ended how, in words
 * @param lines the estates, those with the gravest exit codes first
 * @param program the program and its version
 */
public record RollupPage(
    Content head, String title, String counts, List<Line> lines, String program) {

  /**
   * An estate.
   *
   * @param link where its report lies; null if there is none
   */
  public record Line(
      String label,
      @Nullable String link,
      String result,
      String hosts,
      String vms,
      String takes,
      List<String> problems) {}

  /** The page. The same document gives the same bytes. */
  public static String html(RollupDoc document) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<RollupDoc.Row> rows = new ArrayList<>(document.estates());
    rows.sort(Comparator.comparing(row -> row.exit() == 0));
    for (RollupDoc.Row row : rows) {
      RollupDoc.Figures figures = row.figures();
      counts.merge(figures == null ? "no result" : figures.verdict(), 1, Integer::sum);
    }
    var words = new ArrayList<String>();
    counts.forEach((verdict, count) -> words.add(verdict + ": " + count));
    var view =
        new RollupPage(
            PageStyle.head(),
            Text.count(rows.size(), "estate"),
            String.join(", ", words),
            rows.stream().map(RollupPage::line).toList(),
            document.provenance().program());
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, RollupPage.class.getClassLoader(), ReportFiles.TEMPLATES);
    var page = new StringOutput();
    engine.render("rollup.jte", view, page);
    return page.toString();
  }

  private static Line line(RollupDoc.Row row) {
    RollupDoc.Figures figures = row.figures();
    RollupDoc.Made made = row.made();
    return new Line(
        row.label(),
        made == null || made.result() == null ? null : address(made.result()),
        row.line(),
        figures == null ? "-" : Amounts.count(figures.hosts()),
        figures == null ? "-" : Amounts.count(figures.vms()),
        figures == null || figures.takesMs() == null
            ? "-"
            : Amounts.duration(figures.takesMs())
                + (Boolean.FALSE.equals(figures.fits()) ? ", window not kept" : ""),
        row.problems());
  }

  /** The address of a report in its folder, whatever letters its name has. */
  private static String address(String folder) {
    return "./"
        + URLEncoder.encode(folder, StandardCharsets.UTF_8).replace("+", "%20")
        + "/report.html";
  }
}

package blackout.report;

import blackout.check.Comparison;
import blackout.exhibit.ComparisonTables;
import blackout.exhibit.FormattedTable;
import blackout.outcome.Provenance;
import blackout.quantity.Text;
import blackout.report.PageView.ChartView;
import blackout.report.PageView.TableView;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Optional;

/**
 * Several designs side by side as one page that needs nothing else. The template escapes every
 * text; only {@link Content} goes in as it is, and is never made of input.
 *
 * @param head what stands in the head of the page besides the title
 * @param title what is compared
 * @param sentences what the table says
 * @param designs one line a design
 * @param chart the worst downtimes; empty where there is none to draw
 * @param misses the VMs that miss, by design
 * @param problems what could not be compared
 * @param program the program and its version
 * @param inputs the files, each with its checksum
 */
public record ComparePage(
    Content head,
    String title,
    List<String> sentences,
    FormattedTable designs,
    Optional<ChartView> chart,
    TableView misses,
    List<String> problems,
    String program,
    List<String> inputs) {

  /**
   * The page. The same comparison gives the same bytes.
   *
   * @param problems what could not be compared
   * @param provenance where the numbers come from, one at least
   */
  public static String html(
      Comparison comparison, List<String> problems, List<Provenance> provenance) {
    Provenance first = provenance.get(0);
    var view =
        new ComparePage(
            PageStyle.head(),
            Text.count(comparison.rows().size(), "design")
                + " of "
                + Text.names(List.copyOf(comparison.clusters()), 3),
            ComparisonTables.sentences(comparison),
            FormattedTable.of(ComparisonTables.table(comparison)),
            ComparisonTables.chart(comparison).map(ChartView::of),
            TableView.of(FormattedTable.of(ComparisonTables.misses(comparison))),
            problems,
            "blackout " + first.version() + ", commit " + first.commit() + ", seed " + first.seed(),
            provenance.stream().map(p -> p.input() + ": " + p.inputSha256()).toList());
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ComparePage.class.getClassLoader(), ReportFiles.TEMPLATES);
    var page = new StringOutput();
    engine.render("compare.jte", view, page);
    return page.toString();
  }
}

package blackout.report;

import blackout.calibrate.Accuracy;
import blackout.calibrate.AccuracySummary;
import blackout.calibrate.MeasuringHost;
import blackout.calibrate.Model;
import blackout.exhibit.AccuracyCharts;
import blackout.exhibit.AccuracyTables;
import blackout.exhibit.FormattedTable;
import blackout.ingest.Problem;
import blackout.outcome.Provenance;
import blackout.report.PageView.ChartView;
import blackout.report.PageView.Headline;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Predictions held against measured runs as one page that needs nothing else. */
public final class AccuracyPage {

  /** On what the other tools were run. */
  public static final String PEERS_NOTE =
      "Other tools, run for this project in 2026 on 54 migrations of QEMU 7.2 of the same kind (26"
          + " rows of qemu-7.2.jsonl are among them, none with auto-converge; 51 completed). Each"
          + " was told the guest's true memory in use, working set and write rate. Total time over"
          + " rows that completed in both; downtime over those of them that a wire held back.";

  private AccuracyPage() {}

  /** The page. The same report gives the same bytes. */
  public static String html(AccuracyReport report) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, AccuracyPage.class.getClassLoader(), ReportFiles.TEMPLATES);
    var page = new StringOutput();
    engine.render("accuracy.jte", view(report), page);
    return page.toString();
  }

  private static AccuracyView view(AccuracyReport report) {
    Accuracy accuracy = report.accuracy();
    FormattedTable split = FormattedTable.of(AccuracyTables.byAutoConverge(accuracy));
    Provenance first = report.provenance().get(0);
    return new AccuracyView(
        PageStyle.head(),
        facts(accuracy),
        report.problems().stream().map(Problem::toString).toList(),
        FormattedTable.of(AccuracyTables.summary(accuracy)),
        split.rows().isEmpty() ? Optional.empty() : Optional.of(split),
        ChartView.of(AccuracyCharts.total(accuracy)),
        ChartView.of(AccuracyCharts.downtime(accuracy)),
        FormattedTable.of(AccuracyTables.worst(accuracy.worst(AccuracyReport.WORST_ROWS))),
        FormattedTable.of(AccuracyTables.rows(accuracy)),
        FormattedTable.of(AccuracyTables.needs(accuracy)),
        FormattedTable.of(AccuracyTables.peers()),
        PEERS_NOTE,
        method(accuracy.replays()),
        "blackout " + first.version() + ", commit " + first.commit(),
        report.provenance().stream().map(p -> p.input() + ": " + p.inputSha256()).toList());
  }

  private static List<Headline> facts(Accuracy accuracy) {
    var facts = new ArrayList<Headline>();
    for (AccuracySummary summary : accuracy.summaries()) {
      if (summary.model().name().equals(Model.KERNEL)) {
        summary
            .all()
            .errors()
            .ifPresent(
                errors -> {
                  facts.add(
                      new Headline(
                          String.format(Locale.ROOT, "%.1f %%", errors.totalMedian() * 100),
                          "total time off, median, " + summary.file()));
                  facts.add(
                      new Headline(
                          String.format(Locale.ROOT, "%.1f ms", errors.downtimeMedianMillis()),
                          "downtime off, median, " + summary.file()));
                });
      }
    }
    return facts;
  }

  private static List<String> method(int replays) {
    var costs = MeasuringHost.costs();
    return List.of(
        "Every row is predicted from its inputs alone; what was measured is only compared.",
        "The kernel follows every page. What a guest happens to be writing when the command comes is"
            + " chance, so each row is replayed "
            + replays
            + " times: total, downtime and sync count are medians, completing is by majority.",
        String.format(
            Locale.ROOT,
            "One set of costs for the measuring host, fitted once over all rows and never to one:"
                + " %.0f ns for a page sent whole, %.0f ns for a zero page, %.0f ns for the first"
                + " write to a page at the destination, %.1f ns per page for reading the dirty"
                + " bitmap, guest at %.1f %% speed in the first pass.",
            costs.rawPageNanos(),
            costs.zeroPageNanos(),
            costs.firstTouchNanos(),
            costs.syncNanosPerPage(),
            costs.firstPassGuestRatio() * 100),
        "Errors are absolute and over rows that completed in both, so read them together with the"
            + " column that says how often a model is right about completing. Percentiles are"
            + " interpolated linearly.",
        "The measured curve is told the windows of the row; where a row has none, windows without"
            + " noise are made of its known writes. The geometric and capped linear forms are told"
            + " the write rate and working set, or where only windows are known, the rate of the"
            + " shortest and the pages of the fullest.");
  }
}

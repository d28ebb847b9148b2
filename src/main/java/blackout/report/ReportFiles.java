package blackout.report;

import blackout.exhibit.Charts;
import blackout.exhibit.CsvText;
import blackout.exhibit.Tables;
import blackout.outcome.Outcome;
import blackout.plan.VmForecast;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as files: the page, its twins for other programs, and its charts. */
public final class ReportFiles {

  static final String TEMPLATES = "blackout.report.templates";

  private ReportFiles() {}

  /**
   * Writes {@code report.html}, {@code report.json}, {@code junit.xml}, {@code vms.csv} and the
   * charts {@code downtime.svg} and {@code rounds.svg} into a folder. The same report gives the
   * same bytes. A run that fails leaves an earlier report as it was.
   *
   * @param folder created if it is not there
   */
  public static void write(Report report, Path folder) throws IOException {
    ReportFolder.write(folder, texts(report));
  }

  /** The files by name. */
  static Map<String, String> texts(Report report) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.html", html(report));
    files.put("report.json", JsonReport.of(report));
    files.put("junit.xml", JUnitText.of(report));
    files.put("vms.csv", CsvText.of(Tables.vms(report.forecast().vms())));
    List<VmForecast> worstFirst = report.forecast().worstFirst();
    if (!worstFirst.isEmpty()) {
      files.put("downtime.svg", Charts.downtimeByMemory(worstFirst).file());
      worstFirst
          .get(0)
          .live()
          .map(Outcome::story)
          .filter(s -> !s.rounds().isEmpty())
          .ifPresent(story -> files.put("rounds.svg", Charts.bytesByRound(story).file()));
    }
    return files;
  }

  static String html(Report report) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportFiles.class.getClassLoader(), TEMPLATES);
    var page = new StringOutput();
    engine.render("page.jte", PageMaker.page(report), page);
    return page.toString();
  }
}

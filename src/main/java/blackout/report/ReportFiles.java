package blackout.report;

import blackout.exhibit.CsvText;
import blackout.exhibit.Tables;
import blackout.files.WholeFile;
import blackout.json.Json;
import blackout.report.json.ReportDoc;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
    Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
    texts(report).forEach((name, text) -> files.put(folder.resolve(name), WholeFile.text(text)));
    WholeFile.writeAll(files);
  }

  /** The files by name. */
  static Map<String, String> texts(Report report) {
    CompletableFuture<String> json =
        CompletableFuture.supplyAsync(() -> Json.text(ReportDoc.of(report)));
    PageView page = PageMaker.page(report);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.html", html(page));
    files.put("junit.xml", JUnitText.of(report));
    files.put("vms.csv", CsvText.of(Tables.vms(report.forecast().vms())));
    files.put("report.json", json.join());
    page.downtime().ifPresent(view -> files.put("downtime.svg", view.chart().file()));
    page.worst().ifPresent(vm -> files.put("rounds.svg", vm.chart().chart().file()));
    return files;
  }

  static String html(Report report) {
    return html(PageMaker.page(report));
  }

  private static String html(PageView view) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportFiles.class.getClassLoader(), TEMPLATES);
    var page = new StringOutput();
    engine.render("page.jte", view, page);
    return page.toString();
  }
}

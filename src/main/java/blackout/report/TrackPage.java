package blackout.report;

import blackout.calibrate.TrackRecord;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.TrackTables;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;

/**
 * Past moves held against their predictions as one page that needs nothing else. The template
 * escapes every text; only {@link Content} goes in as it is, and is never made of input.
 *
 * @param head what stands in the head of the page besides the title
 * @param sentence how far the numbers can be trusted
 * @param figures how right the predictions were, by group
 * @param worst the moves that were missed most
 * @param moves every move
 * @param problems what in the input could not be used
 * @param program the program and its version
 */
public record TrackPage(
    Content head,
    String sentence,
    FormattedTable figures,
    FormattedTable worst,
    FormattedTable moves,
    List<String> problems,
    String program) {

  /** Moves that are shown as missed most. */
  public static final int WORST = 5;

  /** The page. The same record gives the same bytes. */
  public static String html(TrackRecord track, List<String> problems, String program) {
    var view =
        new TrackPage(
            PageStyle.head(),
            track.sentence() + ".",
            FormattedTable.of(TrackTables.figures(track)),
            FormattedTable.of(TrackTables.worst(track.worst(WORST))),
            FormattedTable.of(TrackTables.moves(track.moves())),
            problems,
            program);
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, TrackPage.class.getClassLoader(), ReportFiles.TEMPLATES);
    var page = new StringOutput();
    engine.render("track.jte", view, page);
    return page.toString();
  }
}

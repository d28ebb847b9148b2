package blackout.report;

import blackout.exhibit.FormattedTable;
import blackout.report.PageView.ChartView;
import blackout.report.PageView.Headline;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/**
 * The page of predictions held against measured runs, as its template needs it. The template
 * escapes every text; only {@link Content} goes in as it is, and is never made of input.
 *
 * @param head what stands in the head of the page besides the title
 * @param facts the few numbers that matter most
 * @param problems what in the input could not be used
 * @param summary the errors by model
 * @param byAutoConverge the errors with and without auto-converge, if a file has both
 * @param total the chart of total times
 * @param downtime the chart of downtimes
 * @param worst the rows that are missed most
 * @param rows every row
 * @param needs what each model has to be told
 * @param peers how far other tools were off
 * @param peersNote on what
 * @param method how the numbers come about, in a few lines
 * @param program the program and its version
 * @param inputs the files, each with its checksum
 */
public record AccuracyView(
    Content head,
    List<Headline> facts,
    List<String> problems,
    FormattedTable summary,
    Optional<FormattedTable> byAutoConverge,
    ChartView total,
    ChartView downtime,
    FormattedTable worst,
    FormattedTable rows,
    FormattedTable needs,
    FormattedTable peers,
    String peersNote,
    List<String> method,
    String program,
    List<String> inputs) {}

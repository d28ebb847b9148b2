package blackout.report;

import blackout.check.Result;
import blackout.exhibit.Chart;
import blackout.exhibit.FormattedTable;
import blackout.outcome.Provenance;
import blackout.quantity.Amounts;
import blackout.quantity.ByteCount;
import gg.jte.Content;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page as its template needs it: texts in the order in which they stand. The template escapes
 * every text; only {@link Content} goes in as it is, and is never made of input.
 *
 * @param title the name of the estate
 * @param head what stands in the head of the page besides the title
 * @param kicker what kind of cluster it is
 * @param verdict the verdict, its mark and its sentence
 * @param facts the few numbers that matter most
 * @param categories results by category
 * @param todo the checks that ask for something, worst first
 * @param checks all checks, by category
 * @param vms the VMs, worst first; of very many only the worst
 * @param manyVms all VMs in short lines, if not all are in {@code vms}
 * @param worst the rounds of the worst VM, if one was moved live
 * @param downtime the chart of downtimes, if there is a VM
 * @param review what a planner asks, if somebody did
 * @param sections what the cluster as a whole does to its VMs
 * @param assumptions what nobody measured or looked up
 * @param problems what in the input could not be used
 * @param method how the numbers come about, in a few lines
 * @param provenance where the numbers come from
 * @param script what filters and sorts in the page
 */
public record PageView(
    String title,
    Content head,
    String kicker,
    Mark verdict,
    String sentence,
    List<Headline> facts,
    List<CategoryLine> categories,
    List<CheckView> todo,
    List<CheckGroup> checks,
    List<VmLine> vms,
    Optional<ManyVmsView> manyVms,
    Optional<WorstVm> worst,
    Optional<ChartView> downtime,
    Optional<ReviewView> review,
    List<SectionView> sections,
    Optional<FormattedTable> assumptions,
    List<String> problems,
    List<String> method,
    Provenance provenance,
    Content script) {

  /**
   * A result as word, shape and colour.
   *
   * @param word what it is called
   * @param shape the name of its shape and colour
   */
  public record Mark(String word, String shape) {}

  /**
   * A number and what it is.
   *
   * @param note its range and what it rests on; may be empty
   */
  public record Headline(String value, String label, String note) {

    Headline(String value, String label) {
      this(value, label, "");
    }
  }

  /** A category in the overview: its worst result, and how many of its checks ended how. */
  public record CategoryLine(String title, String anchor, Mark mark, String counts) {}

  /** The checks of a category. */
  public record CheckGroup(String title, String anchor, List<CheckView> checks) {}

  /** A check with everything it found. */
  public record CheckView(
      String anchor,
      String id,
      String title,
      Result result,
      Mark mark,
      boolean open,
      String lookedAt,
      List<String> evidence,
      String action,
      String source) {}

  /**
   * A VM: its line in the table, and its parts below.
   *
   * @param planned how it is moved when its node is emptied
   * @param live how its live migration ends
   */
  public record VmLine(
      String name,
      String anchor,
      Cell memory,
      String planned,
      String live,
      List<WayView> ways,
      boolean open) {}

  /**
   * So many VMs that each has only a short line.
   *
   * @param note which VMs have more, and how they were predicted
   * @param rows all VMs, worst first
   */
  public record ManyVmsView(String note, List<ShortVmLine> rows) {}

  /** A VM in a short line: its downtimes, and how its live migration ends. */
  public record ShortVmLine(
      String name, Cell memory, Cell saved, Cell live, Cell takes, Cell crash) {}

  /**
   * A cell of a table: what it shows, and what it sorts by.
   *
   * @param value a number, not rounded; null for a text, which sorts by itself
   */
  public record Cell(String text, @Nullable String value) {

    static Cell of(String text) {
      return new Cell(text, null);
    }

    static Cell of(Duration time) {
      return new Cell(Amounts.duration(time), Double.toString(Amounts.seconds(time)));
    }

    static Cell of(ByteCount amount) {
      return new Cell(Amounts.bytes(amount), Long.toString(amount.bytes()));
    }
  }

  /**
   * One way to move a VM.
   *
   * @param name the name of the way
   * @param ink the name of its colour
   * @param downtime its downtime, or why there is none
   * @param note how long the whole move takes, and how it ended
   * @param barPercent the length of its bar, 0 to 100
   * @param parts its parts in the order in which they follow
   */
  public record WayView(
      String name,
      String ink,
      Cell downtime,
      String note,
      String barPercent,
      List<PartView> parts) {}

  /** A part of a downtime, and where its piece of the bar begins and how long it is (percent). */
  public record PartView(String name, String duration, String startPercent, String lengthPercent) {}

  /**
   * What a planner asks.
   *
   * @param summary what stands by itself on the first printed page
   * @param drain how a host is emptied
   * @param whatIf what something else would do
   * @param sureness how sure it is
   */
  public record ReviewView(
      PartOfReview summary,
      PartOfReview drain,
      Optional<PartOfReview> whatIf,
      Optional<PartOfReview> sureness) {}

  /**
   * A part of a review: sentences, perhaps a chart, tables.
   *
   * @param anchor its place in the page
   * @param word its name in the contents
   * @param title its heading
   */
  public record PartOfReview(
      String anchor,
      String word,
      String title,
      List<String> sentences,
      Optional<ChartView> chart,
      List<TableView> tables) {}

  /**
   * A section made of sentences and tables.
   *
   * @param anchor its place in the page
   * @param word its name in the contents
   * @param title its heading
   */
  public record SectionView(
      String anchor, String word, String title, List<String> sentences, List<TableView> tables) {}

  /** A table, and whether it waits folded until somebody opens it. */
  public record TableView(FormattedTable sheet, boolean folded) {

    /** Longer tables are folded: an assumption about a readable page. */
    private static final int LONG_TABLE = 20;

    static TableView of(FormattedTable sheet) {
      return new TableView(sheet, sheet.rows().size() > LONG_TABLE);
    }
  }

  /** The rounds of one VM. */
  public record WorstVm(String name, String anchor, String story, ChartView chart) {}

  /** A chart with its numbers. */
  public record ChartView(Chart chart, TableView numbers) {
    static ChartView of(Chart chart) {
      return new ChartView(
          chart,
          TableView.of(FormattedTable.of(chart.numbers()).called(chart.title() + ": the numbers")));
    }

    public String title() {
      return chart.title();
    }

    public String description() {
      return chart.description();
    }

    public Content picture() {
      return output -> output.writeContent(chart.picture());
    }
  }
}

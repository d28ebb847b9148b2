package blackout.report;

import blackout.exhibit.FormattedTable;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.report.PageView.Cell;
import blackout.report.PageView.ManyVmsView;
import blackout.report.PageView.ShortVmLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A page about so many VMs that not each can have its own paragraph. Everything is in the files
 * beside the page.
 */
final class ManyVms {

  /** The most VMs of which each is shown in full: an assumption about a page that opens at once. */
  static final int MOST_IN_FULL = 500;

  /** The VMs shown in full where there are more: an assumption. */
  static final int IN_FULL = 50;

  /** The lines of evidence of one check, and the rows of one table, that are shown. */
  private static final int MOST_LINES = 60;

  static final int MOST_ROWS = 500;

  private ManyVms() {}

  static ManyVmsView of(EstateForecast forecast, List<VmForecast> worstFirst) {
    String note =
        "Above are the "
            + IN_FULL
            + " VMs whose users wait longest; here is every VM. Their parts and rounds are in"
            + " report.json, their numbers in vms.csv."
            + forecast
                .fleet()
                .map(fleet -> " " + MethodText.fleet(fleet, forecast.vms().size()))
                .orElse("");
    return new ManyVmsView(note, worstFirst.stream().map(ManyVms::row).toList());
  }

  private static ShortVmLine row(VmForecast vm) {
    return new ShortVmLine(
        vm.vm().name(),
        Cell.of(vm.vm().memory()),
        Cell.of(vm.savedState().total()),
        vm.liveDowntime().map(Downtime::total).map(Cell::of).orElse(Cell.of(vm.liveWord())),
        vm.liveTotal().map(Cell::of).orElse(Cell.of("-")),
        Cell.of(vm.crash().total()));
  }

  /** The first lines, and how many there are besides. */
  static List<String> cut(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    var some = new ArrayList<>(lines.subList(0, MOST_LINES));
    some.add("and " + Amounts.count(lines.size() - MOST_LINES) + " more, all in report.json");
    return some;
  }

  /** The first rows of a table, and in its caption how many there are. */
  static FormattedTable cut(FormattedTable sheet) {
    return sheet.rows().size() <= MOST_ROWS ? sheet : part(sheet, sheet.rows().size());
  }

  /** A table of some of many rows, which says so. */
  static FormattedTable part(FormattedTable sheet, int all) {
    int shown = Math.min(MOST_ROWS, sheet.rows().size());
    String caption =
        sheet.caption()
            + ": "
            + Amounts.count(shown)
            + " of "
            + Amounts.count(all)
            + ", all in report.json";
    return new FormattedTable(
        caption, sheet.heads(), sheet.rows().subList(0, shown), sheet.values().subList(0, shown));
  }
}

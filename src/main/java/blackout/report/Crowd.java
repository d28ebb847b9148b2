package blackout.report;

import blackout.exhibit.Sheet;
import blackout.outcome.Downtime;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.report.PageView.Cell;
import blackout.report.PageView.CrowdRow;
import blackout.report.PageView.CrowdView;
import java.util.ArrayList;
import java.util.List;

/**
 * A page about so many VMs that not each can have its own paragraph. Everything is in the files
 * beside the page.
 */
final class Crowd {

  /** The most VMs of which each is shown in full: an assumption about a page that opens at once. */
  static final int MOST_IN_FULL = 500;

  /** The VMs shown in full where there are more: an assumption. */
  static final int IN_FULL = 50;

  /** The lines of evidence of one check, and the rows of one table, that are shown. */
  private static final int MOST_LINES = 60;

  static final int MOST_ROWS = 500;

  private Crowd() {}

  static CrowdView of(EstateForecast forecast, List<VmForecast> worstFirst) {
    String note =
        "Above are the "
            + IN_FULL
            + " VMs whose users wait longest; here is every VM. Their parts and rounds are in"
            + " report.json, their numbers in vms.csv."
            + forecast
                .fleet()
                .map(fleet -> " " + Method.fleet(fleet, forecast.vms().size()))
                .orElse("");
    return new CrowdView(note, worstFirst.stream().map(Crowd::row).toList());
  }

  private static CrowdRow row(VmForecast vm) {
    return new CrowdRow(
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
  static Sheet cut(Sheet sheet) {
    return sheet.rows().size() <= MOST_ROWS ? sheet : part(sheet, sheet.rows().size());
  }

  /** A table of some of many rows, which says so. */
  static Sheet part(Sheet sheet, int all) {
    int shown = Math.min(MOST_ROWS, sheet.rows().size());
    String caption =
        sheet.caption()
            + ": "
            + Amounts.count(shown)
            + " of "
            + Amounts.count(all)
            + ", all in report.json";
    return new Sheet(
        caption, sheet.heads(), sheet.rows().subList(0, shown), sheet.values().subList(0, shown));
  }
}

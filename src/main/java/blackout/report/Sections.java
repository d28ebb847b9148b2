package blackout.report;

import blackout.exhibit.AvailabilityTables;
import blackout.exhibit.ClusterTables;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.OriginTables;
import blackout.inventory.Estate;
import blackout.inventory.Grade;
import blackout.inventory.Node;
import blackout.inventory.Origins;
import blackout.plan.cluster.AvailabilityPlan;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.NodeCrash;
import blackout.plan.cluster.VolumeMove;
import blackout.plan.cluster.VolumeRates;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.report.PageView.SectionView;
import blackout.report.PageView.TableView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/** The sections of the page that speak of the cluster as a whole, each sentences and tables. */
final class Sections {

  private Sections() {}

  static List<SectionView> of(Report report) {
    var sections = new ArrayList<SectionView>();
    report.changes().map(Sections::changes).ifPresent(sections::add);
    if (!report.estate().vms().isEmpty()) {
      ClusterOutlook outlook = report.outlook();
      if (!outlook.volumes().isEmpty()) {
        sections.add(volumes(outlook.volumes()));
      }
      sections.add(crashes(outlook));
      sections.add(clients(outlook));
      sections.add(availability(outlook.availability()));
      if (!report.estate().origins().vms().isEmpty()) {
        sections.add(origins(report.estate()));
      }
    }
    return sections;
  }

  private static SectionView origins(Estate estate) {
    Origins origins = estate.origins();
    var sentences = new ArrayList<String>();
    sentences.add(
        "Every prediction of a live migration is as sure as the writes it rests on: grade A for "
            + origins.count(Grade.A)
            + ", B for "
            + origins.count(Grade.B)
            + ", C for "
            + origins.count(Grade.C)
            + " VMs."
            + advice(origins));
    origins.readings().forEach(reading -> sentences.add(reading + "."));
    return new SectionView(
        "sources",
        "Sources",
        "Where the facts come from",
        sentences,
        tables(
            OriginTables.grades(origins),
            OriginTables.counts(origins),
            OriginTables.vms(estate.vms(), origins)));
  }

  private static String advice(Origins origins) {
    return origins.count(Grade.A) == origins.vms().size()
        ? ""
        : " \"blackout calibrate\" makes an A of a measured dirty rate.";
  }

  private static SectionView changes(Changes changes) {
    return new SectionView(
        "changes",
        "Changes",
        "What changed",
        List.of(changes.sentence()),
        changes.sheet().rows().isEmpty() ? List.of() : tables(changes.sheet()));
  }

  private static SectionView volumes(List<VolumeMove> moves) {
    var sentences = new ArrayList<String>();
    List<VolumeMove> forced = moves.stream().filter(VolumeMove::isForced).toList();
    for (VolumeMove move : forced) {
      String largest = move.dragging().orElseThrow().vm().name();
      sentences.add(
          "One node owns "
              + move.volume().name()
              + ", so its "
              + move.members().size()
              + " VMs move together; their longest downtime is "
              + Amounts.duration(move.groupDowntime())
              + "; "
              + largest
              + " keeps the others waiting longest.");
    }
    if (forced.isEmpty()) {
      sentences.add("No VM has to wait for another: no two VMs share an exclusive disk.");
    }
    sentences.add(
        "Saves and restores that run at the same time share the storage equally; whoever is done"
            + " leaves its share to the others.");
    if (moves.stream().anyMatch(m -> m.rates().redirected())) {
      sentences.add(
          "Redirected access is taken to leave "
              + Amounts.percent(VolumeRates.REDIRECTED_RATIO)
              + " of a volume's rate, an assumption, and never more than the network carries.");
    }
    var tables = new ArrayList<>(tables(FormattedTable.of(ClusterTables.volumes(moves))));
    if (!forced.isEmpty()) {
      tables.addAll(tables(FormattedTable.of(ClusterTables.dragged(moves))));
    }
    return new SectionView("volumes", "Volumes", "Volumes and saved states", sentences, tables);
  }

  private static SectionView crashes(ClusterOutlook outlook) {
    List<NodeCrash> crashes = outlook.crashes();
    var sentences = new ArrayList<String>();
    Optional<Duration> last =
        crashes.stream().flatMap(c -> c.last().stream()).max(Comparator.naturalOrder());
    last.ifPresent(
        time ->
            sentences.add(
                "Whichever node is lost, the last VM that starts again is back after at most "
                    + Amounts.duration(time)
                    + "."));
    outlook.reserves().forEach(reserve -> sentences.add(reserve.sentence()));
    sentences.add(
        "VMs start by priority, then by start order, then the largest first, each where most memory"
            + " is free; a node keeps "
            + Amounts.bytes(Node.HOST_RESERVE)
            + " for itself, an assumption.");
    var tables = new ArrayList<>(tables(FormattedTable.of(ClusterTables.crashes(crashes))));
    if (crashes.stream().anyMatch(c -> !c.refused().isEmpty())) {
      tables.addAll(tables(FormattedTable.of(ClusterTables.refused(crashes))));
    }
    if (last.isPresent()) {
      tables.add(restarts(crashes));
    }
    return new SectionView("nodes", "Nodes", "Loss of a node", sentences, tables);
  }

  private static SectionView clients(ClusterOutlook outlook) {
    List<ClusterOutlook.Clients> noticed = outlook.noticed();
    int all = outlook.clients().size();
    var sentences = new ArrayList<String>();
    sentences.add(
        noticed.isEmpty()
            ? "Clients do not notice a planned move: the network outage of every VM stays within all limits"
                + " below. A ping may still be lost by chance."
            : "Clients notice a planned move of "
                + noticed.size()
                + " of "
                + Text.count(all, "VM")
                + ": its network outage passes a limit below.");
    sentences.add(
        "A planned move is what the cluster does when a node is emptied: "
            + outlook.availability().usual().label()
            + ".");
    sentences.add(
        "The network outage is "
            + Amounts.duration(outlook.settings().announcement())
            + " longer than the downtime, until the network knows where the VM is; an assumption.");
    var tables = new ArrayList<>(tables(FormattedTable.of(ClusterTables.limits(outlook))));
    tables.add(
        worst(
            outlook.clients(),
            Comparator.comparing(c -> c.planned().outage()),
            ClusterTables::clients));
    return new SectionView("clients", "Clients", "What a client notices", sentences, tables);
  }

  private static SectionView availability(AvailabilityPlan plan) {
    int broken = plan.breaking(plan.usual()).size();
    var sentences = new ArrayList<String>();
    sentences.add(plan.calendar().words());
    sentences.add(
        plan.objectives() == 0
            ? "No VM states an availability objective."
            : broken
                + " of "
                + plan.objectives()
                + " objectives are broken under the usual strategy, "
                + plan.usual().label()
                + ".");
    var tables = new ArrayList<>(tables(FormattedTable.of(AvailabilityTables.strategies(plan))));
    if (broken > 0) {
      tables.addAll(tables(FormattedTable.of(AvailabilityTables.remedies(plan))));
    }
    tables.add(
        worst(
            plan.vms(),
            Comparator.comparing(v -> v.yearUnder(plan.usual()).downtime()),
            some -> AvailabilityTables.vms(plan, some)));
    return new SectionView("availability", "Availability", "A year", sentences, tables);
  }

  /** The restarts of all nodes, or of very many those of the nodes that take longest. */
  private static TableView restarts(List<NodeCrash> crashes) {
    int all = crashes.stream().mapToInt(c -> c.restarts().size()).sum();
    if (all <= ManyVms.MOST_ROWS) {
      return TableView.of(FormattedTable.of(ClusterTables.restarts(crashes)));
    }
    var slowest = new ArrayList<NodeCrash>();
    int rows = 0;
    Comparator<NodeCrash> byLast = Comparator.comparing(c -> c.last().orElse(Duration.ZERO));
    for (NodeCrash crash : crashes.stream().sorted(byLast.reversed()).toList()) {
      if (rows < ManyVms.MOST_ROWS) {
        slowest.add(crash);
        rows += crash.restarts().size();
      }
    }
    return TableView.of(ManyVms.part(FormattedTable.of(ClusterTables.restarts(slowest)), all));
  }

  /** All rows in their order; of very many only the worst, which the comparator puts last. */
  private static <T> TableView worst(
      List<T> rows, Comparator<T> badness, Function<List<T>, Table> table) {
    if (rows.size() <= ManyVms.MOST_ROWS) {
      return TableView.of(FormattedTable.of(table.apply(rows)));
    }
    List<T> worst = rows.stream().sorted(badness.reversed()).limit(ManyVms.MOST_ROWS).toList();
    return TableView.of(ManyVms.part(FormattedTable.of(table.apply(worst)), rows.size()));
  }

  private static List<TableView> tables(FormattedTable... sheets) {
    return List.of(sheets).stream().map(ManyVms::cut).map(TableView::of).toList();
  }
}

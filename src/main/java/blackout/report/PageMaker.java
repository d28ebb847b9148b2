package blackout.report;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import blackout.exhibit.Charts;
import blackout.exhibit.FormattedTable;
import blackout.exhibit.MoveText;
import blackout.exhibit.ReviewTables;
import blackout.exhibit.ReviewText;
import blackout.ingest.Problem;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Evidence;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.plan.cluster.MoveStrategy;
import blackout.plan.cluster.NodeCrash;
import blackout.plan.drain.CapacityReview;
import blackout.plan.move.VmForecast;
import blackout.plan.stats.Samples;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import blackout.report.PageView.CategoryLine;
import blackout.report.PageView.Cell;
import blackout.report.PageView.ChartView;
import blackout.report.PageView.CheckGroup;
import blackout.report.PageView.CheckView;
import blackout.report.PageView.Headline;
import blackout.report.PageView.Mark;
import blackout.report.PageView.VmLine;
import blackout.report.PageView.WorstVm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arranges a report for its page. */
final class PageMaker {

  private final Report report;
  private final Anchors anchors = new Anchors();

  /** Why a VM is not started after a crash of its node, by its name. */
  private final Map<String, String> leftOver = new HashMap<>();

  private PageMaker(Report report) {
    this.report = report;
    for (NodeCrash crash : report.outlook().crashes()) {
      crash.refused().forEach(refusal -> leftOver.put(refusal.vm().name(), refusal.reason()));
    }
  }

  static PageView page(Report report) {
    return new PageMaker(report).page();
  }

  private PageView page() {
    List<VmForecast> worstFirst = report.forecast().worstFirst();
    boolean fleet = worstFirst.size() > ManyVms.MOST_IN_FULL;
    List<VmLine> vms = vms(fleet ? worstFirst.subList(0, ManyVms.IN_FULL) : worstFirst);
    List<CheckGroup> groups = groups();
    return new PageView(
        report.estate().name(),
        PageStyle.headForScript(),
        kicker(),
        new Mark(report.verdict().words(), ResultStyles.shape(report.verdict())),
        sentence(),
        facts(worstFirst),
        categories(),
        todo(groups),
        groups,
        vms,
        fleet ? Optional.of(ManyVms.of(report.forecast(), worstFirst)) : Optional.empty(),
        worst(worstFirst, vms),
        worstFirst.isEmpty()
            ? Optional.empty()
            : Optional.of(ChartView.of(Charts.downtimeByMemory(worstFirst))),
        ReviewParts.of(report),
        Sections.of(report),
        assumptions(),
        report.problems().stream().map(Problem::toString).toList(),
        MethodText.lines(report.estate(), report.forecast()),
        report.provenance(),
        PageStyle.script());
  }

  private String kicker() {
    Estate estate = report.estate();
    String link =
        estate
            .migrationLink()
            .map(m -> ", live migration over " + Amounts.linkRate(m.link().liveRate()))
            .orElse("");
    int nodes = estate.nodes().size();
    return "Blackout report: " + estate.platform() + ", " + Text.count(nodes, "node") + link;
  }

  /** The checks that ask for something; those of one result keep the order of the report. */
  private static List<CheckView> todo(List<CheckGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.checks().stream())
        .filter(CheckView::open)
        .sorted(Comparator.comparing(check -> Result.GRAVEST_FIRST.indexOf(check.result())))
        .toList();
  }

  private String sentence() {
    Map<Result, Long> counts =
        report.checks().stream()
            .collect(Collectors.groupingBy(CheckResult::result, Collectors.counting()));
    return "%s %s: %s."
        .formatted(report.sentence(), Text.count(report.checks().size(), "check"), counts(counts));
  }

  static String counts(Map<Result, Long> counts) {
    return Result.GRAVEST_FIRST.stream()
        .filter(counts::containsKey)
        .map(r -> counts.get(r) + " " + ResultStyles.phrase(r))
        .collect(Collectors.joining(", "));
  }

  /** The value to plan with first, its range beside it; then what inputs as stated give. */
  private List<Headline> facts(List<VmForecast> vms) {
    var facts = new ArrayList<Headline>();
    Evidence evidence = Evidence.of(report.estate());
    facts.add(
        new Headline(
            Integer.toString(vms.size()), Text.plural(vms.size(), "VM"), evidence.words()));
    if (vms.isEmpty()) {
      return facts;
    }
    report.review().ifPresent(review -> facts.addAll(planned(review)));
    String stated = "with all inputs as stated";
    if (vms.stream().anyMatch(f -> f.live().isPresent())) {
      boolean stuck =
          vms.stream().anyMatch(f -> f.live().isPresent() && f.liveDowntime().isEmpty());
      facts.add(
          new Headline(
              stuck ? "never ends" : longest(vms, VmForecast::liveDowntime),
              "Longest downtime, live migration, each VM alone",
              stated));
    }
    if (report.estate().isWindows()) {
      facts.add(
          new Headline(
              longest(vms, f -> Optional.of(f.savedState())),
              "Longest downtime, quick migration (saved state)",
              stated));
    }
    facts.add(
        new Headline(
            longest(
                vms,
                f ->
                    leftOver.containsKey(f.vm().name())
                        ? Optional.empty()
                        : Optional.of(f.crash())),
            "Longest downtime after a host crash",
            leftOver.isEmpty() ? stated : stated + "; VMs that start again"));
    return facts;
  }

  private static List<Headline> planned(CapacityReview review) {
    String host = review.fullest().drain().host();
    return review.fullest().sure().stream()
        .flatMap(
            sure ->
                Stream.of(
                    planned(
                        sure.result().downtimes(),
                        "Longest live-migration downtime while %s is emptied, P90".formatted(host)),
                    planned(sure.result().makespans(), "Evacuation of %s, P90".formatted(host))))
        .toList();
  }

  private static Headline planned(Samples samples, String label) {
    return new Headline(
        ReviewTables.quantile(samples, ReviewText.PLANNING),
        label,
        "P50 %s, P99 %s"
            .formatted(ReviewTables.quantile(samples, 0.5), ReviewTables.quantile(samples, 0.99)));
  }

  private static String longest(
      List<VmForecast> vms, Function<VmForecast, Optional<Downtime>> downtime) {
    return vms.stream()
        .flatMap(f -> downtime.apply(f).stream())
        .map(Downtime::total)
        .max(Comparator.naturalOrder())
        .map(Amounts::duration)
        .orElse("-");
  }

  private Map<Category, List<CheckResult>> byCategory() {
    Map<Category, List<CheckResult>> sorted = new LinkedHashMap<>();
    for (Category category : Category.of(report.estate())) {
      sorted.put(category, report.checks().stream().filter(c -> c.category() == category).toList());
    }
    return sorted;
  }

  private List<CategoryLine> categories() {
    var lines = new ArrayList<CategoryLine>();
    byCategory()
        .forEach(
            (category, checks) -> {
              Map<Result, Long> counts =
                  checks.stream()
                      .collect(Collectors.groupingBy(CheckResult::result, Collectors.counting()));
              Mark mark =
                  Result.GRAVEST_FIRST.stream()
                      .filter(counts::containsKey)
                      .findFirst()
                      .map(ResultStyles::of)
                      .orElse(new Mark("No checks", "none"));
              lines.add(new CategoryLine(category.title(), anchor(category), mark, counts(counts)));
            });
    return lines;
  }

  private List<CheckGroup> groups() {
    var groups = new ArrayList<CheckGroup>();
    byCategory()
        .forEach(
            (category, checks) -> {
              if (!checks.isEmpty()) {
                groups.add(
                    new CheckGroup(
                        category.title(),
                        anchor(category),
                        checks.stream().map(this::check).toList()));
              }
            });
    return groups;
  }

  /** A category keeps one anchor, however often it is asked for. */
  private static String anchor(Category category) {
    return new Anchors().of("category", category.title());
  }

  private CheckView check(CheckResult check) {
    boolean quiet = check.result() == Result.SUCCESS || check.result() == Result.NOT_APPLICABLE;
    return new CheckView(
        anchors.of("check", check.id()),
        check.id(),
        check.title(),
        check.result(),
        ResultStyles.of(check.result()),
        !quiet,
        check.lookedAt(),
        ManyVms.cut(check.evidence()),
        check.action(),
        check.source());
  }

  private List<VmLine> vms(List<VmForecast> worstFirst) {
    Duration longest =
        worstFirst.stream()
            .map(vm -> MoveBars.longest(vm, leftOver.containsKey(vm.vm().name())))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    MoveStrategy usual = report.outlook().availability().usual();
    Map<String, String> anchorByName = new LinkedHashMap<>();
    Map<String, String> plannedByName = new LinkedHashMap<>();
    worstFirst.forEach(f -> anchorByName.put(f.vm().name(), ""));
    for (EstateVm vm : report.estate().vms()) {
      if (anchorByName.containsKey(vm.name())) {
        anchorByName.put(vm.name(), anchors.of("vm", vm.name()));
        plannedByName.put(vm.name(), usual.isLive(report.estate(), vm) ? "live" : "saved state");
      }
    }
    var lines = new ArrayList<VmLine>();
    for (VmForecast vm : worstFirst) {
      lines.add(
          new VmLine(
              vm.vm().name(),
              anchorByName.getOrDefault(vm.vm().name(), "vm"),
              Cell.of(vm.vm().memory()),
              plannedByName.getOrDefault(vm.vm().name(), "live"),
              vm.liveWord(),
              MoveBars.of(vm, longest, Optional.ofNullable(leftOver.get(vm.vm().name()))),
              lines.isEmpty()));
    }
    return lines;
  }

  private static Optional<WorstVm> worst(List<VmForecast> worstFirst, List<VmLine> lines) {
    if (worstFirst.isEmpty() || worstFirst.get(0).live().isEmpty()) {
      return Optional.empty();
    }
    Outcome outcome = worstFirst.get(0).live().get();
    if (outcome.record().rounds().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new WorstVm(
            lines.get(0).name(),
            lines.get(0).anchor(),
            MoveText.migration(outcome),
            ChartView.of(Charts.bytesByRound(outcome.record()))));
  }

  private Optional<FormattedTable> assumptions() {
    List<List<String>> rows = new ArrayList<>();
    for (Assumption assumption : report.assumptions()) {
      rows.add(List.of(assumption.field(), assumption.value(), assumption.reason()));
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FormattedTable(
            "Assumptions",
            List.of(
                new FormattedTable.Header("Where", false),
                new FormattedTable.Header("Assumed", false),
                new FormattedTable.Header("Why", false)),
            rows));
  }
}

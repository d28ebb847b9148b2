package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.MigrationLink;
import blackout.plan.cluster.ClusterOutlook;
import blackout.plan.cluster.EstateForecast;
import blackout.plan.cluster.MoveStrategy;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Design;
import blackout.plan.drain.Maintenance;
import blackout.plan.drain.Noise;
import blackout.plan.drain.PlannedDowntimes;
import blackout.plan.move.VmForecast;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several designs over one cluster, or over several: what each gives, held against one another. The
 * verdict of a row is that of every command on a cluster of that design.
 *
 * @param rows the designs in the order in which they were asked for, those of a cluster together
 * @param question what is asked of all of them
 */
public record Comparison(List<Row> rows, Question question) {

  /**
   * What is asked of all designs.
   *
   * @param window the time there is to patch all nodes, if somebody stated it
   * @param goal the pause that is asked for of a VM that moves live and states none; all are held
   *     to it in nine of ten cases
   * @param seed the seed of all chance
   */
  public record Question(Optional<Duration> window, Duration goal, long seed) {

    /** With the pause that a review asks for. */
    public static Question of(Optional<Duration> window, Optional<Duration> goal, long seed) {
      return new Question(window, goal.orElse(CapacityReview.GOAL), seed);
    }
  }

  /** A VM that misses what is asked for, and why in a few words. */
  public record Miss(String vm, String why) {}

  /**
   * What a design gives.
   *
   * @param cluster what the cluster is called in this comparison; untrusted text
   * @param design what is different
   * @param assessment the checks of the cluster with it, and their verdict
   * @param worst the longest downtime when a host is emptied; empty if no VM leaves any
   * @param misses the VMs that miss what is asked for, in the order of the estate
   */
  public record Row(
      String cluster,
      Design design,
      Assessment assessment,
      Optional<PlannedDowntimes.Longest> worst,
      List<Miss> misses) {

    public Row {
      misses = List.copyOf(misses);
    }

    /** How the hosts are emptied and patched. */
    public Maintenance maintenance() {
      return assessment.ground().outlook().orElseThrow().maintenance();
    }

    public Verdict verdict() {
      return assessment.verdict();
    }

    /**
     * Whether everything that a design can change is as asked: no VM misses, the hosts can be
     * emptied in the window, assumed or stated, and no check of predictions failed. Prerequisites
     * are not part of it: the verdict has them.
     */
    public boolean meets() {
      return misses.isEmpty()
          && maintenance().fits()
          && assessment.checks().stream()
              .noneMatch(c -> c.category() == Category.DOWNTIME && c.result() == Result.FAILED);
    }

    /** The line rate of its migration network. */
    public Optional<DataRate> port() {
      return assessment.ground().estate().migrationLink().map(MigrationLink::lineRate);
    }

    /** What keeps it from meeting everything, in a few words; empty if nothing does. */
    public Optional<String> reason() {
      if (meets()) {
        return Optional.empty();
      }
      if (!misses.isEmpty()) {
        return Optional.of(misses.get(0).vm() + ": " + misses.get(0).why());
      }
      List<String> stuck = maintenance().stuck();
      if (!stuck.isEmpty()) {
        return Optional.of(stuck.get(0) + " finds no room");
      }
      return Optional.of(
          maintenance().fits()
              ? "a check of predictions fails"
              : "the window is missed by "
                  + Amounts.duration(maintenance().total().minus(maintenance().window())));
    }

    /** Whether nothing that is compared tells the two apart: all differences are noise. */
    public boolean equalTo(Row other) {
      return difference(other).isEmpty();
    }

    /** What tells this row from another, in a few words each; empty if all of it is noise. */
    public List<String> difference(Row other) {
      var found = new ArrayList<String>();
      if (worst.isPresent() && other.worst.isPresent()) {
        if (!Noise.same(worst.get().p90(), other.worst.get().p90())) {
          boolean less = worst.get().p90().value() < other.worst.get().p90().value();
          found.add(less ? "less downtime" : "more downtime");
        }
      } else if (worst.isPresent() != other.worst.isPresent()) {
        found.add(worst.isPresent() ? "VMs move" : "no VM moves");
      }
      if (!Noise.same(maintenance().total(), other.maintenance().total())) {
        boolean less = maintenance().total().compareTo(other.maintenance().total()) < 0;
        found.add(less ? "faster" : "slower");
      }
      return found;
    }
  }

  /**
   * The smallest port of designs that are otherwise alike.
   *
   * @param rows the designs, the smallest port first
   * @param smallest the first that meets everything; empty if none does
   * @param worseAbove larger ports that do not meet everything although a smaller one does
   */
  public record SmallestPort(List<Row> rows, Optional<Row> smallest, List<Row> worseAbove) {}

  public Comparison {
    rows = List.copyOf(rows);
  }

  /**
   * What a design gives on a cluster.
   *
   * @param cluster what to call it
   * @param leftOut how many parts of the input could not be used
   * @throws IllegalArgumentException if the cluster cannot have the design
   */
  public static Row row(
      String cluster, Estate estate, int leftOut, Design design, Question question) {
    Estate changed = design.on(estate);
    EstateForecast forecast = EstateForecast.of(changed, question.seed(), done -> {});
    ClusterOutlook outlook = ClusterOutlook.of(changed, forecast, ClusterOutlook.Settings.DEFAULT);
    Maintenance maintenance =
        Maintenance.of(changed, question.window(), design.rules(changed, question.seed()));
    PlannedDowntimes planned = PlannedDowntimes.of(changed, forecast, maintenance.rules());
    return new Row(
        cluster,
        design,
        Assessment.of(changed, new Outlook(forecast, outlook, maintenance), leftOut),
        planned.longest(),
        misses(changed, forecast, outlook, planned, question.goal()));
  }

  private static List<Miss> misses(
      Estate estate,
      EstateForecast forecast,
      ClusterOutlook outlook,
      PlannedDowntimes downtimes,
      Duration goal) {
    MoveStrategy usual = MoveStrategy.usual(estate);
    Map<String, Objective> broken =
        Objective.all(estate, forecast, outlook.availability()).stream()
            .filter(o -> !o.kept())
            .collect(Collectors.toMap(Objective::vm, o -> o, (a, b) -> a, LinkedHashMap::new));
    var misses = new ArrayList<Miss>();
    for (int i = 0; i < estate.vms().size(); i++) {
      EstateVm vm = estate.vms().get(i);
      VmForecast predicted = forecast.vms().get(i);
      ClusterOutlook.Clients clients = outlook.clients().get(i);
      Duration asked = vm.downtimeObjective().orElse(goal);
      double p90 = downtimes.p90().getOrDefault(vm.name(), alone(clients));
      if (usual.isLive(estate, vm) && predicted.live().isPresent() && !clients.movedLive()) {
        misses.add(new Miss(vm.name(), "its live migration never ends"));
      } else if (broken.containsKey(vm.name())) {
        misses.add(new Miss(vm.name(), broken.get(vm.name()).found()));
      } else if (clients.movedLive() && p90 > Amounts.seconds(asked)) {
        misses.add(
            new Miss(
                vm.name(),
                "out for %s (P90), %s asked for".formatted(time(p90), Amounts.duration(asked))));
      }
    }
    return misses;
  }

  /** The downtime of a planned move (s), where its host was not looked at. */
  private static double alone(ClusterOutlook.Clients clients) {
    return Amounts.seconds(clients.planned().downtime());
  }

  private static String time(double seconds) {
    return Double.isInfinite(seconds)
        ? "ever"
        : Amounts.duration(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  /** For each cluster and each set of designs that differ in their port alone, the smallest. */
  public List<SmallestPort> smallestPorts() {
    Map<List<Object>, List<Row>> alike = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.port().isPresent()) {
        alike.computeIfAbsent(besidePort(row), key -> new ArrayList<>()).add(row);
      }
    }
    return alike.values().stream()
        .filter(some -> some.stream().map(Row::port).distinct().count() > 1)
        .map(Comparison::smallest)
        .toList();
  }

  private static List<Object> besidePort(Row row) {
    Design d = row.design();
    Estate estate = row.assessment().ground().estate();
    return List.of(
        row.cluster(),
        estate.platform(),
        estate.storage(),
        estate.switchedOn(),
        d.senderLimit(),
        row.maintenance().rules().atOnce());
  }

  private static SmallestPort smallest(List<Row> alike) {
    List<Row> rising =
        alike.stream().sorted(Comparator.comparing(row -> row.port().orElseThrow())).toList();
    Optional<Row> first = rising.stream().filter(Row::meets).findFirst();
    List<Row> above =
        first
            .map(row -> rising.subList(rising.indexOf(row), rising.size()))
            .orElse(List.of())
            .stream()
            .filter(row -> !row.meets())
            .toList();
    return new SmallestPort(rising, first, above);
  }

  /** Designs of one cluster that follow one another and are equal, two at least each. */
  public List<List<Row>> equalRuns() {
    var found = new ArrayList<List<Row>>();
    var run = new ArrayList<Row>();
    for (Row row : rows) {
      boolean fits =
          run.isEmpty()
              || (row.cluster().equals(run.get(0).cluster())
                  && run.stream().allMatch(row::equalTo));
      if (!fits) {
        keep(found, run);
      }
      run.add(row);
    }
    keep(found, run);
    return found;
  }

  private static void keep(List<List<Row>> found, List<Row> run) {
    if (run.size() > 1) {
      found.add(List.copyOf(run));
    }
    run.clear();
  }

  /** The first row of the same cluster, with which a row is compared. */
  public Row first(Row row) {
    return rows.stream().filter(r -> r.cluster().equals(row.cluster())).findFirst().orElseThrow();
  }

  /** The names of the clusters, in their order. */
  public Set<String> clusters() {
    return rows.stream().map(Row::cluster).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

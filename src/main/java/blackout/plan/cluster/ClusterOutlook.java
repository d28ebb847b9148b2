package blackout.plan.cluster;

import static blackout.quantity.Require.require;

import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.outcome.Downtime;
import blackout.plan.move.VmForecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster as a whole does to its VMs: disks that move with all VMs on them, nodes that are
 * lost, clients that wait, and a year of it.
 *
 * @param settings what was assumed
 * @param volumes the VMs of each volume moved by saved state at once
 * @param crashes the loss of each node
 * @param reserves the loss of one node and of two
 * @param limits what could notice, the shortest first
 * @param clients what the clients of each VM see, in the order of the estate
 * @param availability the year
 */
public record ClusterOutlook(
    Settings settings,
    List<VolumeMove> volumes,
    List<NodeCrash> crashes,
    List<Reserve> reserves,
    List<DowntimeLimit> limits,
    List<Clients> clients,
    AvailabilityPlan availability) {

  /**
   * What no estate says.
   *
   * @param calendar what happens in a year
   * @param announcement how much longer a network outage is than the downtime
   */
  public record Settings(Calendar calendar, Duration announcement) {
    public static final Settings DEFAULT = new Settings(Calendar.DEFAULT, ClientView.ANNOUNCEMENT);
  }

  /**
   * What the clients of a VM see.
   *
   * @param vm the VM
   * @param savedState of a move by saved state
   * @param live of a live migration; empty where there is none or it never ends
   * @param crash of a crash of its node; empty if it does not start again by itself
   * @param movedLive whether a planned move is live: by the usual strategy, where that ends
   */
  public record Clients(
      EstateVm vm,
      ClientView savedState,
      Optional<ClientView> live,
      Optional<ClientView> crash,
      boolean movedLive) {

    public Clients {
      require(live.isPresent() || !movedLive, "%s has no live migration to be seen", vm.name());
    }

    /** Of a planned move, as the cluster does it by itself when a node is emptied. */
    public ClientView planned() {
      return movedLive ? live.orElseThrow() : savedState;
    }
  }

  public ClusterOutlook {
    volumes = List.copyOf(volumes);
    crashes = List.copyOf(crashes);
    reserves = List.copyOf(reserves);
    limits = List.copyOf(limits);
    clients = List.copyOf(clients);
  }

  /**
   * Computes all of it.
   *
   * @param forecast of the same estate
   */
  public static ClusterOutlook of(Estate estate, EstateForecast forecast, Settings settings) {
    var ground = new RestartGround(estate);
    List<NodeCrash> crashes = NodeCrash.all(estate, ground);
    List<DowntimeLimit> limits = ClientLimits.of(estate);
    return new ClusterOutlook(
        settings,
        VolumeMove.all(estate),
        crashes,
        List.of(Reserve.of(estate, 1, ground), Reserve.of(estate, 2, ground)),
        limits,
        clients(estate, forecast, crashes, limits, settings.announcement()),
        AvailabilityPlan.of(estate, forecast, crashes, settings.calendar()));
  }

  /** The VMs whose planned move somebody notices. */
  public List<Clients> noticed() {
    return clients.stream().filter(c -> !c.planned().isUnnoticed()).toList();
  }

  private static List<Clients> clients(
      Estate estate,
      EstateForecast forecast,
      List<NodeCrash> crashes,
      List<DowntimeLimit> limits,
      Duration announcement) {
    Map<String, Downtime> restarts = new LinkedHashMap<>();
    for (NodeCrash crash : crashes) {
      crash.restarts().forEach(r -> restarts.put(r.vm().name(), r.downtime()));
    }
    MoveStrategy usual = MoveStrategy.usual(estate);
    var clients = new ArrayList<Clients>();
    for (int i = 0; i < estate.vms().size(); i++) {
      EstateVm vm = estate.vms().get(i);
      VmForecast predicted = forecast.vms().get(i);
      clients.add(
          new Clients(
              vm,
              ClientView.of(predicted.savedState().total(), announcement, limits),
              predicted.liveDowntime().map(d -> ClientView.of(d.total(), announcement, limits)),
              Optional.ofNullable(restarts.get(vm.name()))
                  .map(d -> ClientView.of(d.total(), announcement, limits)),
              usual.isLive(estate, vm) && predicted.liveDowntime().isPresent()));
    }
    return clients;
  }
}

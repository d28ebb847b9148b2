package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Labelled;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A VM and its place in the cluster. A fact that nobody stated is empty.
 *
 * @param vm its memory and how it writes
 * @param node the name of the node it runs on
 * @param volume the name of the volume with its files
 * @param switches the names of the virtual switches it is connected to
 * @param priority who starts first after a crash, and who is moved live in a drain
 * @param startOrder the position among VMs of the same priority, lower first
 * @param processorCompatibility whether it may move to a different processor version of the same
 *     manufacturer
 * @param clusterCopyCurrent whether the cluster's copy of its settings was refreshed after the last
 *     change
 * @param backupDuringMoves whether a backup of it may run while moves are planned
 * @param guestBoot the time until it serves again after a restart
 * @param downtimeObjective the longest downtime its users accept in one move
 * @param availabilityObjective the share of a year in which it must serve, 0 to 1
 * @param mobility whether it can leave its host
 */
@RecordBuilder
public record EstateVm(
    Vm vm,
    String node,
    String volume,
    List<String> switches,
    Optional<Priority> priority,
    Optional<Integer> startOrder,
    Optional<Boolean> processorCompatibility,
    Optional<Boolean> clusterCopyCurrent,
    Optional<Boolean> backupDuringMoves,
    Optional<Duration> guestBoot,
    Optional<Duration> downtimeObjective,
    Optional<Double> availabilityObjective,
    Mobility mobility)
    implements EstateVmBuilder.With {

  public EstateVm {
    switches = List.copyOf(switches);
    double availability = availabilityObjective.orElse(0.0);
    require(
        availability >= 0 && availability <= 1,
        "VM \"%s\": availability objective is not in 0..1: %s",
        vm.name(),
        availability);
  }

  /** One of which nobody stated whether it can leave its host. */
  public EstateVm(
      Vm vm,
      String node,
      String volume,
      List<String> switches,
      Optional<Priority> priority,
      Optional<Integer> startOrder,
      Optional<Boolean> processorCompatibility,
      Optional<Boolean> clusterCopyCurrent,
      Optional<Boolean> backupDuringMoves,
      Optional<Duration> guestBoot,
      Optional<Duration> downtimeObjective,
      Optional<Double> availabilityObjective) {
    this(
        vm,
        node,
        volume,
        switches,
        priority,
        startOrder,
        processorCompatibility,
        clusterCopyCurrent,
        backupDuringMoves,
        guestBoot,
        downtimeObjective,
        availabilityObjective,
        Mobility.UNKNOWN);
  }

  public String name() {
    return vm.name();
  }

  /** The cluster's priority of a VM; its number decides what a drain does with it. */
  public enum Priority implements Labelled {
    HIGH("high", 3000),
    MEDIUM("medium", 2000),
    LOW("low", 1000),
    NO_AUTO_START("no auto start", 0);

    private final String label;
    private final int number;

    Priority(String label, int number) {
      this.label = label;
      this.number = number;
    }

    @Override
    public String label() {
      return label;
    }

    /** The number of the group property, for example 2000. */
    public int number() {
      return number;
    }
  }
}

package blackout.plan.cluster;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Platform;
import java.util.List;

/** How planned moves are done. */
public enum MoveStrategy {
  SAVED_STATE("saved state for all"),
  LIVE("live for all"),
  /** As a drain does it from Windows Server 2012 on. */
  BY_PRIORITY("live, low priority saved");

  private final String label;

  MoveStrategy(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The strategies that an estate has a choice of. */
  public static List<MoveStrategy> of(Estate estate) {
    boolean live = estate.hypervisor().isPresent() && estate.migrationLink().isPresent();
    return live ? List.of(values()) : List.of(SAVED_STATE);
  }

  /**
   * The one that the cluster follows by itself when a node is emptied: who moves live in a drain.
   */
  public static MoveStrategy usual(Estate estate) {
    if (of(estate).size() == 1) {
      return SAVED_STATE;
    }
    return estate.platform().drainsByPriority() ? BY_PRIORITY : LIVE;
  }

  /** Whether a VM is moved live; never one that cannot be. */
  public boolean isLive(Estate estate, EstateVm vm) {
    return vm.mobility().notLive().isEmpty() && wantsLive(estate, vm);
  }

  private boolean wantsLive(Estate estate, EstateVm vm) {
    return switch (this) {
      case SAVED_STATE -> false;
      case LIVE -> true;
      case BY_PRIORITY ->
          RestartPlacement.priority(vm).number()
              >= estate.drainThreshold().orElse(Platform.LIVE_FROM.number());
    };
  }
}

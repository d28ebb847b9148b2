package blackout.check;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Category.NETWORK;
import static blackout.check.Findings.names;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.EstateVm.Priority;
import blackout.inventory.MigrationLink;
import blackout.inventory.WindowsVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules V01 to V06: what moves of VMs must keep to. */
final class VirtualMachineRules {

  /** A drain saves VMs below this priority unless it is told otherwise. */
  private static final int LIVE_FROM = Priority.MEDIUM.number();

  private static final Versions DRAINS = Versions.from(WindowsVersion.WINDOWS_2012);

  private VirtualMachineRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "V01",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "No more live migrations at once than the version allows",
            "number of nodes, simultaneous live migrations that are set",
            "Plan one live migration at a time for every node.",
            Sources.FAQ,
            VirtualMachineRules::atOnce),
        new Rule(
            "V02",
            HYPER_V_CONFIGURATION,
            WARN,
            Versions.ONLY_2008_R2,
            "The cluster's copy of VM settings is current",
            "whether each VM was refreshed in the cluster after its last change",
            "Refresh the VM configuration in Failover Cluster Manager before moving the VM.",
            Sources.FAQ,
            (estate, found) ->
                found.all(
                    "current copy of the settings",
                    true,
                    vms(estate, EstateVm::clusterCopyCurrent),
                    "Changed in Hyper-V Manager and not refreshed")),
        new Rule(
            "V03",
            HYPER_V_CONFIGURATION,
            WARN,
            Versions.ONLY_2008_R2,
            "No backup while VMs move",
            "whether a backup of each VM may run while moves are planned",
            "Move the backup or the window: an interrupted backup only copies files, and only"
                + " warns.",
            Sources.FAQ,
            (estate, found) ->
                found.all(
                    "backup during moves",
                    false,
                    vms(estate, EstateVm::backupDuringMoves),
                    "A backup may run while they move")),
        new Rule(
            "V04",
            CLUSTER_CONFIGURATION,
            INFO,
            DRAINS,
            "VMs that a drain saves instead of moving them live",
            "priority of each VM, threshold of the drain, objectives",
            "Raise the priority, or lower the threshold of live moves.",
            Sources.DRAIN,
            VirtualMachineRules::savedByDrain),
        new Rule(
            "V05",
            NETWORK,
            INFO,
            Versions.from(WindowsVersion.WINDOWS_2022),
            "The share of bandwidth that live migration over SMB gets",
            "SMB limit factor",
            "",
            Sources.SMB_LIMIT,
            VirtualMachineRules::smbShare),
        new Rule(
            "V06",
            CLUSTER_CONFIGURATION,
            INFO,
            DRAINS,
            "A drain can be tried without moving anything",
            "version of the cluster",
            "",
            Sources.SUSPEND,
            (estate, found) ->
                found.fine("Suspend-ClusterNode -Drain -WhatIf shows what a drain would do")));
  }

  private static void atOnce(Estate estate, Findings found) {
    Optional<Integer> set = estate.migrationLink().flatMap(MigrationLink::simultaneous);
    if (estate.version().movesSeveralAtOnce()) {
      set.ifPresentOrElse(
          n -> found.fine(n + " live migrations at once on each node, more are queued"),
          () -> found.missing("simultaneous live migrations of a node"));
      return;
    }
    int nodes = estate.nodes().size();
    int pairs = nodes / 2;
    found.fine(
        nodes
            + " nodes make at most "
            + pairs
            + (pairs == 1 ? " live migration" : " live migrations")
            + " at once: each takes part in one, as source or as target");
    if (set.orElse(1) > 1) {
      found.broken(
          set.orElse(1) + " live migrations at once are set for a node, this version does 1");
    }
  }

  private static void savedByDrain(Estate estate, Findings found) {
    int threshold = estate.drainThreshold().orElse(LIVE_FROM);
    List<String> unknown = new ArrayList<>();
    List<String> saved = new ArrayList<>();
    List<String> hurt = new ArrayList<>();
    for (EstateVm vm : estate.vms()) {
      if (vm.priority().isEmpty()) {
        unknown.add(vm.name());
      } else if (vm.priority().get().number() < threshold) {
        boolean promised =
            vm.downtimeObjective().isPresent() || vm.availabilityObjective().isPresent();
        (promised ? hurt : saved).add(vm.name());
      }
    }
    if (!unknown.isEmpty()) {
      found.missing("priority of " + names(unknown));
    }
    if (!hurt.isEmpty()) {
      found.broken(WARN, "Saved by a drain in spite of an objective: " + names(hurt));
    }
    if (!saved.isEmpty()) {
      found.broken("Saved by a drain: " + names(saved));
    }
    found.fine("A drain moves VMs live from priority " + threshold);
  }

  private static void smbShare(Estate estate, Findings found) {
    Optional<Integer> factor = estate.migrationLink().flatMap(MigrationLink::smbLimitFactor);
    factor.ifPresentOrElse(
        f ->
            found.fine(
                String.format(
                    Locale.ROOT,
                    "factor %d: live migration over SMB gets %.2f %% of the bandwidth",
                    f,
                    f / 100.0)),
        () -> found.missing("SMB limit factor (the vendor's default is 2500, 25 %)"));
  }

  private static Map<String, Optional<Boolean>> vms(
      Estate estate, Function<EstateVm, Optional<Boolean>> flag) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    estate.vms().forEach(vm -> flags.put(vm.name(), flag.apply(vm)));
    return flags;
  }
}

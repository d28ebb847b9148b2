package blackout.check.rules;

import blackout.check.Rule;
import java.util.List;

/** All rules, in the order of the report; a rule stands after those it depends on. */
public final class Rules {

  /** Nodes, networks, storage, VMs, downtime. */
  public static final List<Rule> ALL =
      List.of(
          N00PlatformRules.RULE,
          N01SameSystem.RULE,
          N02SameUpdates.RULE,
          N03Edition.RULE,
          N04Installation.RULE,
          N05Clustering.RULE,
          N06Limits2012.RULE,
          N07Limits2008R2.RULE,
          N08ProcessorFeatures.RULE,
          N09Manufacturer.RULE,
          N10Compatibility.RULE,
          N11Stepping.RULE,
          N12StorageAdapter.RULE,
          N13StorageStacks.RULE,
          N14Domain.RULE,
          N15Ntlm.RULE,
          N16SystemDrive.RULE,
          W01DedicatedNetwork.RULE,
          W02Adapters.RULE,
          W03TrafficApart.RULE,
          W04MigrationSubnet.RULE,
          W05SharedVolumeSubnets.RULE,
          W06GuestSubnets.RULE,
          W07Bindings.RULE,
          W08SharedVolumeNetwork.RULE,
          W09MigrationPort.RULE,
          W10Ipsec.RULE,
          W11Chimney.RULE,
          W12SwitchNames.RULE,
          W13AdapterLayout.RULE,
          S01VisibleDisks.RULE,
          S02MoveTogether.RULE,
          S03SupportedVolumes.RULE,
          S04RedirectedAccess.RULE,
          S05FailedBackup.RULE,
          S06ClusterWitness.RULE,
          S07SaveSpace.RULE,
          V01AtOnce.RULE,
          V02ClusterCopy.RULE,
          V03BackupDuringMoves.RULE,
          V04SavedByDrain.RULE,
          V05SmbShare.RULE,
          V06DrainTrial.RULE,
          D01EndsByItself.RULE,
          D02DowntimeObjectives.RULE,
          D03UnnoticedMoves.RULE,
          D04AvailabilityObjectives.RULE,
          D05NodeReserve.RULE,
          D06MaintenanceWindow.RULE,
          D07DrainTargets.RULE,
          D08MeasuredWrites.RULE);

  private Rules() {}
}

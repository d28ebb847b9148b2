package blackout.ingest.fact;

/** What exports say about a cluster, and the type of the value. */
public enum ClusterField {
  /** Text. */
  NAME,
  /** Long: milliseconds between two heartbeats. */
  HEARTBEAT_INTERVAL,
  /** Long: heartbeats that may be missed. */
  HEARTBEAT_THRESHOLD,
  /** Long: seconds for which a lost node keeps its VMs. */
  ISOLATION,
  /** Long: the priority below which a drain saves a VM. */
  DRAIN_THRESHOLD,
  /** Long: live migrations at once. */
  SIMULTANEOUS
}

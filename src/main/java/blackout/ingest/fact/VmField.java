package blackout.ingest.fact;

/** What exports say about a VM, and the type of the value. */
public enum VmField {
  /** Text. */
  NAME,
  /** Text: lower case, without braces. */
  UUID,
  /** Text. */
  CLUSTER,
  /** Text: the data center that the cluster stands in. */
  DATACENTER,
  /** Text: the folder or resource pool it is sorted into. */
  FOLDER,
  /** Text: the state of fault tolerance. */
  FT_STATE,
  /** Boolean: whether disks wait for consolidation. */
  CONSOLIDATION,
  /** Text: whether its management reaches it. */
  CONNECTION,
  /** Text: how sensitive to latency it is. */
  LATENCY,
  /** Boolean: whether all its memory is set aside. */
  RESERVED,
  /** Boolean: whether it is a role of the cluster. */
  CLUSTERED,
  /** Text: where its configuration lies. */
  PATH,
  /** Text: the names of classes of VMs that are kept apart, separated by commas or semicolons. */
  APART,
  /** Text: the names of rules about it. */
  RULES,
  /** Text: their kinds. */
  RULE_KINDS,
  /** Text: the names of the hosts it prefers, in their order. */
  PREFERRED,
  /** Text: the names of the only hosts it may run on. */
  POSSIBLE,
  /** Text: the model of its processor. */
  CPU_TYPE,
  /** Text: devices of the host, each with its title, separated by bars. */
  HOST_DEVICE,
  /** Text: drives, each with its title, separated by bars. */
  DRIVE,
  /** Text: where the state of its TPM lies. */
  TPM,
  /** Text: what locks it now. */
  LOCK,
  /** Text: the snapshot it goes back to. */
  SNAPSHOT,
  /** Text: the host it runs on. */
  HOST,
  /** Boolean: whether it runs now. */
  RUNNING,
  /** Boolean: a template or a placeholder, which never runs. */
  TEMPLATE,
  /** ByteCount: what it has now. */
  MEMORY,
  /** ByteCount: what it gets at start, where nothing says what it has now. */
  STARTUP_MEMORY,
  /** ByteCount: touched lately; the written memory is at most this. */
  ACTIVE_MEMORY,
  /** Long. */
  PROCESSORS,
  /** {@link DirtyRate}. */
  DIRTY_RATE,
  /** Text: the configuration version of Hyper-V, such as 9.0. */
  CONFIGURATION_VERSION,
  /** Long: the priority number of a cluster group. */
  PRIORITY,
  /** Text: the flavor of OpenStack, which states its memory or names it. */
  FLAVOR,
  /** Text: the volume or data store with its files. */
  VOLUME
}

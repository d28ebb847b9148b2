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

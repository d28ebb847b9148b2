package blackout.ingest.fact;

/** What exports say about a host, and the type of the value. */
public enum HostField {
  /** Text. */
  NAME,
  /** Text. */
  CLUSTER,
  /** Text: the data center that the cluster stands in. */
  DATACENTER,
  /** Text: where the host stands, of a cluster in several places. */
  SITE,
  /** ByteCount. */
  MEMORY,
  /** Text. */
  CPU_MODEL,
  /** Text: who made the processor. */
  MANUFACTURER,
  /** Text: the caption of its operating system. */
  SYSTEM,
  /** Boolean: whether it takes no VM now, because it is in maintenance or quarantine. */
  MAINTENANCE,
  /** Text: its state in the words of the source, such as {@code online} or {@code disconnected}. */
  STATE
}

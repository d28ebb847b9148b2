package blackout.ingest.fact;

/** What exports say about a host, and the type of the value. */
public enum HostField {
  /** Text. */
  NAME,
  /** Text. */
  CLUSTER,
  /** ByteCount. */
  MEMORY,
  /** Text. */
  CPU_MODEL,
  /** Text: who made the processor. */
  MANUFACTURER,
  /** Text: the caption of its operating system. */
  SYSTEM
}

package blackout.ingest.fact;

/** What exports say about a volume, and the type of the value. */
public enum VolumeField {
  /** Text. */
  NAME,
  /** ByteCount. */
  SIZE,
  /** ByteCount. */
  FREE,
  /** Boolean: whether every node writes to it at once. */
  SHARED,
  /** Text: the names of the hosts that see it, separated by commas or semicolons; or how many. */
  HOSTS,
  /** Text: the node that owns it now. */
  OWNER
}

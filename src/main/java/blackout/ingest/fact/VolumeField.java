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
  SHARED
}

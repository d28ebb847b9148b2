package blackout.ingest.fact;

/** What exports say about a network adapter of a host, and the type of the value. */
public enum AdapterField {
  /** Text. */
  HOST,
  /** Text. */
  DEVICE,
  /** DataRate: the line rate. */
  SPEED,
  /** Text: the network or switch it is connected to. */
  NETWORK
}

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
  NETWORK,
  /** Text: the port group of an adapter of the host itself. */
  PORT_GROUP,
  /** Text: what an adapter of the host itself is for. */
  SERVICES,
  /** Long: the largest packet, in bytes. */
  MTU
}

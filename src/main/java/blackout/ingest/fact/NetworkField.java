package blackout.ingest.fact;

/** What exports say about a network of a cluster, and the type of the value. */
public enum NetworkField {
  /** Text. */
  NAME,
  /** Text: what the cluster uses it for, in the words of the source. */
  ROLE,
  /** Text: the address of its subnet. */
  ADDRESS,
  /** Long: the lowest is preferred. */
  METRIC
}

package blackout.kernel;

/** How much an outcome tells. */
public enum Detail {
  /** Everything, round by round. */
  ROUNDS,
  /** The totals alone, without a list of rounds: for sweeps over many points. */
  TOTALS
}

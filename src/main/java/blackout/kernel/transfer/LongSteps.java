package blackout.kernel.transfer;

/** What an engine can do that takes many steps of a sender together, where they are alike. */
public interface LongSteps {

  /** The bandwidth of the pages that go out next, steadily (B/ns). */
  double steadyBytesPerNano();

  /**
   * How many steps of a fixed time can be taken together because only pages of one class go out in
   * them, or of one mixture of whole and zero pages; the last of them is the one that leaves less
   * than a threshold.
   *
   * @param stepNanos the length of a step (ns)
   * @param thresholdBytes what must not remain before the last step
   * @param untilNanos the time by which the last must be over
   */
  double wholeStepsAhead(double stepNanos, double thresholdBytes, double untilNanos);

  /** Takes so many of the steps at once that were looked ahead at last. */
  void sendSteps(double steps);

  /**
   * How many windows of a fixed budget can be taken together; at least one is left before the
   * remainder comes down to a threshold.
   *
   * @param budgetBytes what a window may send
   * @param windowNanos the length of a window if the wire carries the budget in it (ns)
   */
  double wholeWindowsAhead(
      double budgetBytes, double windowNanos, double thresholdBytes, double untilNanos);

  /** Takes so many windows of a length (ns) at once. */
  void sendWindows(double budgetBytes, double windowNanos, double windows);
}

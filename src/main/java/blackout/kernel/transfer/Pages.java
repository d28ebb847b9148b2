package blackout.kernel.transfer;

import java.util.Optional;

/**
 * The pages of a guest under way: which of them wait to be sent, and which the guest wrote. A
 * policy says what to do next with them; an engine says what comes of it, page by page or in
 * expected counts, and lets the time of the {@link Transfer} pass that it takes.
 */
public interface Pages {

  /** Pages that wait to be sent. */
  long remaining();

  /** The content of the pages that wait (B). */
  default double remainingBytes() {
    return (double) remaining() * KernelInput.PAGE_BYTES;
  }

  /**
   * The runs of neighbouring pages that wait and are not held back: what a sender that describes
   * ranges instead of pages has to list.
   */
  double waitingRanges();

  /** Pages in the dirty log that has not been read yet. */
  long logged();

  /**
   * Reads the dirty log: its pages wait to be sent from now on, and begin to report writes again as
   * the re-arm rule says.
   *
   * @return pages that were not waiting already
   */
  long sync();

  /**
   * Sends waiting pages from the cursor on, around the end of memory, until none is left, the
   * budget is exceeded or the deadline has passed. The deadline is looked at after every 64 pages
   * or so.
   *
   * @param budgetBytes sending stops once more than this was sent; {@link Transfer#NO_LIMIT} for no
   *     budget
   * @param deadlineNanos the time at which sending stops; {@link Transfer#NO_LIMIT} for none
   */
  void send(double budgetBytes, double deadlineNanos);

  /** Sends everything that waits. */
  default void sendAll() {
    send(Transfer.NO_LIMIT, Transfer.NO_LIMIT);
  }

  /** Puts the cursor back to the first page. */
  void rewind();

  /** How pages are treated that were written again while they wait. */
  void setSkipRule(SkipRule rule);

  /** Starts the delta compression that the scenario asks for, of pages sent from now on. */
  void startDeltas();

  /** Empties the log, for post-copy: from now on it holds what the guest touches. */
  void watchTouches();

  /**
   * In post-copy: the pages that the guest touched while they still waited have been fetched out of
   * turn; they are sent now.
   *
   * @return how many
   */
  long fetchTouched();

  /** How many steps are taken together; empty if the engine takes every step by itself. */
  default Optional<LongSteps> longSteps() {
    return Optional.empty();
  }
}

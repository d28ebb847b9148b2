package blackout.jupyter;

import java.util.List;

/** A cell that did not run to its end, worded for the one who wrote it. */
final class CellException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String errorName;
  private final List<String> traceback;

  /**
   * Without a stack trace: where it happened stands in the traceback.
   *
   * @param errorName the class of the error, without its package
   * @param message the message of the error, empty if it has none
   * @param traceback the lines that the notebook shows, the error on top
   */
  CellException(String errorName, String message, List<String> traceback) {
    super(message, null, false, false);
    this.errorName = errorName;
    this.traceback = List.copyOf(traceback);
  }

  String errorName() {
    return errorName;
  }

  List<String> traceback() {
    return traceback;
  }

  /** The message of the error, empty if it has none. */
  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}

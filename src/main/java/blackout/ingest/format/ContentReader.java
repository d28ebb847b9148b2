package blackout.ingest.format;

import blackout.ingest.text.LocatedJson;

/**
 * Takes what belongs to it out of one file, from anywhere in it, and passes over all else. It is
 * asked for every line or every value.
 */
interface ContentReader {

  /** What was taken, for people: {@code "libvirt text"}. */
  String name();

  /**
   * A line of a text.
   *
   * @return whether it was of this reader
   */
  default boolean line(long number, String text) {
    return false;
  }

  /**
   * A JSON value.
   *
   * @param list the key of the list it is in, empty for a bare list or a value alone
   * @return whether it was of this reader; no other is asked then
   */
  default boolean json(String list, LocatedJson value) {
    return false;
  }

  /** An XML document, as its text. */
  default boolean xml(String document, long line) {
    return false;
  }

  /** The end of the file. */
  default void end() {}
}

package blackout.quantity;

/** One of several that has a name in the files and on the pages that people read. */
public interface Labelled {

  /** The name, for example {@code "2012 R2"}. */
  String label();
}

package blackout.jupyter;

/** Stands for any class of Blackout that checks its arguments. */
public final class RefusesBadInput {

  private RefusesBadInput() {}

  public static void refuse(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("dirty rate is negative: " + bytesPerSecond + " B/s");
    }
  }
}

package blackout.fuzz;

/** What Jazzer calls; the target is the first of its target arguments. */
public final class FuzzEntry {

  private static FuzzTarget target = FuzzTarget.BYTE_COUNT;

  private FuzzEntry() {}

  /** Called once, before the first input; loads what the parser needs, which takes a while. */
  public static void fuzzerInitialize(String[] args) {
    target = FuzzTarget.named(args[0]);
    target.check(new byte[] {'{', '}'});
  }

  /** Called with every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.check(input);
  }
}

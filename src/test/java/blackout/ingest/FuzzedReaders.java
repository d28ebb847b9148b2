package blackout.ingest;

import java.nio.charset.StandardCharsets;

/** What the fuzzer calls in this room. */
public final class FuzzedReaders {

  private FuzzedReaders() {}

  public static void waivers(byte[] input) {
    WaiverFile.parse(input, "fuzz");
  }

  public static void estate(byte[] input) {
    EstateFile.parse(input, "fuzz");
  }

  public static void measuredRuns(byte[] input) {
    MeasuredRunFile.parse(new String(input, StandardCharsets.UTF_8), "fuzz");
  }
}

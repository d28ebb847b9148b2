package blackout.report.json;

import blackout.ingest.JsonText;

/** What the fuzzer calls in this room. */
public final class FuzzedReports {

  private FuzzedReports() {}

  public static void earlier(byte[] input) {
    EarlierReport.of(JsonText.parse(input, "fuzz"), "fuzz");
  }
}

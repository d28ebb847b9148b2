package blackout.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The script that collects the facts of a Hyper-V cluster. */
final class CollectorScript {

  private static final String RESOURCE = "/blackout/collector/collect-hyper-v.ps1";

  private CollectorScript() {}

  static String text() {
    try (InputStream in = CollectorScript.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new AssertionError("no resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

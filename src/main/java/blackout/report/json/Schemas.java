package blackout.report.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON Schemas of the documents that commands read and write. */
public final class Schemas {

  /** What documents are called: after the command that writes them, or {@code estate}. */
  public static final List<String> NAMES =
      List.of(
          "estate",
          "report",
          "validate",
          "fleet",
          "drain",
          "compare",
          "estimate",
          "availability",
          "sweep",
          "calibrate",
          "accuracy");

  private Schemas() {}

  /**
   * The text of a schema.
   *
   * @param name one of {@link #NAMES}
   */
  public static String text(String name) {
    String resource = "/blackout/schemas/" + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package blackout.ingest;

import blackout.inventory.Hypervisors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The JSON Schemas of the documents that commands read and write. */
public final class Schemas {

  /** What documents are called: after the command that writes them, or {@code estate}. */
  public static final List<String> NAMES =
      List.of(
          "estate",
          "estates",
          "host-profile",
          "report",
          "rollup",
          "validate",
          "fleet",
          "drain",
          "compare",
          "estimate",
          "estimate-range",
          "availability",
          "sweep",
          "calibrate",
          "track",
          "accuracy");

  private Schemas() {}

  /**
   * The text of a schema.
   *
   * @param name one of {@link #NAMES}
   */
  public static String text(String name) {
    return resource("/blackout/schemas/" + name + ".schema.json");
  }

  /** The text of a schema in a resource, with the names of the hypervisors where it has none. */
  static String resource(String path) {
    try (InputStream in = Schemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + path);
      }
      String names =
          Hypervisors.names().stream()
              .map(name -> '"' + name + '"')
              .collect(Collectors.joining(", ", "\"enum\": [", "]"));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"enum\": []", names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

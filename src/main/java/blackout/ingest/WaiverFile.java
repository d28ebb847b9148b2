package blackout.ingest;

import blackout.check.Waiver;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads waivers from JSON; its form is {@code waivers.schema.json} beside this class. */
public final class WaiverFile {

  private static final JsonRules RULES = JsonRules.resource("waivers.schema.json");

  private WaiverFile() {}

  /**
   * Reads waivers, all or none: a waiver that cannot be read must not be overlooked.
   *
   * @throws UnreadableInput if anything is wrong
   */
  public static List<Waiver> load(Path file) {
    return waivers(JsonText.read(file), JsonText.sourceName(file));
  }

  /**
   * Reads waivers from the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   * @throws UnreadableInput as {@link #load}
   */
  static List<Waiver> parse(byte[] json, String source) {
    return waivers(JsonText.parse(json, source), source);
  }

  private static List<Waiver> waivers(JsonNode tree, String source) {
    List<Problem> problems = new ArrayList<>(RULES.problems(tree, source));
    List<Waiver> waivers = new ArrayList<>();
    if (problems.isEmpty()) {
      int i = 0;
      for (Section part : new Section(tree).parts("waivers")) {
        try {
          waivers.add(
              new Waiver(
                  part.text("check"),
                  part.text("reason"),
                  part.text("owner"),
                  LocalDate.parse(part.text("expires"))));
        } catch (DateTimeException e) {
          problems.add(
              new Problem(
                  source,
                  "/waivers/" + i + "/expires",
                  part.json().path("expires").toString(),
                  "a day of the calendar such as \"2027-01-31\""));
        }
        i++;
      }
    }
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    return waivers;
  }
}

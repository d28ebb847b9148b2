package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packages under {@code blackout} are rooms in a fixed order. A room may use those before it
 * and none after it, and a few pairs are forbidden besides. A room counts as used wherever its full
 * name stands in a file: in imports, in code and in Javadoc links alike.
 */
final class RoomOrderTest {

  private static final Path SOURCES = Path.of("src/main/java");

  static final List<String> ROOMS =
      List.of(
          "quantity",
          "files",
          "json",
          "inventory",
          "scenario",
          "outcome",
          "estimate",
          "kernel",
          "calibrate",
          "plan",
          "check",
          "ingest",
          "exhibit",
          "report",
          "notebook",
          "jupyter",
          "cli");

  /** What a room may not use although it comes earlier. */
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          "kernel", Set.of("estimate"),
          "ingest", Set.of("outcome", "estimate", "kernel", "plan"),
          "check", Set.of("kernel", "estimate"),
          "exhibit", Set.of("estimate", "kernel", "ingest"));

  /** The place of a room's own package among the rooms within it. */
  private static final String ITSELF = "";

  /**
   * The rooms within rooms, in their order; of two that stand together, neither may use the other.
   * A room that is not named here has none. Other rooms may use all of them.
   */
  private static final Map<String, List<Set<String>>> WITHIN =
      Map.of(
          "kernel",
          List.of(
              Set.of("transfer"), Set.of("page", "meanfield"), Set.of("policy"), Set.of(ITSELF)),
          "plan",
          List.of(
              Set.of("stats"), Set.of("move"), Set.of("cluster"), Set.of("drain"), Set.of(ITSELF)),
          "ingest",
          List.of(
              Set.of(ITSELF),
              Set.of("text"),
              Set.of("sheet"),
              Set.of("fact"),
              Set.of("format"),
              Set.of("measured", "estate")));

  /** A room by its full name, anywhere in a file. */
  private static final Pattern ROOM_NAMED =
      Pattern.compile(
          "(?<![\\w.$/])blackout\\.(" + String.join("|", ROOMS) + ")\\b((?:\\.[a-z]\\w*)*)");

  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import\\s+(?:static\\s+)?blackout\\.(\\w+|\\*)", Pattern.MULTILINE);

  @Test
  void everyRoomUsesOnlyWhatItMay() throws IOException {
    List<String> problems = new ArrayList<>();
    int files = 0;
    for (Path file : javaFiles()) {
      problems.addAll(problems(name(file), Files.readString(file)));
      files++;
    }

    assertThat(files).as("Java files under %s", SOURCES).isPositive();
    assertThat(problems).isEmpty();
  }

  /** So that a name says which type is meant, whatever the imports say. */
  @Test
  void noTwoFilesHaveTheSameName() throws IOException {
    assertThat(javaFiles())
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals("package-info.java"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyRoomHasADescription() {
    assertThat(ROOMS)
        .allSatisfy(
            room ->
                assertThat(SOURCES.resolve("blackout").resolve(room).resolve("package-info.java"))
                    .exists());
    WITHIN.forEach(
        (room, rooms) ->
            assertThat(rooms.stream().flatMap(Set::stream))
                .allSatisfy(
                    inner ->
                        assertThat(
                                SOURCES
                                    .resolve("blackout")
                                    .resolve(room)
                                    .resolve(inner)
                                    .resolve("package-info.java"))
                            .exists()));
  }

  @Test
  void findsAUseOfALaterRoom() {
    String source =
        """
        package blackout.quantity;

        import blackout.cli.Main;

        final class Bad {}
        """;

    assertThat(problems("blackout/quantity/Bad.java", source))
        .containsExactly("quantity/Bad.java uses cli");
  }

  @Test
  void findsAUseInJavadocInAStaticImportAndInCode() {
    String source =
        """
        package blackout.scenario;

        import static blackout.outcome.Phases.*;

        /** Like {@link blackout.kernel.Run} and {@linkplain blackout.plan plans}. */
        final class Bad {
          Object run = blackout.report.Page.empty();
        }
        """;

    assertThat(problems("blackout/scenario/Bad.java", source))
        .containsExactly(
            "scenario/Bad.java uses outcome",
            "scenario/Bad.java uses kernel",
            "scenario/Bad.java uses plan",
            "scenario/Bad.java uses report");
  }

  @Test
  void findsAForbiddenUseOfAnEarlierRoom() {
    assertThat(problems("blackout/kernel/Bad.java", "import blackout.estimate.Bound;"))
        .containsExactly("kernel/Bad.java uses estimate");
    assertThat(problems("blackout/exhibit/Bad.java", "import blackout.ingest.Loaded;"))
        .containsExactly("exhibit/Bad.java uses ingest");
  }

  @Test
  void findsAUseOfALaterRoomWithinThePlan() {
    assertThat(problems("blackout/plan/move/Bad.java", "/** {@link blackout.plan.drain.Drains} */"))
        .containsExactly("plan/move/Bad.java uses plan.drain");
    assertThat(problems("blackout/plan/drain/Good.java", "import blackout.plan.move.Goal;"))
        .isEmpty();
    assertThat(problems("blackout/plan/attic/Bad.java", ""))
        .containsExactly("plan/attic/Bad.java is in no room");
  }

  @Test
  void findsClassesOutsideOfAnyRoom() {
    assertThat(problems("blackout/Stray.java", "package blackout;"))
        .containsExactly("Stray.java is in no room");
    assertThat(problems("blackout/attic/Old.java", "package blackout.attic;"))
        .containsExactly("attic/Old.java is in no room");
    assertThat(problems("blackout/cli/Bad.java", "import blackout.attic.Old;"))
        .containsExactly("cli/Bad.java uses attic, which is no room");
    assertThat(problems("blackout/cli/Bad.java", "import blackout.Stray;"))
        .containsExactly("cli/Bad.java uses Stray, which is no room");
  }

  @Test
  void allowsEarlierRoomsAndTheRoomItself() {
    String source =
        """
        package blackout.kernel;

        import blackout.kernel.page.Step;
        import blackout.outcome.Run;
        import blackout.quantity.ByteCount;
        import org.example.blackout.cli.Other;

        /** Kept in blackout.json; see also the file blackout.example.json and a blackout. */
        final class Good {}
        """;

    assertThat(problems("blackout/kernel/Good.java", source)).isEmpty();
  }

  @Test
  void findsAUseOfALaterRoomWithinARoom() {
    String source =
        """
        package blackout.kernel.page;

        import blackout.kernel.transfer.Wire;
        import blackout.kernel.policy.Policy;

        /** Like {@link blackout.kernel.meanfield.Log} and {@link blackout.kernel.Kernel}. */
        final class Bad {}
        """;

    assertThat(problems("blackout/kernel/page/Bad.java", source))
        .containsExactly(
            "kernel/page/Bad.java uses kernel.policy",
            "kernel/page/Bad.java uses kernel.meanfield",
            "kernel/page/Bad.java uses kernel");
    assertThat(problems("blackout/plan/Good.java", "import blackout.kernel.policy.Policy;"))
        .isEmpty();
  }

  @Test
  void findsARoomWithinARoomThatHasNoPlace() {
    assertThat(problems("blackout/kernel/attic/Old.java", "package blackout.kernel.attic;"))
        .containsExactly("kernel/attic/Old.java is in no room");
    assertThat(problems("blackout/kernel/Bad.java", "import blackout.kernel.attic.Old;"))
        .containsExactly("kernel/Bad.java uses kernel.attic, which is no room");
    assertThat(problems("blackout/kernel/page/deep/Old.java", ""))
        .containsExactly("kernel/page/deep/Old.java is in no room");
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String name(Path file) {
    return SOURCES.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Says what is wrong with one file.
   *
   * @param name the path of the file from the root of the sources, with slashes
   * @param source the text of the file
   */
  private static List<String> problems(String name, String source) {
    String shortName = name.startsWith("blackout/") ? name.substring("blackout/".length()) : name;
    int slash = shortName.indexOf('/');
    String room = slash < 0 ? "" : shortName.substring(0, slash);
    String inner = shortName.substring(slash + 1, Math.max(slash + 1, shortName.lastIndexOf('/')));
    if (!name.startsWith("blackout/") || !ROOMS.contains(room) || isNowhere(room, inner)) {
      return List.of(shortName + " is in no room");
    }
    Set<String> problems = new LinkedHashSet<>();
    Matcher named = ROOM_NAMED.matcher(source);
    while (named.find()) {
      String used = named.group(1);
      String usedInner = named.group(2).isEmpty() ? ITSELF : named.group(2).substring(1);
      if (!mayUse(room, used)) {
        problems.add(shortName + " uses " + used);
      } else if (isNowhere(used, usedInner)) {
        problems.add(shortName + " uses " + used + "." + usedInner + ", which is no room");
      } else if (used.equals(room) && !mayUse(room, inner, usedInner)) {
        problems.add(shortName + " uses " + used + named.group(2));
      }
    }
    Matcher imported = IMPORT.matcher(source);
    while (imported.find()) {
      if (!ROOMS.contains(imported.group(1))) {
        problems.add(shortName + " uses " + imported.group(1) + ", which is no room");
      }
    }
    return List.copyOf(problems);
  }

  private static boolean mayUse(String room, String used) {
    return ROOMS.indexOf(used) <= ROOMS.indexOf(room)
        && !FORBIDDEN.getOrDefault(room, Set.of()).contains(used);
  }

  /** Whether a room has an order within, and this one has no place in it. */
  private static boolean isNowhere(String room, String inner) {
    return WITHIN.containsKey(room) && place(room, inner) < 0;
  }

  private static boolean mayUse(String room, String inner, String used) {
    return !WITHIN.containsKey(room)
        || inner.equals(used)
        || place(room, used) < place(room, inner);
  }

  private static int place(String room, String inner) {
    List<Set<String>> order = WITHIN.get(room);
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).contains(inner)) {
        return i;
      }
    }
    return -1;
  }
}

package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the pages for contributors say is there: every file, class and test that they name, every
 * link, and the code they show, which is that of samples among the tests.
 */
final class GuideTest {

  private static final Path PAGES = Path.of("src/site/markdown");
  private static final Pattern CODE_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("`((?:src|datasets|notebooks)\\b[^` *]*)`");
  private static final Pattern CLASS = Pattern.compile("`(blackout\\.[\\w.]+)`");
  private static final Pattern TEST = Pattern.compile("\\b(\\w+Test)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([\\w./-]+)\\)");

  @Test
  void everyFileThatIsNamedIsThere() throws IOException {
    assertThat(found(PATH, "contributing.md", "architecture.md"))
        .hasSizeGreaterThan(10)
        .allSatisfy(path -> assertThat(Path.of(path)).exists());
    assertThat(found(LINK, "contributing.md", "architecture.md"))
        .isNotEmpty()
        .allSatisfy(page -> assertThat(PAGES.resolve(page)).exists());
  }

  @Test
  void everyClassThatIsNamedIsThere() throws IOException {
    assertThat(found(CLASS, "architecture.md", "method.md"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            name -> {
              Path path = Path.of("src/main/java", name.split("\\.", -1));
              assertThat(Files.isDirectory(path) || Files.exists(Path.of(path + ".java"))).isTrue();
            });
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    List<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests = files.map(file -> file.getFileName().toString().replace(".java", "")).toList();
    }

    assertThat(tests).containsAll(found(TEST, "contributing.md", "architecture.md"));
  }

  @Test
  void theCodeThatIsShownIsThatOfTheSamples() throws IOException {
    String samples =
        Files.readString(Path.of("src/test/java/blackout/ingest/format/OneMoreFormat.java"))
            + Files.readString(Path.of("src/test/java/blackout/check/rules/OneMoreRule.java"));

    assertThat(found(CODE_BLOCK, "contributing.md"))
        .hasSize(2)
        .allSatisfy(block -> assertThat(samples).contains(block));
  }

  @Test
  void everyRoomIsDescribed() throws IOException {
    List<String> rooms = found(Pattern.compile("\n\\| `(\\w+)` \\|"), "architecture.md");

    assertThat(rooms).isEqualTo(RoomOrderTest.ROOMS);
  }

  private static List<String> found(Pattern pattern, String... pages) throws IOException {
    var text = new StringBuilder();
    for (String page : pages) {
      text.append(Files.readString(PAGES.resolve(page)));
    }
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
  }
}

package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the README in this process. A block marked {@code console} holds one command
 * after a dollar sign and all that it prints, to the character; the commands of other blocks only
 * have to work.
 *
 * <p>{@code -Dgolden.update=true} writes what the commands print now into the README.
 */
@Tag("golden")
final class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Pattern CONSOLE =
      Pattern.compile("```console\\n\\$ ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern POM_ARGS = Pattern.compile("<exec\\.args>(.*)</exec\\.args>");
  private static final Pattern GIVEN_ARGS = Pattern.compile("-Dexec\\.args=\"(.*)\"");
  private static final String JAR = "java -jar target/blackout.jar";
  private static final String EXEC = "mvn -q compile exec:java";

  @TempDir Path dir;

  @Test
  void theCommandsPrintWhatIsShown() throws IOException {
    String readme = Files.readString(README);
    Matcher block = CONSOLE.matcher(readme);
    var updated = new StringBuilder();
    int blocks = 0;
    while (block.find()) {
      String printed = printed(block.group(1));
      if (!Boolean.getBoolean("golden.update")) {
        assertThat(block.group(2)).as(block.group(1)).isEqualTo(printed);
      }
      String now = "```console\n$ " + block.group(1) + "\n" + printed + "```";
      block.appendReplacement(updated, Matcher.quoteReplacement(now));
      blocks++;
    }
    block.appendTail(updated);

    assertThat(blocks).isEqualTo(3);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(README, updated);
    }
  }

  @Test
  void theOtherCommandsWork() throws IOException {
    Matcher block = SHELL.matcher(Files.readString(README));
    List<String> commands = new ArrayList<>();
    while (block.find()) {
      block.group(1).lines().filter(line -> line.startsWith(JAR)).forEach(commands::add);
    }

    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    assertThat(commands).allSatisfy(command -> assertThat(run(command).exit()).isZero());
  }

  @Test
  void everyFileThatIsLinkedIsThere() throws IOException {
    Matcher link = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Files.readString(README));

    assertThat(link.results().map(result -> Path.of(result.group(1))))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).exists());
  }

  private String printed(String command) throws IOException {
    Run run = run(command);
    return run.out() + run.err().replace(dir.toString(), "reports/two-node-r2");
  }

  /** Runs a command line of the README; a report goes to a folder of the test instead. */
  private Run run(String command) throws IOException {
    List<String> args = new ArrayList<>(List.of(arguments(command).strip().split(" +")));
    int out = args.indexOf("--out");
    if (out >= 0) {
      args.set(out + 1, dir.toString());
    }
    return Run.of(args.toArray(String[]::new));
  }

  private static String arguments(String command) throws IOException {
    if (command.startsWith(JAR)) {
      return command.substring(JAR.length());
    }
    assertThat(command).startsWith(EXEC);
    Matcher given = GIVEN_ARGS.matcher(command);
    Matcher pom = POM_ARGS.matcher(Files.readString(Path.of("pom.xml")));
    return given.find() ? given.group(1) : pom.results().findFirst().orElseThrow().group(1);
  }
}

package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rooms that are published as an artifact of their own, to be used by other programs and in a
 * browser.
 */
final class CoreTest {

  private static final Path SOURCES = Path.of("src/main/java/blackout");

  private static final List<String> ROOMS =
      List.of("quantity", "inventory", "scenario", "outcome", "estimate", "kernel");

  private static final Pattern JAVA_IMPORT =
      Pattern.compile("^import (?:static )?(javax?\\.[\\w.]+)", Pattern.MULTILINE);

  /** What TeaVM 0.16.0, which compiles to WebAssembly, has of the JDK, as far as it is used. */
  private static final Pattern IN_A_BROWSER =
      Pattern.compile(
          "java\\.(time\\.Duration|(lang\\.annotation|math|text|util\\.(function|regex|stream))\\.\\w+"
              + "|util\\.(?!SplittableRandom)[A-Z]\\w*)");

  @Test
  void theCoreCompilesWithTwoLibraries(@TempDir Path out) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      String libraries = jar(FastMath.class) + File.pathSeparator + jar(NullMarked.class);
      var options =
          List.of("--release", "17", "-proc:none", "-d", out.toString(), "-cp", libraries);

      boolean compiles =
          compiler
              .getTask(
                  null,
                  files,
                  problems,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();

      assertThat(problems.getDiagnostics()).isEmpty();
      assertThat(compiles).isTrue();
    }
  }

  @Test
  void theCoreUsesOnlyWhatABrowserHas() throws IOException {
    var elsewhere = new ArrayList<String>();
    for (Path source : sources()) {
      JAVA_IMPORT
          .matcher(Files.readString(source))
          .results()
          .map(use -> use.group(1))
          .filter(name -> !IN_A_BROWSER.matcher(name).matches())
          .forEach(name -> elsewhere.add(source + " uses " + name));
    }

    assertThat(elsewhere).isEmpty();
  }

  private static Path jar(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<Path> sources() throws IOException {
    var all = new ArrayList<Path>();
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
        all.addAll(files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList()));
      }
    }
    return all;
  }
}

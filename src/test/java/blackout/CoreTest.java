package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  /** The withers of records, written by the annotation processor of the build. */
  private static final Path GENERATED = Path.of("target/generated-sources/annotations/blackout");

  private static final List<String> ROOMS =
      List.of("quantity", "inventory", "scenario", "outcome", "estimate", "kernel");

  private static final Pattern JAVA_IMPORT =
      Pattern.compile("^import (?:static )?(javax?\\.[\\w.]+)", Pattern.MULTILINE);

  /** What TeaVM 0.16.0, which compiles to WebAssembly, has of the JDK, as far as it is used. */
  private static final Pattern IN_A_BROWSER =
      Pattern.compile(
          "java\\.(time\\.Duration|(lang\\.annotation|math|text|util\\.(function|regex|stream))\\.\\w+"
              + "|util\\.(?!SplittableRandom)[A-Z]\\w*)");

  /** The annotation that asks for withers is needed to compile, and is in no class file. */
  @Test
  void theCoreCompilesWithTwoLibraries(@TempDir Path out) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(problems, null, null)) {
      String libraries =
          Stream.of(FastMath.class, NullMarked.class, RecordBuilder.class)
              .map(CoreTest::jar)
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
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
                  files.getJavaFileObjectsFromPaths(
                      Stream.concat(sources(SOURCES).stream(), sources(GENERATED).stream())
                          .collect(Collectors.toList())))
              .call();

      assertThat(problems.getDiagnostics()).isEmpty();
      assertThat(compiles).isTrue();
    }
    try (Stream<Path> classes = Files.walk(out).filter(Files::isRegularFile)) {
      assertThat(classes)
          .isNotEmpty()
          .noneMatch(file -> text(file).contains("soabase"), "needs the annotation at run time");
    }
  }

  @Test
  void theCoreUsesOnlyWhatABrowserHas() throws IOException {
    var elsewhere = new ArrayList<String>();
    for (Path source : sources(SOURCES)) {
      JAVA_IMPORT
          .matcher(Files.readString(source))
          .results()
          .map(use -> use.group(1))
          .filter(name -> !IN_A_BROWSER.matcher(name).matches())
          .forEach(name -> elsewhere.add(source + " uses " + name));
    }

    assertThat(elsewhere).isEmpty();
  }

  private static Path jar(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(Path top) throws IOException {
    var all = new ArrayList<Path>();
    for (String room : ROOMS) {
      if (!Files.exists(top.resolve(room))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(top.resolve(room))) {
        all.addAll(files.filter(f -> f.toString().endsWith(".java")).collect(Collectors.toList()));
      }
    }
    return all;
  }
}

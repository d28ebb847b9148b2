package blackout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * The jar leaves out parts of large libraries; nothing that the rest can reach is among them. A
 * class reaches what its constant pool names. The rules are those of the pom.
 */
final class ShippedClassesTest {

  private static final Pattern FILTER =
      Pattern.compile("<filter>\\s*<artifact>([^*<]+)</artifact>(.*?)</filter>", Pattern.DOTALL);

  private static final Pattern RULE = Pattern.compile("<(include|exclude)>([^<]+)</");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_$]*(?:/[A-Za-z0-9_$]+)+");

  @Test
  void nothingThatIsReachableIsLeftOut() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Map<String, byte[]> cut = new LinkedHashMap<>();
    Set<String> leftOut = new HashSet<>();
    Set<Path> jars = new HashSet<>();
    Matcher filter = FILTER.matcher(pom);
    while (filter.find()) {
      String artifact = filter.group(1).substring(filter.group(1).indexOf(':') + 1);
      Path jar = jar(artifact);
      jars.add(jar);
      Predicate<String> shipped = shipped(filter.group(2));
      classes(jar)
          .forEach(
              (name, code) -> {
                cut.put(name, code);
                if (!shipped.test(name + ".class")) {
                  leftOut.add(name);
                }
              });
    }

    Set<String> reached = new HashSet<>();
    var next = new ArrayDeque<String>();
    for (byte[] code : others(jars)) {
      reach(code, cut, reached, next);
    }
    while (!next.isEmpty()) {
      reach(cut.get(next.remove()), cut, reached, next);
    }

    assertThat(jars).hasSize(4);
    assertThat(leftOut).hasSizeGreaterThan(10_000);
    Set<String> missing = new TreeSet<>(reached);
    missing.retainAll(leftOut);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyLibraryThatIsShippedIsNamedWithItsLicence() throws IOException {
    String notice = Files.readString(Path.of("src/main/resources/META-INF/NOTICE"));
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Matcher jar = Pattern.compile(".*/([A-Za-z0-9_.-]+?)-[0-9][^/]*\\.jar").matcher(entry);
      if (jar.matches() && isShipped(entry)) {
        assertThat(notice)
            .as(entry)
            .containsPattern("[ ,]" + Pattern.quote(jar.group(1)) + "[,;\n]");
      }
    }
    assertThat(notice).contains("Lesser General Public License", "Mozilla Public License");
  }

  private static void reach(
      byte[] code, Map<String, byte[]> cut, Set<String> reached, ArrayDeque<String> next) {
    Matcher name = NAME.matcher(new String(code, StandardCharsets.ISO_8859_1));
    while (name.find()) {
      // In a descriptor an L stands before the name.
      for (String found : List.of(name.group(), name.group().substring(1))) {
        if (cut.containsKey(found) && reached.add(found)) {
          next.add(found);
        }
      }
    }
  }

  /** Whether a file of a jar is shipped, by the rules of its filter. */
  private static Predicate<String> shipped(String rules) {
    List<Pattern> includes = new ArrayList<>();
    List<Pattern> excludes = new ArrayList<>();
    Matcher rule = RULE.matcher(rules);
    while (rule.find()) {
      String regex =
          Stream.of(rule.group(2).split("(?<=\\*\\*)|(?=\\*\\*)"))
              .map(part -> part.equals("**") ? ".*" : quoted(part))
              .collect(Collectors.joining());
      (rule.group(1).equals("include") ? includes : excludes).add(Pattern.compile(regex));
    }
    return name ->
        (includes.isEmpty() || includes.stream().anyMatch(p -> p.matcher(name).matches()))
            && excludes.stream().noneMatch(p -> p.matcher(name).matches());
  }

  private static String quoted(String part) {
    return "\\Q" + part.replace("*", "\\E[^/]*\\Q") + "\\E";
  }

  /** The code of the program and of all libraries that are shipped whole. */
  private static List<byte[]> others(Set<Path> without) throws IOException {
    List<byte[]> code = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
            code.add(Files.readAllBytes(file));
          }
        }
      } else if (Files.isRegularFile(path) && !without.contains(path) && isShipped(entry)) {
        code.addAll(classes(path).values());
      }
    }
    return code;
  }

  /** Libraries of the tests reach further. */
  private static boolean isShipped(String jar) {
    return !jar.matches(
        ".*(selenium|opentelemetry|byte-buddy|junit|apiguardian|opentest4j|jmh|assertj|fastexcel|opczip|jopt|jazzer|auto-|basekernel|/annotations-|axe|failsafe|record-builder).*");
  }

  private static Map<String, byte[]> classes(Path jar) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (var zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          String name = entry.getName();
          classes.put(name.substring(0, name.length() - 6), in.readAllBytes());
        }
      }
    }
    return classes;
  }

  private static Path jar(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .map(Path::of)
        .filter(p -> p.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no jar of " + artifact));
  }
}

package blackout.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * JSON files as trees, read strictly: no key twice, nothing after the end, no NaN, no comments, and
 * limits on size, depth and lengths, so that no file can take the program down.
 */
public final class JsonText {

  /** The largest file that is read: an estate of a million VMs; an assumption. */
  static final long MAX_FILE_BYTES = 512L << 20;

  /** The longest text of YAML: its reader takes more for a character than that of JSON. */
  static final long MAX_YAML_CHARACTERS = 256L << 20;

  /** The deepest nesting that is read; an estate needs 6. An assumption. */
  static final int MAX_DEPTH = 32;

  /** What the parser's messages say to those who call it. */
  private static final Pattern HINT =
      Pattern.compile(
          "(?s) \\(of type \\w+\\)| \\(bound as .*| \\(for Object .*|: enable `.*|, from `[^`]*`|: maximum allowed.*");

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxStringLength(100_000)
          .maxNameLength(1_000)
          .maxNumberLength(100)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(LIMITS)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final YAMLFactory YAML = yaml();

  /** For the parts of a list, behind which there is more. */
  private static final ObjectReader PARTS = JsonMapper.builder().build().reader();

  private JsonText() {}

  private static YAMLFactory yaml() {
    var loading = new LoaderOptions();
    loading.setCodePointLimit((int) MAX_YAML_CHARACTERS);
    loading.setNestingDepthLimit(MAX_DEPTH);
    return YAMLFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(LIMITS)
        .loaderOptions(loading)
        .build();
  }

  /**
   * A parser with the same strictness and limits, for lists too long for a tree; it reads trees of
   * what is in them.
   *
   * @throws IOException if nothing can be read
   */
  public static JsonParser parser(Reader text) throws IOException {
    JsonParser parser = MAPPER.createParser(text);
    parser.setCodec(PARTS);
    return parser;
  }

  /**
   * A parser of YAML with the same limits, which gives it as JSON. An alias is its name and never
   * what it stands for, so that nothing expands.
   *
   * @throws IOException if nothing can be read
   */
  public static JsonParser yamlParser(Reader text) throws IOException {
    return YAML.createParser(text);
  }

  /** What a parser complains of and where, without its hints to programmers. */
  public static Problem problem(String source, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null
            ? ""
            : String.format(Locale.ROOT, "line %d, column %d", at.getLineNr(), at.getColumnNr());
    return new Problem(source, place, complaint(e), "well-formed JSON");
  }

  /**
   * The tree of a file.
   *
   * @throws UnreadableInput if the file cannot be read, is too large, or is not strict JSON
   */
  public static JsonNode read(Path file) {
    return parse(bytes(file), sourceName(file));
  }

  /** The bytes of a file, if it is not too large. */
  static byte[] bytes(Path file) {
    String source = sourceName(file);
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(source, "", Files.exists(file) ? "no file" : "nothing", "a readable file");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw refused(
            source, "", Files.size(file) + " B", "a file of at most " + MAX_FILE_BYTES + " B");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(source, "", String.valueOf(e.getMessage()), "a readable file");
    }
  }

  /** The tree of a text whose source has a name. */
  public static JsonNode parse(byte[] bytes, String source) {
    try {
      JsonNode tree = MAPPER.readTree(bytes);
      if (tree.isMissingNode()) {
        throw refused(source, "line 1, column 1", "an empty file", "a JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new UnreadableInput(List.of(problem(source, e)));
    } catch (IOException e) {
      throw refused(source, "", String.valueOf(e.getMessage()), "JSON in UTF-8");
    }
  }

  /** What the parser complains of, without its hints to programmers. */
  public static String complaint(JsonProcessingException e) {
    return HINT.matcher(e.getOriginalMessage()).replaceAll("");
  }

  /** What to call a file in problems: its name without its folder. */
  public static String sourceName(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static UnreadableInput refused(
      String source, String place, String value, String expectation) {
    return new UnreadableInput(List.of(new Problem(source, place, value, expectation)));
  }
}

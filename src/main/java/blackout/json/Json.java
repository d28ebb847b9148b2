package blackout.json;

import blackout.quantity.Key;
import blackout.quantity.Labelled;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one mapper between documents and their records. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .annotationIntrospector(new Labels())
          .addModules(new Jdk8Module(), new AmountModule())
          .withConfigOverride(
              Optional.class,
              o ->
                  o.setInclude(
                      JsonInclude.Value.construct(
                          JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS)))
          .withConfigOverride(List.class, Json::emptyIfLeftOut)
          .withConfigOverride(Map.class, Json::emptyIfLeftOut)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectWriter PRETTY =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  /** Below this every whole number is a double. */
  private static final double MOST_EXACT = 1L << 53;

  private Json() {}

  private static void emptyIfLeftOut(MutableConfigOverride lists) {
    lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  /** A document with line breaks and indents, and a line feed at its end. */
  public static String text(Object document) {
    return text(PRETTY, document) + "\n";
  }

  /** A document on one line, without a line feed. */
  public static String line(Object document) {
    return text(MAPPER.writer(), document);
  }

  /**
   * The text of a document before the entries of its last list, which is empty: there may be too
   * many for one text.
   */
  public static String head(Object document) {
    String line = line(document);
    return line.substring(0, line.length() - "]}".length()) + "\n";
  }

  private static String text(ObjectWriter form, Object document) {
    try {
      return form.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record could not be written", e);
    }
  }

  /** Writes a document as {@link #text} does; the stream stays open. */
  public static void write(Object document, OutputStream out) throws IOException {
    PRETTY.without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, document);
    out.write('\n');
  }

  /** Writes a document as part of a larger one. */
  public static void write(Object document, JsonGenerator json) throws IOException {
    MAPPER.writeValue(json, document);
  }

  /** The tree of a document. */
  public static JsonNode tree(Object document) {
    return MAPPER.valueToTree(document);
  }

  /**
   * The record of a tree whose schema has been checked.
   *
   * @throws IllegalArgumentException if a value refuses its numbers; the message says why
   */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IllegalArgumentException refused
          ? refused
          : new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** A number without exponent, a whole one without fraction; reading it gives the same number. */
  public static BigDecimal plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < MOST_EXACT
        ? BigDecimal.valueOf((long) number)
        : plain(new BigDecimal(Double.toString(number)));
  }

  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Constants that have a label are written as that, and read by it; keys are as told. */
  private static final class Labels extends JacksonAnnotationIntrospector {
    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated member) {
      return told(member, super.findNameForSerialization(member));
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated member) {
      return told(member, super.findNameForDeserialization(member));
    }

    private static @Nullable PropertyName told(Annotated member, @Nullable PropertyName otherwise) {
      @Nullable Key key = member.getAnnotation(Key.class);
      return key == null ? otherwise : PropertyName.construct(key.value());
    }

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int i = 0; i < constants.length; i++) {
        names[i] = constants[i] instanceof Labelled l ? l.label() : constants[i].name();
      }
      return names;
    }
  }
}

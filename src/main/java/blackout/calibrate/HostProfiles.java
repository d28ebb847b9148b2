package blackout.calibrate;

import static blackout.quantity.Require.require;

import blackout.inventory.HostNumbers;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.HostProfile.Figure;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Host profiles as files: JSON with the unit in each key, and those that come with the program. A
 * hypervisor without one of its own has {@code server}.
 */
public final class HostProfiles {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-host-profile/1";

  private static final List<String> SHIPPED =
      List.of(
          "server",
          "hyper-v-2008-r2",
          "vmotion",
          "cloud-hypervisor",
          "laboratory-tcg",
          "laboratory-kvm");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final Map<String, HostProfile> BY_NAME = new LinkedHashMap<>();
  private static final Map<Hypervisor, HostProfile> BY_HYPERVISOR = new HashMap<>();

  static {
    for (String name : SHIPPED) {
      Form form = form(resource(name), name);
      BY_NAME.put(name, form.profile(name));
      form.hypervisors().forEach(h -> BY_HYPERVISOR.put(Hypervisors.named(h), form.profile(name)));
    }
  }

  /**
   * The form of a file; {@code hypervisors} are those that a shipped profile is the usual one of.
   */
  private record Form(
      @Nullable String schema,
      @Nullable String name,
      @Nullable String source,
      @Nullable List<String> hypervisors,
      @Nullable Map<String, Range> figures) {

    @Override
    public List<String> hypervisors() {
      return hypervisors == null ? List.of() : hypervisors;
    }

    HostProfile profile(String file) {
      require(
          SCHEMA.equals(schema),
          "%s: schema is %s; \"%s\" expected",
          file,
          String.valueOf(schema),
          SCHEMA);
      if (figures == null) {
        throw new IllegalArgumentException(file + ": no figures");
      }
      var known = new EnumMap<HostFigure, Figure>(HostFigure.class);
      figures.forEach((key, range) -> known.put(figure(file, key), range.figure(file, key)));
      try {
        return new HostProfile(name == null ? file : name, source == null ? "" : source, known);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
      }
    }

    private static HostFigure figure(String file, String key) {
      return Arrays.stream(HostFigure.values())
          .filter(f -> f.key().equals(key))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      file
                          + ": figures, \""
                          + key
                          + "\" is none; known are "
                          + Arrays.stream(HostFigure.values())
                              .map(HostFigure::key)
                              .collect(Collectors.joining(", "))));
    }
  }

  /** A figure that is known exactly needs no range. */
  private record Range(
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String origin) {

    Figure figure(String file, String key) {
      if (value == null) {
        throw new IllegalArgumentException(file + ": figures, " + key + " has no value");
      }
      try {
        return new Figure(
            value,
            low == null ? value : low,
            high == null ? value : high,
            origin == null ? "" : origin);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": figures, " + key + ": " + e.getMessage(), e);
      }
    }
  }

  private HostProfiles() {}

  /** The profiles that come with the program, by name. */
  public static Map<String, HostProfile> shipped() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  /**
   * A profile that comes with the program.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static HostProfile named(String name) {
    return Optional.ofNullable(BY_NAME.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no host profile \"" + name + "\"; known are " + String.join(", ", SHIPPED)));
  }

  /** The profile of a hypervisor's hosts where nobody measured them. */
  public static HostProfile usual(Hypervisor hypervisor) {
    return BY_HYPERVISOR.getOrDefault(hypervisor, named("server"));
  }

  /**
   * The profile that a text holds.
   *
   * @param file the name of the file, for messages
   * @throws IllegalArgumentException if it holds none; the message has file, line and column
   */
  public static HostProfile parse(String json, String file) {
    return form(json, file).profile(file);
  }

  private static Form form(String json, String file) {
    try {
      return MAPPER.readValue(json, Form.class);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new IllegalArgumentException(
          file + place + ": " + e.getOriginalMessage() + "; a host profile in JSON expected", e);
    }
  }

  /**
   * The profile that an estate states.
   *
   * @throws IllegalArgumentException if a key is not one of a profile, or a figure has no sense
   */
  public static HostProfile of(HostNumbers numbers) {
    var known = new EnumMap<HostFigure, Figure>(HostFigure.class);
    numbers
        .figures()
        .forEach(
            (key, range) ->
                known.put(
                    Form.figure("host_profile", key),
                    new Figure(range.value(), range.low(), range.high(), range.origin())));
    return new HostProfile(numbers.name(), numbers.source(), known);
  }

  /** A profile as an estate states it. */
  public static HostNumbers numbers(HostProfile profile) {
    var figures = new LinkedHashMap<String, HostNumbers.Range>();
    profile
        .figures()
        .forEach(
            (f, of) ->
                figures.put(
                    f.key(), new HostNumbers.Range(of.value(), of.low(), of.high(), of.origin())));
    return new HostNumbers(profile.name(), profile.source(), figures);
  }

  /** The profile as a file. */
  public static String json(HostProfile profile) {
    var ranges = new LinkedHashMap<String, Range>();
    profile
        .figures()
        .forEach(
            (f, of) ->
                ranges.put(f.key(), new Range(of.value(), of.low(), of.high(), of.origin())));
    try {
      return MAPPER
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  new Form(SCHEMA, profile.name(), profile.source(), List.of(), ranges))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    String path = "/blackout/hosts/" + name + ".json";
    try (InputStream in = HostProfiles.class.getResourceAsStream(path)) {
      require(in != null, "not in the program: %s", path);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

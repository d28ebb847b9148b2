package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same bytes wherever the program runs: under ten locales, time zones and encodings. What was
 * computed under the neutral locale is the expectation.
 */
@Isolated
final class LocalesTest {

  private static final String[] ESTIMATE = {
    "estimate", "--memory", "16GiB", "--dirty-rate", "90MiB/s", "--link", "1Gbit/s"
  };

  private static final String[][] COMMANDS = {
    ESTIMATE,
    {"sweep", "--memory", "1GiB,64GiB", "--dirty-rate", "40MiB/s", "--link", "1Gbit/s"},
    {"validate", "datasets/faulty-two-node", "--json", "-"},
    {"drain", "datasets/two-node-r2", "--host", "CLUSTERNODE-1"},
    {"calibrate", "datasets/measurements/kubevirt/metrics.txt", "--json", "-"},
  };

  private static final Locale LOCALE = Locale.getDefault();
  private static final TimeZone ZONE = TimeZone.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(LOCALE);
    TimeZone.setDefault(ZONE);
  }

  @Test
  void everyCommandSaysTheSameUnderEveryLocaleAndTimeZone() {
    List<Run> expected = runs("und", "UTC");

    for (String place :
        new String[] {
          "ar-EG Africa/Cairo", "fa-IR Asia/Tehran", "hi-IN-u-nu-deva Asia/Kolkata",
          "bn-BD Asia/Dhaka", "my-MM Asia/Yangon", "th-TH-u-ca-buddhist-nu-thai Asia/Bangkok",
          "tr-TR Europe/Istanbul", "de-CH Europe/Zurich", "fr-FR America/Martinique",
          "ja-JP-u-ca-japanese Asia/Tokyo"
        }) {
      String[] localeAndZone = place.split(" ");
      assertThat(runs(localeAndZone[0], localeAndZone[1])).as(place).isEqualTo(expected);
    }
  }

  private static List<Run> runs(String locale, String zone) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    return Stream.of(COMMANDS).map(Run::of).toList();
  }

  /** Whole processes, because what is made once in one process hides under which locale it was. */
  @ParameterizedTest
  @CsvSource({
    "ar, EG, ISO-8859-6, Africa/Cairo",
    "fa, IR, UTF-8, Asia/Tehran",
    "hi, IN, US-ASCII, Asia/Kolkata",
    "bn, BD, UTF-16, Asia/Dhaka",
    "my, MM, UTF-8, Asia/Yangon",
    "th, TH, TIS-620, Asia/Bangkok",
    "tr, TR, ISO-8859-9, Europe/Istanbul",
    "de, CH, windows-1252, Europe/Zurich",
    "fr, FR, IBM850, America/Martinique",
    "ja, JP, Shift_JIS, Asia/Tokyo"
  })
  void aProcessSaysTheSameBytes(String language, String country, String encoding, String zone)
      throws Exception {
    Locale.setDefault(Locale.ROOT);
    String expected = Run.of(ESTIMATE).out();
    String extension =
        switch (language) {
          case "ar" -> "nu-arab";
          case "hi" -> "nu-deva";
          case "th" -> "nu-thai";
          default -> "";
        };

    byte[] out =
        process(
            List.of(
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.extensions=" + (extension.isEmpty() ? "" : "u-" + extension),
                "-Dfile.encoding=" + encoding,
                "-Duser.timezone=" + zone,
                "-Dline.separator=\r\n"),
            ESTIMATE);

    assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(expected).doesNotContain("\r");
  }

  private static byte[] process(List<String> options, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "blackout.cli.Main"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return out;
  }

  /** {@code formatted} takes the digits of the default locale; %s of a number does not. */
  @Test
  void noNumberIsFormattedWithoutALocale() throws IOException {
    Pattern formatted = Pattern.compile("((?:\"[^\"\\n]*\"\\s*\\+?\\s*)+)\\.formatted\\(");
    Pattern unnamed = Pattern.compile("String\\.format\\(\\s*((?:\"[^\"\\n]*\"\\s*\\+?\\s*)+)");
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().matches(".*\\.(java|jte)")) {
          String text = Files.readString(file);
          for (Pattern pattern : List.of(formatted, unnamed)) {
            Matcher call = pattern.matcher(text);
            while (call.find()) {
              if (call.group(1).matches("(?s).*%[-+0-9,.$]*[dfegxE].*")) {
                found.add(file.getFileName() + ": " + call.group(1).strip());
              }
            }
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }
}

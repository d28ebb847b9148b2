package blackout.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every parser, tried on the samples, on the inputs that the fuzzer kept, and on changes of both
 * made by chance with fixed seeds: any input either gives a value or a message of ours. The fuzzer
 * itself runs by the Maven profile {@code fuzz}.
 */
@Timeout(300)
final class FuzzCorpusTest {

  /** Changed inputs for each target; {@code -Dfuzz.changes} makes it another number. */
  private static final int CHANGES = Integer.getInteger("fuzz.changes", 200);

  private static final List<String> PIECES =
      List.of(
          "\"",
          ",",
          ";",
          ":",
          "{",
          "}",
          "[",
          "]",
          "\n",
          "\r\n",
          "\t",
          "'",
          "\\",
          "=",
          "0",
          "-1",
          "1e308",
          "1e999",
          "-0.0",
          "NaN",
          "Infinity",
          "99999999999999999999",
          "9223372036854775807",
          "4503599627370497",
          "0.0000000001",
          "null",
          "true",
          "\uFEFF",
          "\u0000",
          "é",
          "\uD800",
          "=cmd|'/c calc'!A1",
          "<script>",
          "1,234",
          "1.234,5",
          "..",
          "~x",
          "MiB/s",
          "GiB");

  @ParameterizedTest
  @EnumSource
  void everyInputGivesAValueOrAMessageOfOurs(FuzzTarget target) throws IOException {
    List<Path> seeds = target.seeds();
    for (Path seed : seeds) {
      tried(target, Files.readAllBytes(seed), seed.toString());
    }
    var random = new SplittableRandom(target.word().hashCode());
    int changes = target == FuzzTarget.CALIBRATE ? CHANGES / 10 : CHANGES;
    for (int i = 0; i < changes; i++) {
      byte[] start =
          seeds.isEmpty()
              ? new byte[0]
              : Files.readAllBytes(seeds.get(random.nextInt(seeds.size())));
      tried(target, changed(start, random), "change " + i);
    }
  }

  private static void tried(FuzzTarget target, byte[] input, String name) {
    assertThatCode(() -> target.check(input))
        .as("%s, %s: %s", target.word(), name, shown(input))
        .doesNotThrowAnyException();
  }

  private static String shown(byte[] input) {
    return input.length > 3000
        ? input.length + " bytes"
        : HexFormat.of().formatHex(input)
            + " = "
            + new String(input, StandardCharsets.UTF_8).replace("\u0000", "\\0");
  }

  /** Long inputs are cut to a stretch now and then, so that changes meet in one place. */
  private static byte[] changed(byte[] input, SplittableRandom random) {
    byte[] now = input.length > 6000 ? cut(input, random) : input.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = now.length == 0 ? 0 : random.nextInt(now.length);
      now =
          switch (random.nextInt(5)) {
            case 0 -> replaced(now, at, Math.min(now.length, at + random.nextInt(12)), new byte[0]);
            case 1 -> replaced(now, at, at, piece(random));
            case 2 ->
                replaced(now, at, Math.min(now.length, at + 1 + random.nextInt(8)), piece(random));
            case 3 ->
                replaced(
                    now, at, Math.min(now.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            default -> {
              int from = now.length == 0 ? 0 : random.nextInt(now.length);
              int to = Math.min(now.length, from + random.nextInt(200));
              yield replaced(now, at, at, java.util.Arrays.copyOfRange(now, from, to));
            }
          };
    }
    return now;
  }

  private static byte[] cut(byte[] input, SplittableRandom random) {
    return java.util.Arrays.copyOf(input, 500 + random.nextInt(5500));
  }

  private static byte[] piece(SplittableRandom random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] with) {
    var out = new ByteArrayOutputStream();
    out.write(input, 0, from);
    out.writeBytes(with);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }

  /** The kept inputs have names that say what they once broke. */
  @ParameterizedTest
  @EnumSource
  void everyKeptInputHasATelling(FuzzTarget target) throws IOException {
    for (Path seed : target.seeds()) {
      if (seed.startsWith(FuzzTarget.KEPT)) {
        assertThat(seed.getFileName().toString()).matches("[a-z0-9][a-z0-9.-]{3,60}");
        assertThat(Files.size(seed)).isLessThan(20_000);
      }
    }
  }
}

package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that look alike, by the rules of Unicode; worked out by hand. */
final class LookAlikesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // e and a combining accent; zero-width space; right-to-left mark; soft hyphen.
        "caf\u00e9|cafe\u0301", "web\u200b01|web01", "web\u200f01|web01", "we\u00adb01|web01",
        // Wide letters; Cyrillic o and c; a no-break space; two blanks; case.
        "\uff37\uff25\uff22|web", "\u0441\u043ere-1|core-1", "app\u00a01|app 1", "app  1|app 1",
        "\u00c9clair|e\u0301clair", "\ufb01le|file",
      })
  void differ(String one, String other) {
    assertThat(LookAlikes.problems("estate.json", "vms", List.of(one, other)))
        .singleElement()
        .extracting(Problem::place)
        .isEqualTo("/vms/1/name");
  }

  @ParameterizedTest
  @CsvSource({"web01,web02", "web-01,web01", "a b,ab", "café,cafe", "web_1,web-1"})
  void doNotDiffer(String one, String other) {
    assertThat(LookAlikes.problems("estate.json", "vms", List.of(one, other))).isEmpty();
  }

  @Test
  void theDifferenceIsShownByNumbers() {
    assertThat(LookAlikes.problems("x", "vms", List.of("web01", "web\u200b01")).get(0))
        .hasToString(
            "x [/vms/1/name] found \"web\\u200b01\", expected a name that does not look like that of"
                + " /vms/0, \"web01\"; both are kept");
  }
}

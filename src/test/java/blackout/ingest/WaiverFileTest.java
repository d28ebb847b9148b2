package blackout.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blackout.check.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waivers are read all or not at all. */
final class WaiverFileTest {

  private static final String WHOLE =
      """
      {"schema": "blackout-waivers/1", "waivers": [
        {"check": "W01", "reason": "10 Gbit/s carry both", "owner": "net team", "expires": "2026-12-31"}
      ]}
      """;

  @TempDir private Path folder;

  @Test
  void aWaiverKeepsItsFourFacts() throws IOException {
    assertThat(WaiverFile.load(file(WHOLE)))
        .containsExactly(
            new Waiver("W01", "10 Gbit/s carry both", "net team", LocalDate.of(2026, 12, 31)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31, 2026-13-31, /waivers/0/expires, a day of the calendar",
    "2026-12-31, soon, /waivers/0/expires, a day such as",
    "net team, , /waivers/0/owner, one line of text",
    "reason, because, /waivers/0, the key \"reason\"",
    "waivers/1, waivers/2, /schema, blackout-waivers/1",
  })
  void aBadWaiverIsRefused(String from, String to, String place, String expectation)
      throws IOException {
    Path file = file(WHOLE.replace(from, to == null ? "" : to));

    var refusal = catchThrowableOfType(UnreadableInput.class, () -> WaiverFile.load(file));

    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.place()).isEqualTo(place);
              assertThat(problem.expectation()).contains(expectation);
            });
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("waivers.json"), text);
  }
}

package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the vendor's table, each as the adapters of a node, and what it says of them. */
final class AdapterLayoutsTest {

  private static final String PUBLIC =
      "{\"network\": \"Public\", \"ports\": %s, \"line_rate_gbit_s\": %s}";
  private static final String PRIVATE = PUBLIC.replace("Public", "Heartbeat");

  /** Each row: ports and speed of a public adapter, then of private ones, then the opinion. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 2, recommended",
    "1, 1, 2, 1, 0, 'teamed: supported'",
    "1, 1, 1, 1, 1, supported",
    "1, 10, 1, 10, 0, supported",
    "2, 1, 1, 1, 0, not recommended",
    "1, 1, 1, 1, 0, not recommended",
    "1, 10, 1, 1, 0, not recommended",
    "1, 10, 1, 10, 1, supported",
    "1, 10, 1, 10, 2, supported",
    "1, 1, 1, 1, 3, no layout such as",
    "1, 25, 1, 25, 0, no layout such as",
    "1, 25, 1, 10, 0, no layout such as",
  })
  void theTableIsQuotedRight(
      int publicPorts,
      int publicSpeed,
      int privatePorts,
      int privateSpeed,
      int moreGigabit,
      String opinion) {
    String adapters =
        "["
            + PUBLIC.formatted(publicPorts, publicSpeed)
            + ", "
            + PRIVATE.formatted(privatePorts, privateSpeed)
            + (", " + PRIVATE.formatted(1, 1)).repeat(moreGigabit)
            + "]";
    var estate =
        EstateDraft.of("two-node-r2")
            .with("/nodes/0/adapters = " + adapters, "/nodes/1/adapters = " + adapters)
            .estate();

    CheckResult result =
        Checks.all().stream()
            .filter(c -> c.id().equals("W13"))
            .findFirst()
            .orElseThrow()
            .run(Ground.of(estate));

    assertThat(result.evidence().get(0)).contains(opinion);
    assertThat(result.result())
        .isEqualTo(
            switch (opinion) {
              case "not recommended" -> Result.WARNING;
              case "no layout such as" -> Result.NOT_APPLICABLE;
              default -> Result.SUCCESS;
            });
  }
}

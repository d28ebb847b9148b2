package blackout.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.CheckResult;
import blackout.check.Ground;
import blackout.check.Result;
import blackout.ingest.EstateFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A rule is a class of its own: the sample that {@code contributing.md} shows looks at a cluster.
 */
final class OneMoreRuleTest {

  @Test
  void itFindsNothingToSayOfShortNames() throws IOException {
    // CLUSTERNODE-1 and -2 have 13 letters.
    var estate = EstateFile.load(Path.of("datasets/two-node-r2/estate.json")).value();

    CheckResult result = OneMoreRule.RULE.run(Ground.of(estate));

    assertThat(result.result()).isEqualTo(Result.SUCCESS);
    assertThat(Rules.ALL).doesNotContain(OneMoreRule.RULE);
  }
}

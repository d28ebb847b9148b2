package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnchorsTest {

  @Test
  void aNameBecomesLettersDigitsAndDashes() {
    var anchors = new Anchors();

    assertThat(anchors.of("vm", "SQL 01 (old)")).isEqualTo("vm-sql-01-old");
    assertThat(anchors.of("check", "N01")).isEqualTo("check-n01");
    assertThat(anchors.of("vm", "\"><script>")).isEqualTo("vm-script");
    assertThat(anchors.of("vm", "数据库")).isEqualTo("vm");
  }

  @Test
  void noAnchorIsGivenTwice() {
    var anchors = new Anchors();

    assertThat(Stream.of("a b", "a-b", "A B", "a b 2", "a b").map(n -> anchors.of("vm", n)))
        .containsExactly("vm-a-b", "vm-a-b-2", "vm-a-b-3", "vm-a-b-2-2", "vm-a-b-4")
        .doesNotHaveDuplicates();
  }
}

package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The worst finding decides, and a missing fact never passes. */
final class CheckEvidenceTest {

  private final CheckEvidence found = new CheckEvidence(Severity.WARN);

  @Test
  void aMissingFactOutweighsAWarningButNotAFailure() {
    found.fine("good");
    assertThat(found.result()).isEqualTo(Result.SUCCESS);

    found.broken("bad");
    assertThat(found.result()).isEqualTo(Result.WARNING);

    found.missing("a fact");
    assertThat(found.result()).isEqualTo(Result.INCOMPLETE);

    found.broken(Severity.FAIL, "worse");
    assertThat(found.result()).isEqualTo(Result.FAILED);
    assertThat(found.evidence()).containsExactly("worse", "Not known: a fact.", "bad", "good");
  }

  @Test
  void nothingToLookAtIsNotApplicable() {
    found.beside("No such thing.");

    assertThat(found.result()).isEqualTo(Result.NOT_APPLICABLE);
    assertThat(found.evidence()).containsExactly("No such thing.");
  }

  @Test
  void adoptedFindingsKeepTheirSeverity() {
    var required = new CheckEvidence(Severity.FAIL);
    required.broken("worse");
    found.adopt(required);

    assertThat(found.result()).isEqualTo(Result.FAILED);
  }

  @Test
  void aDifferenceIsToldOnceWithItsGroups() {
    Map<String, Optional<String>> owners = new LinkedHashMap<>();
    owners.put("a", Optional.of("1"));
    owners.put("b", Optional.of("2"));
    owners.put("c", Optional.of("1"));
    owners.put("d", Optional.empty());
    found.same("number", owners);

    assertThat(found.evidence())
        .containsExactly("Not known: number of d.", "number differs: 1 on a, c; 2 on b");
  }

  @Test
  void onlyADozenNamesAreListed() {
    List<String> names = IntStream.rangeClosed(1, 14).mapToObj(i -> "n" + i).toList();

    assertThat(CheckEvidence.names(names))
        .isEqualTo("n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 and 2 more");
    assertThat(CheckEvidence.names(names.subList(0, 12))).endsWith("n12");
  }
}

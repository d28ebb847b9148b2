package blackout.kernel.policy;

import static blackout.kernel.policy.ScriptedPages.finalSend;
import static blackout.kernel.policy.ScriptedPages.liveSends;
import static org.assertj.core.api.Assertions.assertThat;

import blackout.kernel.policy.ScriptedPages.Reading;
import blackout.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases worked by hand from vmm/src/lib.rs and vm-migration/src/context.rs. */
final class CloudHypervisorPolicyTest {

  private static final double MIB = 1 << 20;
  private static final long PAGES_PER_MIB = 256;
  private static final long PAGES = 6144 * PAGES_PER_MIB;

  @Test
  void a300MibTableFits300MillisAt1000MibPerSecondAndA301MibTableDoesNot() {
    assertThat(CloudHypervisor52Policy.fits(300 * MIB, 1000 * MIB, 300)).isTrue();
    assertThat(CloudHypervisor52Policy.fits(301 * MIB, 1000 * MIB, 300)).isFalse();
  }

  @Test
  void anEmptyTableFitsWhateverTheBandwidth() {
    assertThat(CloudHypervisor52Policy.fits(0, 0, 300)).isTrue();
  }

  @Test
  void v52KeepsTheTableThatFitsUnsent() {
    long fitting = 299 * PAGES_PER_MIB;

    Outcome outcome =
        ScriptedPages.run(new CloudHypervisor52Policy(), PAGES, 302 * PAGES_PER_MIB, fitting, 10L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 302 * PAGES_PER_MIB);
    assertThat(finalSend(outcome)).isEqualTo(fitting + 10);
    assertThat(outcome.word()).isEqualTo("converged");
  }

  /** By hand: 300 MiB are kept, the last log shows 100 MiB, 40 MiB of them in both. */
  @Test
  void v52SendsPagesTwiceThatAreInTheKeptTableAndInTheLastLog() {
    var kept = new Reading(300 * PAGES_PER_MIB, 0);
    var last = new Reading(100 * PAGES_PER_MIB, 40 * PAGES_PER_MIB);

    Outcome outcome =
        ScriptedPages.run(
            new CloudHypervisor52Policy(),
            ScriptedPages.scenario(PAGES).withDowntimeLimit(Duration.ofMillis(301)),
            List.of(kept, last));

    assertThat(liveSends(outcome)).containsExactly(PAGES);
    assertThat(finalSend(outcome)).isEqualTo(400 * PAGES_PER_MIB);
  }

  @Test
  void v52LooksAtTheTimeOutBetweenRoundsOnlyAndCancels() {
    Outcome outcome =
        ScriptedPages.run(
            new CloudHypervisor52Policy(),
            ScriptedPages.scenario(PAGES).withGiveUpAfter(Duration.ofSeconds(1)),
            List.of(new Reading(PAGES, 0)));

    assertThat(outcome).isInstanceOf(Outcome.Aborted.class);
    assertThat(liveSends(outcome)).containsExactly(PAGES);
    assertThat(((Outcome.Aborted) outcome).after()).isGreaterThan(Duration.ofSeconds(6));
  }

  @Test
  void v52SendsAllTheRestInThePauseIfTheTimeOutIsIgnored() {
    Outcome outcome =
        ScriptedPages.run(
            new CloudHypervisor52Policy(CloudHypervisor52Policy.Timeout.IGNORE),
            ScriptedPages.scenario(PAGES).withGiveUpAfter(Duration.ofSeconds(1)),
            List.of(new Reading(PAGES, 0)));

    assertThat(outcome).isInstanceOf(Outcome.Forced.class);
    assertThat(finalSend(outcome)).isEqualTo(PAGES);
  }

  @Test
  void v51MakesFivePassesAfterTheFullOneHoweverLittleIsDirty() {
    Outcome outcome =
        ScriptedPages.run(new CloudHypervisor51Policy(), PAGES, 1L, 1L, 1L, 1L, 1L, 3L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 1L, 1L, 1L, 1L, 1L);
    assertThat(finalSend(outcome)).isEqualTo(3);
    assertThat(outcome.word()).isEqualTo("forced");
  }

  @Test
  void v51StopsEarlierOnlyIfNothingIsDirty() {
    Outcome outcome = ScriptedPages.run(new CloudHypervisor51Policy(), PAGES, 5L, 0L, 3L);

    assertThat(liveSends(outcome)).containsExactly(PAGES, 5L);
    assertThat(finalSend(outcome)).isEqualTo(3);
    assertThat(outcome.word()).isEqualTo("converged");
  }

  /** By hand: one range of 16 B and 256 pages. */
  @Test
  void aTableCostsSixteenBytesARange() {
    Outcome outcome = ScriptedPages.run(new CloudHypervisor51Policy(), PAGES_PER_MIB);

    assertThat(outcome.record().sent().bytes().bytes()).isEqualTo((1 << 20) + 16);
  }
}

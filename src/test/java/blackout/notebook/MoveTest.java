package blackout.notebook;

import static blackout.notebook.Move.dirtyRates;
import static blackout.notebook.Move.limits;
import static blackout.notebook.Move.links;
import static blackout.notebook.Move.memories;
import static blackout.notebook.Move.vm;
import static blackout.notebook.Move.workingSets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The promise: the words of a cell mean what they say, and a wrong one is refused at once. */
final class MoveTest {

  private static final Move MOVE =
      Move.of(vm("256 MiB").writing("20 MiB/s").over("32 MiB")).across("1 Gbit/s");

  @Test
  void everyWordChangesItsPartOfTheQuestionAndNothingElse() {
    assertThat(MOVE.by("qemu-7.2").question())
        .isEqualTo(MOVE.question().withHypervisor("qemu-7.2"));
    assertThat(MOVE.seed(7).question()).isEqualTo(MOVE.question().withSeed(7));
    assertThat(MOVE.within("50 ms").question().downtimeLimit()).hasMillis(50);
    assertThat(MOVE.savingAt("200 MiB/s").question().storage().read()).hasToString("200 MiB/s");
    assertThat(MOVE.across("10 Gbit/s").question().link().wire()).hasToString("9415 Mbit/s");
    assertThat(MOVE)
        .hasToString(
            "256 MiB, dirtied at 20 MiB/s over a working set of 32 MiB, over a port of 1 Gbit/s (942 Mbit/s payload),"
                + " hyper-v-2008-r2, seed 1");
  }

  @Test
  void anOptionIsSwitchedOnWhereTheHypervisorHasIt() {
    Move qemu = MOVE.by("qemu-7.2");

    assertThat(qemu.options(o -> o.withMultifd(true)).question().scenario().options().multifd())
        .isTrue();
    assertThat(qemu.options(o -> o.withMultifd(true)))
        .hasToString(qemu.toString().replace("qemu-7.2", "qemu-7.2, multifd"));
    assertThatThrownBy(() -> MOVE.options(o -> o.withMultifd(true)))
        .hasMessageContaining("hyper-v-2008-r2 has no multifd; what it has: no option");
  }

  @Test
  void aVmThatSaysNothingWritesNothing() {
    Move idle = Move.of(vm("256 MiB")).across("1 Gbit/s");

    assertThat(idle.outcome().word()).isEqualTo("converged");
    assertThat(idle.rounds().longColumn("Pages left").get(0)).isZero();
  }

  @Test
  void aComparisonHasALineForEachInTheOrderNamed() {
    Moves moves = MOVE.compare("xen-v2", "hyper-v-2008-r2");

    assertThat(moves.table().stringColumn("Hypervisor").asList())
        .containsExactly("xen-v2", "hyper-v-2008-r2");
    assertThat(moves.moves().get("xen-v2").outcome()).isEqualTo(MOVE.by("xen-v2").outcome());
    assertThat(moves.chart().description()).startsWith("Every line starts at 256 MiB.");
  }

  @Test
  void aSweepChangesOneWord() {
    assertThat(MOVE.sweep(links("2 Gbit/s")).moves().get("2 Gbit/s").question())
        .isEqualTo(MOVE.across("2 Gbit/s").question());
    assertThat(MOVE.sweep(limits("1 s")).moves().get("1 s").question())
        .isEqualTo(MOVE.within("1 s").question());
    assertThat(MOVE.sweep(dirtyRates("5 MiB/s")).table().columnNames()).contains("Dirty rate");
    assertThat(MOVE.sweep(workingSets("8 MiB")).moves().get("8 MiB").question().guest())
        .isEqualTo(vm("256 MiB").writing("20 MiB/s").over("8 MiB").guest());
    assertThat(MOVE.sweep(memories("512 MiB")).moves().get("512 MiB").question().guest())
        .isEqualTo(vm("512 MiB").writing("20 MiB/s").over("32 MiB").guest());
  }

  @Test
  void theCardSaysHowItEndsAndWhatTheDowntimeIs() {
    Bundle card = Display.of(MOVE).orElseThrow();

    assertThat(card.data().get("text/plain"))
        .contains(
            MOVE.toString(), "converged: downtime ", "final copy", "The live migration takes");
    assertThat(card.data().get("text/html"))
        .contains("<b>converged</b>", "round 0", "final copy")
        .doesNotContain("<script", "<style");
  }

  @Test
  void aCardOfManyRoundsShowsTheFirstAndTheLast() {
    Bundle card =
        Display.of(
                Move.of(vm("256 MiB").writing("240 MiB/s").over("128 MiB"))
                    .across("1 Gbit/s")
                    .by("qemu-7.2"))
            .orElseThrow();

    assertThat(card.data().get("text/plain")).contains("aborted: the guest stays where it is");
    assertThat(card.data().get("text/html"))
        .contains("round 9<", "more rounds")
        .doesNotContain("round 10<");
  }

  @Test
  void aWrongWordIsRefusedInOneLine() {
    assertThatThrownBy(() -> vm("16 GB")).hasMessageNotContaining("\n").hasMessageContaining("16");
    assertThatThrownBy(() -> Move.of(vm("1 GiB")).across("1 Gbit"))
        .hasMessageContaining("\"1 Gbit\" says no time; a rate needs one.");
    assertThatThrownBy(() -> MOVE.across("0 Gbit/s"))
        .hasMessage("a link of 0 Gbit/s moves nothing");
    assertThatThrownBy(() -> MOVE.by("quemu"))
        .hasMessageStartingWith("unknown hypervisor \"quemu\"; ");
    assertThatThrownBy(MOVE::compare).hasMessage("nothing to compare: no Hypervisor given");
    // IJava and JJava print every frame that is left; of ours, none is on top.
    assertThatThrownBy(() -> MOVE.by("quemu"))
        .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName()).startsWith("org.assertj."));
  }
}

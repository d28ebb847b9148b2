package blackout.notebook;

import static blackout.notebook.Move.bandwidth;
import static blackout.notebook.Move.dirtyRate;
import static blackout.notebook.Move.dirtyRateOf;
import static blackout.notebook.Move.downtimeLimit;
import static blackout.notebook.Move.downtimeWithin;
import static blackout.notebook.Move.linkOf;
import static blackout.notebook.Move.memories;
import static blackout.notebook.Move.memory;
import static blackout.notebook.Move.totalWithin;
import static blackout.notebook.Move.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.outcome.Outcome;
import blackout.plan.move.Goal;
import blackout.plan.move.Solution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promise: a cell can ask for a number, and go on with the answer. */
final class AnswerTest {

  private static final Move MOVE =
      Move.of(vm("256 MiB").writing("20 MiB/s").over("32 MiB")).across("1 Gbit/s");

  @Test
  void theAnswerIsAWordForTheNextQuestion() {
    Answer bandwidth = MOVE.solve(bandwidth(), totalWithin("5 s"));
    Answer memory = MOVE.solve(memory(), totalWithin("5 s"));
    Answer dirtyRate = MOVE.solve(dirtyRate(), downtimeWithin("200 ms"));
    Answer limit = MOVE.by("qemu-7.2").solve(downtimeLimit(), totalWithin("2.5 s"));

    assertThat(MOVE.across(bandwidth.value()).outcome()).isEqualTo(simulated(bandwidth));
    assertThat(MOVE.sweep(memories(memory.value())).moves().get(memory.value()).outcome())
        .isEqualTo(simulated(memory));
    assertThat(Move.of(vm("256 MiB").writing(dirtyRate.value()).over("32 MiB")).across("1 Gbit/s"))
        .extracting(Move::outcome)
        .isEqualTo(simulated(dirtyRate));
    assertThat(MOVE.by("qemu-7.2").within(limit.value()).outcome()).isEqualTo(simulated(limit));
  }

  @Test
  void itIsShownAsSentencesAndATableOfWhatWasSimulated() {
    Answer answer = MOVE.solve(bandwidth(), totalWithin("5 s"));
    Bundle shown = Display.of(answer).orElseThrow();

    assertThat(answer.table().stringColumn("Bandwidth").asList())
        .hasSize(2)
        .startsWith(answer.value());
    assertThat(shown.data().get("text/plain")).startsWith(answer.toString().strip());
    assertThat(shown.data().get("text/html"))
        .startsWith("<p>The smallest bandwidth that always reaches a total time of at most 5 s is ")
        .contains("<table");
  }

  @Test
  void aGoalThatNothingReachesIsAnAnswerWithoutAValue() {
    Answer answer = MOVE.solve(bandwidth(), downtimeWithin("1 ms"));

    assertThat(answer.table().rowCount()).isEqualTo(1);
    assertThatThrownBy(answer::value)
        .hasMessage("No bandwidth that was tried reaches a downtime of at most 1 ms.");
  }

  @Test
  void ofTwoGoalsBothCountAndOfTwoOfAKindTheShorter() {
    assertThat(Move.all(downtimeWithin("1 s"), totalWithin("1 min"), downtimeWithin("2 s")))
        .isEqualTo(Goal.downtimeWithin(Duration.ofSeconds(1)).and(totalWithin("60 s")));
    assertThat(Move.all()).isEqualTo(Goal.ENDS);
    assertThatThrownBy(() -> downtimeWithin("1 sec")).hasMessageStartingWith("unknown unit");
  }

  @Test
  void anUnsureNumberIsARangeAndSaidOnce() {
    assertThatThrownBy(() -> MOVE.risk(linkOf("1 Gbit/s")))
        .hasMessage("payload rate is one value, which the move itself says; give a range");
    assertThatThrownBy(() -> MOVE.risk(dirtyRateOf("1 MiB/s~x2"), dirtyRateOf("1 MiB/s..2 MiB/s")))
        .hasMessage("dirty rate is given twice");
    assertThatThrownBy(MOVE::risk).hasMessageContaining("every input is sure");
    assertThatThrownBy(() -> linkOf("fast..faster"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\n");
  }

  private static Outcome simulated(Answer answer) {
    return ((Solution.Found) answer.solution()).simulated();
  }
}

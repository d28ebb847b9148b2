package blackout.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void onlyOneThingIsCountedInTheSingular() {
    assertThat(List.of(Text.count(0, "VM"), Text.count(1, "VM"), Text.count(1200, "VM")))
        .containsExactly("0 VMs", "1 VM", "1,200 VMs");
    assertThat(List.of(Text.count(1, "entry"), Text.count(2, "entry")))
        .containsExactly("1 entry", "2 entries");
  }

  @Test
  void namesBeyondTheMostAreCounted() {
    List<String> names = List.of("a", "b", "c");

    assertThat(Text.names(names, 3)).isEqualTo("a, b, c");
    assertThat(Text.names(names, 2)).isEqualTo("a, b and 1 more");
    assertThat(Text.names(List.of(), 2)).isEmpty();
  }
}

package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise: magics are read at the top of a cell only, and no character of the rest moves. */
final class TopMagicsTest {

  @Test
  void linesAtTheTopAreTakenAndTheRestStaysInItsPlace() {
    String cell = "// libraries\n%classpath a.jar b.jar\n  %jars lib/*.jar\n\nint x = 1;";

    TopMagics magics = TopMagics.parse(cell);

    assertThat(magics.lines())
        .containsExactly(
            new TopMagics.Line("classpath", List.of("a.jar", "b.jar")),
            new TopMagics.Line("jars", List.of("lib/*.jar")));
    assertThat(magics.code()).hasSameSizeAs(cell).endsWith("\n\nint x = 1;");
    assertThat(magics.code().indexOf("int x")).isEqualTo(cell.indexOf("int x"));
  }

  @Test
  void aLineBelowCodeIsNoMagic() {
    String cell = "String s = \"\"\"\n%d\n\"\"\";";

    assertThat(TopMagics.parse(cell).lines()).isEmpty();
    assertThat(TopMagics.parse(cell).code()).isEqualTo(cell);
  }
}

package blackout.ingest;

import blackout.inventory.Estate;
import java.nio.file.Path;
import java.util.List;

/** Reads an estate from {@code estate.json}. */
public final class EstateFile {

  private EstateFile() {}

  /**
   * Reads an estate. A VM that cannot be used is left out and becomes a problem; anything else that
   * is wrong refuses the whole file.
   *
   * @throws UnreadableInput if nothing can be used
   */
  public static Loaded<Estate> load(Path file) {
    throw new UnreadableInput(
        List.of(new Problem(file.toString(), "", "", "a later version of this program")));
  }
}

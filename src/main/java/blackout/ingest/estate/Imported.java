package blackout.ingest.estate;

import blackout.ingest.Loaded;
import blackout.inventory.Estate;
import java.nio.file.Path;
import java.util.List;

/**
 * An estate and the files it was read from.
 *
 * @param loaded the estate, and what could not be used
 * @param files the files, in the order in which they were read
 */
public record Imported(Loaded<Estate> loaded, List<FileRead> files) {

  /**
   * A file that was read.
   *
   * @param path where it lies
   * @param format what it was taken for
   */
  public record FileRead(Path path, String format) {}

  /** Whether it is the estate of a cluster of that name, in any case of letters. */
  public boolean isOf(String cluster) {
    return loaded.value().name().equalsIgnoreCase(cluster);
  }

  public Imported {
    files = List.copyOf(files);
  }
}

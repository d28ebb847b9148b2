package blackout.inventory;

import blackout.quantity.ByteCount;
import blackout.quantity.Key;
import blackout.quantity.Labelled;
import java.util.Optional;

/**
 * What breaks a tie between the nodes.
 *
 * @param kind what it is
 * @param volume the name of the {@link Volume} of a disk witness
 * @param shareFree the free space of a file share witness
 */
public record Witness(
    WitnessType kind,
    Optional<String> volume,
    @Key("share_free_mib") Optional<ByteCount> shareFree) {

  /** What a witness is. */
  public enum WitnessType implements Labelled {
    /** The nodes alone decide. */
    NONE("none"),
    DISK("disk"),
    FILE_SHARE("file share"),
    CLOUD("cloud");

    private final String label;

    WitnessType(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}

package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.DataRate;
import blackout.quantity.Key;

/**
 * How fast saved states travel between hosts and volumes, all hosts of a volume together.
 *
 * @param write the rate of a save, more than 0
 * @param read the rate of a restore, more than 0
 */
public record StorageRates(@Key("write_mib_s") DataRate write, @Key("read_mib_s") DataRate read) {
  public StorageRates {
    require(write.bytesPerSecond() > 0, "storage writes nothing: %s", write);
    require(read.bytesPerSecond() > 0, "storage reads nothing: %s", read);
  }
}

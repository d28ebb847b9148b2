package blackout.inventory;

import java.util.Optional;

/**
 * What stands between a node and its disks, as text to be compared. A fact that nobody stated is
 * empty.
 *
 * @param adapter the model of the host bus adapter or iSCSI initiator
 * @param driver the version of its driver
 * @param firmware the version of its firmware
 * @param multipath the multipath software and its version, {@code "none"} for a single path
 * @param deviceSpecificModule the device-specific module and its version, {@code "none"} for none
 */
public record StorageStack(
    Optional<String> adapter,
    Optional<String> driver,
    Optional<String> firmware,
    Optional<String> multipath,
    Optional<String> deviceSpecificModule) {

  /** One of which nobody stated anything. */
  public static final StorageStack UNKNOWN =
      new StorageStack(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

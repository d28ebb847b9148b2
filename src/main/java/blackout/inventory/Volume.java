package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.Key;
import blackout.quantity.Labelled;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shared disk with one volume. A fact that nobody stated is empty.
 *
 * @param name the name of the disk resource
 * @param kind how the cluster uses it
 * @param size its size, more than 0
 * @param free the free space, at most the size
 * @param fileSystem its file system
 * @param partitionStyle MBR or GPT
 * @param basicDisk whether the disk is basic, not dynamic
 * @param volumesOnDisk the number of volumes on the disk, at least 1
 * @param physicalDiskResource whether it is the in-box Physical Disk resource
 * @param passThrough whether a VM uses the disk without a file system of the host
 * @param hyperVOnly whether nothing but Hyper-V keeps files on it
 * @param redirectedAccess whether a shared volume is in redirected access now
 * @param failedBackup whether the last backup of it failed or was cancelled
 * @param visibleTo the names of the nodes that see it
 * @param coordinator the name of the node that owns it now, through which the metadata of a shared
 *     volume goes
 * @param emptyDisk whether there was nothing on the disk when it was given to the cluster
 * @param inCluster whether the disk is a resource of the cluster
 * @param driveLetters the letter that each node gives it, by the name of the node
 */
@RecordBuilder
public record Volume(
    String name,
    VolumeUse kind,
    @Key("size_gib") ByteCount size,
    @Key("free_gib") Optional<ByteCount> free,
    Optional<FileSystem> fileSystem,
    Optional<PartitionStyle> partitionStyle,
    Optional<Boolean> basicDisk,
    Optional<Integer> volumesOnDisk,
    Optional<Boolean> physicalDiskResource,
    Optional<Boolean> passThrough,
    @Key("hyper_v_only") Optional<Boolean> hyperVOnly,
    Optional<Boolean> redirectedAccess,
    Optional<Boolean> failedBackup,
    Optional<List<String>> visibleTo,
    Optional<String> coordinator,
    Optional<Boolean> emptyDisk,
    Optional<Boolean> inCluster,
    Optional<Map<String, String>> driveLetters)
    implements VolumeBuilder.With {

  public Volume {
    require(size.bytes() > 0, "volume \"%s\" has no size", name);
    require(
        free.isEmpty() || free.get().compareTo(size) <= 0,
        "volume \"%s\" has more free space (%s) than it is large (%s)",
        name,
        free.orElse(ByteCount.ZERO),
        size);
    require(volumesOnDisk.orElse(1) >= 1, "disk of \"%s\" has no volume", name);
    visibleTo = visibleTo.map(List::copyOf);
    driveLetters = driveLetters.map(m -> Collections.unmodifiableMap(new LinkedHashMap<>(m)));
  }

  /** How the cluster uses a volume. */
  public enum VolumeUse implements Labelled {
    /** A cluster shared volume: every node writes to it at once. */
    SHARED("cluster shared volume"),
    /** One node owns the disk, and all VMs on it move together. */
    EXCLUSIVE("exclusive"),
    /** The disk witness. */
    QUORUM("quorum");

    private final String label;

    VolumeUse(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** The file system of a volume. */
  public enum FileSystem {
    NTFS,
    REFS,
    FAT32
  }

  /** How a disk is divided. */
  public enum PartitionStyle {
    MBR,
    GPT
  }
}

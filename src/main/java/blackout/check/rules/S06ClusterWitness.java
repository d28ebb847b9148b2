package blackout.check.rules;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Severity;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.Volume.FileSystem;
import blackout.inventory.Volume.VolumeUse;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Witness;
import blackout.quantity.ByteCount;
import java.util.Map;

/** A witness that works. */
final class S06ClusterWitness {

  static final Rule RULE =
      Rule.of("S06", "A witness that works")
          .category(CLUSTER_CONFIGURATION)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.QUORUM)
          .action(
              "Use a disk of its own: basic, one volume, NTFS, at least 512 MiB; or a share with 5"
                  + " MiB free.")
          .look("size, use and file system of the witness", S06ClusterWitness::look);

  private static final ByteCount DISK_WITNESS = ByteCount.mebibytes(512);

  private static final ByteCount SHARE_WITNESS = ByteCount.mebibytes(5);

  private static void look(Estate estate, CheckEvidence found) {
    if (estate.witness().isEmpty()) {
      found.missing("witness of the cluster");
      return;
    }
    Witness witness = estate.witness().get();
    switch (witness.kind()) {
      case DISK ->
          witness
              .volume()
              .flatMap(estate::volume)
              .ifPresentOrElse(
                  volume -> diskWitness(estate, volume, found),
                  () -> found.missing("disk of the witness"));
      case FILE_SHARE -> {
        if (witness.shareFree().isEmpty()) {
          found.missing("free space of the file share witness");
        } else if (witness.shareFree().get().compareTo(SHARE_WITNESS) < 0) {
          found.broken("File share witness with " + witness.shareFree().get() + " free");
        } else {
          found.fine("File share witness with " + witness.shareFree().get() + " free");
        }
      }
      case CLOUD -> {
        if (estate.version().isAtLeast(WindowsVersion.WINDOWS_2016)) {
          found.fine("Cloud witness");
        } else {
          found.broken("A cloud witness needs 2016 or later");
        }
      }
      case NONE -> {
        if (estate.nodes().size() % 2 == 0) {
          found.broken(
              Severity.WARN, "No witness for " + estate.nodes().size() + " nodes, an even number");
        } else {
          found.fine("No witness for " + estate.nodes().size() + " nodes, an odd number");
        }
      }
    }
  }

  private static void diskWitness(Estate estate, Volume disk, CheckEvidence found) {
    String name = "\"" + disk.name() + "\"";
    if (disk.size().compareTo(DISK_WITNESS) < 0) {
      found.broken(name + " has " + disk.size() + ", less than " + DISK_WITNESS);
    } else {
      found.fine(name + " has " + disk.size());
    }
    if (disk.kind() == VolumeUse.SHARED) {
      found.broken(name + " is a cluster shared volume");
    } else if (estate.vms().stream().anyMatch(vm -> vm.volume().equals(disk.name()))) {
      found.broken(name + " also holds VMs");
    } else {
      found.fine(name + " is a disk of its own");
    }
    found.all("basic disk", true, Map.of(name, disk.basicDisk()), "Not a basic disk");
    found.all(
        "one volume on the disk",
        true,
        Map.of(name, disk.volumesOnDisk().map(n -> n == 1)),
        "Several volumes on the disk");
    boolean refs = estate.version().isAtLeast(WindowsVersion.WINDOWS_2012_R2);
    found.all(
        refs ? "NTFS or ReFS" : "NTFS",
        true,
        Map.of(
            name,
            disk.fileSystem().map(f -> f == FileSystem.NTFS || (refs && f == FileSystem.REFS))),
        "Another file system");
  }
}

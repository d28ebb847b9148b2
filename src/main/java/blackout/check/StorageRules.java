package blackout.check;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Category.STORAGE;
import static blackout.check.Findings.names;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Volume;
import blackout.inventory.Volume.FileSystem;
import blackout.inventory.Volume.Kind;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Witness;
import blackout.quantity.ByteCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rules S01 to S07: what the shared disks must be. */
final class StorageRules {

  private static final ByteCount DISK_WITNESS = ByteCount.mebibytes(512);
  private static final ByteCount SHARE_WITNESS = ByteCount.mebibytes(5);

  private static final Versions SHARED = Versions.from(WindowsVersion.WINDOWS_2008_R2);

  private StorageRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "S01",
            STORAGE,
            FAIL,
            Versions.ALL,
            "Every node sees every shared disk",
            "the nodes that see each disk",
            "Present the disk to the missing nodes (zoning, masking, iSCSI targets).",
            Sources.FAQ,
            StorageRules::visible),
        new Rule(
            "S02",
            STORAGE,
            INFO,
            Versions.ALL,
            "VMs that move together because they share an exclusive disk",
            "the VMs on each exclusive disk and their nodes",
            "Correct the estate: one node owns the disk, and all VMs on it run there.",
            Sources.FAQ,
            StorageRules::together),
        new Rule(
                "S03",
                STORAGE,
                FAIL,
                SHARED,
                "Cluster shared volumes of a kind that is supported",
                "partition style, file system, resource type and use of each shared volume",
                "Use an NTFS volume on an in-box disk resource, for Hyper-V alone.",
                Sources.SHARED_VOLUMES,
                StorageRules::supported)
            .after("S01"),
        new Rule(
                "S04",
                STORAGE,
                WARN,
                SHARED,
                "No shared volume in redirected access",
                "access of each shared volume",
                "Find the cause (set by hand, lost path, backup, filter driver) and end it: saves"
                    + " and disks are slower until then.",
                Sources.REDIRECTED_ACCESS,
                (estate, found) ->
                    found.all(
                        "redirected access",
                        false,
                        shared(estate, Volume::redirectedAccess),
                        "In redirected access"))
            .after("S01"),
        new Rule(
            "S05",
            STORAGE,
            WARN,
            Versions.ONLY_2008_R2,
            "No failed backup of a shared volume",
            "last backup of each shared volume",
            "End the backup properly: it may have left the volume in redirected access.",
            Sources.FAQ,
            (estate, found) ->
                found.all(
                    "failed backup",
                    false,
                    shared(estate, Volume::failedBackup),
                    "The last backup failed or was cancelled")),
        new Rule(
            "S06",
            CLUSTER_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "A witness that works",
            "size, use and file system of the witness",
            "Use a disk of its own: basic, one volume, NTFS, at least 512 MiB; or a share with 5"
                + " MiB free.",
            Sources.QUORUM,
            StorageRules::witness),
        new Rule(
            "S07",
            STORAGE,
            FAIL,
            Versions.ALL,
            "Room for the saved memory of all VMs of a volume",
            "free space of each volume, memory of the VMs on it",
            "Free space, or move VMs to another volume. Where VMs only move live this is no"
                + " obstacle.",
            Sources.SAVED_STATE_SPACE,
            StorageRules::room));
  }

  private static void visible(Estate estate, Findings found) {
    for (Volume volume : estate.volumes()) {
      if (volume.visibleTo().isEmpty()) {
        found.missing("nodes that see \"" + volume.name() + "\"");
        continue;
      }
      List<String> blind =
          estate.nodes().stream()
              .map(Node::name)
              .filter(n -> !volume.visibleTo().get().contains(n))
              .toList();
      if (blind.isEmpty()) {
        found.fine("\"" + volume.name() + "\" is seen by all nodes");
      } else {
        found.broken("\"" + volume.name() + "\" is not seen by " + names(blind));
      }
    }
    if (estate.volumes().isEmpty()) {
      found.broken("No shared disk at all");
    }
  }

  private static void together(Estate estate, Findings found) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != Kind.EXCLUSIVE) {
        continue;
      }
      List<EstateVm> vms =
          estate.vms().stream().filter(vm -> vm.volume().equals(volume.name())).toList();
      if (vms.size() < 2) {
        continue;
      }
      String name = "\"" + volume.name() + "\"";
      found.broken(name + " moves with all of " + names(vms.stream().map(EstateVm::name).toList()));
      List<String> nodes = vms.stream().map(EstateVm::node).distinct().toList();
      if (nodes.size() > 1) {
        found.broken(FAIL, name + " is exclusive, and its VMs run on " + names(nodes));
      }
    }
    found.beside("No two VMs share an exclusive disk.");
  }

  private static void supported(Estate estate, Findings found) {
    WindowsVersion version = estate.version();
    trait(
        found,
        estate,
        "file system",
        v -> v.fileSystem().map(Enum::name),
        name ->
            name.equals("NTFS")
                || isRefs(name) && version.isAtLeast(WindowsVersion.WINDOWS_2012_R2));
    trait(found, estate, "partition style", v -> v.partitionStyle().map(Enum::name), style -> true);
    trait(
        found,
        estate,
        "Physical Disk resource",
        v -> v.physicalDiskResource().map(StorageRules::yesOrNo),
        "yes"::equals);
    trait(
        found,
        estate,
        "pass-through",
        v -> v.passThrough().map(StorageRules::yesOrNo),
        "no"::equals);
    if (version == WindowsVersion.WINDOWS_2008_R2) {
      trait(
          found,
          estate,
          "used by Hyper-V alone",
          v -> v.hyperVOnly().map(StorageRules::yesOrNo),
          "yes"::equals);
    }
  }

  private static boolean isRefs(String fileSystem) {
    return fileSystem.equals(FileSystem.REFS.name());
  }

  private static String yesOrNo(boolean flag) {
    return flag ? "yes" : "no";
  }

  private static void trait(
      Findings found,
      Estate estate,
      String what,
      Function<Volume, Optional<String>> fact,
      Predicate<String> good) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != Kind.SHARED) {
        continue;
      }
      String name = "\"" + volume.name() + "\"";
      fact.apply(volume)
          .ifPresentOrElse(
              value -> {
                if (good.test(value)) {
                  found.fine(name + " " + what + ": " + value);
                } else {
                  found.broken(name + " " + what + ": " + value);
                }
              },
              () -> found.missing(what + " of " + name));
    }
  }

  private static void witness(Estate estate, Findings found) {
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

  private static void diskWitness(Estate estate, Volume disk, Findings found) {
    String name = "\"" + disk.name() + "\"";
    if (disk.size().compareTo(DISK_WITNESS) < 0) {
      found.broken(name + " has " + disk.size() + ", less than " + DISK_WITNESS);
    } else {
      found.fine(name + " has " + disk.size());
    }
    if (disk.kind() == Kind.SHARED) {
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
            name, disk.fileSystem().map(f -> f == FileSystem.NTFS || refs && f == FileSystem.REFS)),
        "Another file system");
  }

  /** Where VMs can move live, too little room only stands in the way of saved state. */
  private static void room(Estate estate, Findings found) {
    Severity severity = estate.version().hasLiveMigration() ? Severity.WARN : Severity.FAIL;
    Map<String, ByteCount> needed = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      needed.merge(vm.volume(), vm.vm().memory(), ByteCount::plus);
    }
    for (Volume volume : estate.volumes()) {
      ByteCount need = needed.getOrDefault(volume.name(), ByteCount.ZERO);
      String line = "\"" + volume.name() + "\": VMs with " + need + " of memory";
      if (need.bytes() == 0) {
        continue;
      }
      if (volume.free().isEmpty()) {
        found.missing("free space of \"" + volume.name() + "\"");
      } else if (volume.free().get().compareTo(need) < 0) {
        found.broken(severity, line + ", only " + volume.free().get() + " free");
      } else {
        found.fine(line + ", " + volume.free().get() + " free");
      }
    }
  }

  private static Map<String, Optional<Boolean>> shared(
      Estate estate, Function<Volume, Optional<Boolean>> flag) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    for (Volume volume : estate.volumes()) {
      if (volume.kind() == Kind.SHARED) {
        flags.put("\"" + volume.name() + "\"", flag.apply(volume));
      }
    }
    return flags;
  }
}

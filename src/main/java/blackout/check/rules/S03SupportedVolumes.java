package blackout.check.rules;

import static blackout.check.Category.STORAGE;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.Volume.FileSystem;
import blackout.inventory.Volume.VolumeUse;
import blackout.inventory.WindowsVersion;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Cluster shared volumes of a kind that is supported. */
final class S03SupportedVolumes {

  static final Rule RULE =
      Rule.of("S03", "Cluster shared volumes of a kind that is supported")
          .category(STORAGE)
          .severity(FAIL)
          .windows(Versions.from(WindowsVersion.WINDOWS_2008_R2))
          .source(Sources.SHARED_VOLUMES)
          .after("S01")
          .action("Use an NTFS volume on an in-box disk resource, for Hyper-V alone.")
          .look(
              "partition style, file system, resource type and use of each shared volume",
              S03SupportedVolumes::look);

  private static void look(Estate estate, CheckEvidence found) {
    WindowsVersion version = estate.version();
    trait(
        found,
        estate,
        "file system",
        v -> v.fileSystem().map(Enum::name),
        name ->
            name.equals("NTFS")
                || (isRefs(name) && version.isAtLeast(WindowsVersion.WINDOWS_2012_R2)));
    trait(found, estate, "partition style", v -> v.partitionStyle().map(Enum::name), style -> true);
    trait(
        found,
        estate,
        "Physical Disk resource",
        v -> v.physicalDiskResource().map(S03SupportedVolumes::yesOrNo),
        "yes"::equals);
    trait(
        found,
        estate,
        "pass-through",
        v -> v.passThrough().map(S03SupportedVolumes::yesOrNo),
        "no"::equals);
    if (version == WindowsVersion.WINDOWS_2008_R2) {
      trait(
          found,
          estate,
          "used by Hyper-V alone",
          v -> v.hyperVOnly().map(S03SupportedVolumes::yesOrNo),
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
      CheckEvidence found,
      Estate estate,
      String what,
      Function<Volume, Optional<String>> fact,
      Predicate<String> good) {
    for (Volume volume : estate.volumes()) {
      if (volume.kind() != VolumeUse.SHARED) {
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
}

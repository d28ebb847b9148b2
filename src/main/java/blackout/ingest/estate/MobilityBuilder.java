package blackout.ingest.estate;

import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.inventory.Blocker;
import blackout.inventory.Mobility;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a VM can leave its host, from facts and notes. */
final class MobilityBuilder {

  /** Storage of Proxmox that is on one host by its default names. */
  private static final Pattern LOCAL =
      Pattern.compile("local(-lvm|-zfs|-btrfs|-dir)?", Pattern.CASE_INSENSITIVE);

  private final Findings findings;

  MobilityBuilder(Findings findings) {
    this.findings = findings;
  }

  Mobility of(Facts<VmField> vm, String volume) {
    var blockers = new ArrayList<>(findings.vmNotes().blockers(vm));
    vm.fact(VmField.FT_STATE)
        .filter(f -> !List.of("notconfigured", "0", "").contains(CleanText.key(text(f))))
        .ifPresent(f -> add(blockers, Blocker.Kind.FAULT_TOLERANCE, f));
    vm.fact(VmField.CONSOLIDATION)
        .filter(f -> Boolean.TRUE.equals(f.value()))
        .ifPresent(f -> add(blockers, Blocker.Kind.SNAPSHOT, f));
    vm.fact(VmField.CONNECTION)
        .filter(f -> !CleanText.key(text(f)).equals("connected"))
        .ifPresent(f -> add(blockers, Blocker.Kind.STATE, f));
    vm.fact(VmField.LATENCY)
        .filter(f -> CleanText.key(text(f)).equals("high"))
        .ifPresent(f -> add(blockers, Blocker.Kind.MEMORY_RESERVATION, f));
    vm.fact(VmField.RESERVED)
        .filter(f -> Boolean.TRUE.equals(f.value()))
        .ifPresent(f -> add(blockers, Blocker.Kind.MEMORY_RESERVATION, f));
    vm.fact(VmField.CPU_TYPE)
        .filter(f -> text(f).matches("(?i)(cputype=)?(host|host-passthrough|max)(,.*)?"))
        .ifPresent(f -> add(blockers, Blocker.Kind.HOST_PROCESSOR, f));
    vm.fact(VmField.SNAPSHOT).ifPresent(f -> add(blockers, Blocker.Kind.SNAPSHOT, f));
    vm.fact(VmField.TPM).ifPresent(f -> add(blockers, Blocker.Kind.TPM, f));
    vm.fact(VmField.LOCK).ifPresent(f -> add(blockers, Blocker.Kind.STATE, f));
    for (String device : notes(vm, VmField.HOST_DEVICE)) {
      // A device of the viewer's machine, not of the host.
      if (!device.contains("spice")) {
        blockers.add(
            new Blocker(Blocker.Kind.HOST_DEVICE, place(vm, VmField.HOST_DEVICE) + device));
      }
    }
    for (String drive : notes(vm, VmField.DRIVE)) {
      drive(drive)
          .ifPresent(kind -> blockers.add(new Blocker(kind, place(vm, VmField.DRIVE) + drive)));
    }
    Set<String> others = new LinkedHashSet<>(findings.vmNotes().volumes(vm));
    others.remove(volume);
    return new Mobility(
        blockers.stream().distinct().toList(),
        List.copyOf(others),
        vm.value(VmField.CLUSTERED, Boolean.class),
        vm.text(VmField.PATH));
  }

  private static List<String> notes(Facts<VmField> vm, VmField field) {
    return vm.fact(field).map(f -> List.of(text(f).split(" \\| ", -1))).orElse(List.of());
  }

  /** The file that says it. */
  private static String place(Facts<VmField> vm, VmField field) {
    return vm.fact(field).map(f -> f.column().source() + ": ").orElse("");
  }

  /**
   * What a drive of {@code qm config} is, such as {@code scsi0: local-lvm:vm-1-disk-0,size=32G}.
   */
  private static Optional<Blocker.Kind> drive(String drive) {
    int title = drive.indexOf(": ");
    String[] of = drive.substring(title < 0 ? 0 : title + 2).split("[:,]", 3);
    boolean media = drive.contains("media=cdrom");
    if (media && of[0].equals("none")) {
      return Optional.empty();
    }
    if (media) {
      boolean bound = of[0].equals("cdrom") || LOCAL.matcher(of[0]).matches();
      return Optional.of(bound ? Blocker.Kind.HOST_MEDIA : Blocker.Kind.IMAGE);
    }
    return LOCAL.matcher(of[0]).matches() || of[0].startsWith("/dev/")
        ? Optional.of(Blocker.Kind.LOCAL_DISK)
        : Optional.empty();
  }

  private static void add(List<Blocker> blockers, Blocker.Kind kind, Fact fact) {
    blockers.add(new Blocker(kind, fact.place() + ": " + CleanText.name(text(fact))));
  }

  private static String text(Fact fact) {
    return String.valueOf(fact.value());
  }
}

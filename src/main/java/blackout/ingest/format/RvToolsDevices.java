package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.DeviceField;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.text.CleanText;
import blackout.inventory.Blocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tabs of RVTools that say what keeps a VM from moving: devices, disks and snapshots. A device
 * that is not connected does not keep it.
 *
 * @see <a
 *     href="https://techdocs.broadcom.com/us/en/vmware-cis/vsphere/vsphere/8-0/vcenter-and-host-management-8-0/migrating-virtual-machines-host-management/migration-with-vmotion-host-management.html">vSphere
 *     8, Migration with vMotion: conditions and limitations</a>
 */
final class RvToolsDevices {

  /** A data store before a path; none in the brackets for what comes with the host. */
  private static final Pattern STORE = Pattern.compile("\\[([^\\]]*)\\]");

  private static final TableKind<DeviceField> VCD =
      devices("RVTools vCD", RvToolsDevices::media)
          .tab("vCD")
          .by("VM", "Device Type", "Starts Connected", "Connected")
          .showing(Blocker.Kind.HOST_MEDIA, Blocker.Kind.IMAGE);

  private static final TableKind<DeviceField> VUSB =
      devices("RVTools vUSB", RvToolsDevices::usb)
          .tab("vUSB")
          .by("VM", "Device Type", "Connected", "Speed|EHCI enabled|Auto connect")
          .showing(Blocker.Kind.HOST_DEVICE);

  private static final TableKind<DeviceField> VDISK =
      devices("RVTools vDisk", RvToolsDevices::disk)
          .tab("vDisk")
          .by("VM", "Disk", "Disk Mode", "Raw|Raw LUN ID")
          .showing(
              Blocker.Kind.RAW_DISK,
              Blocker.Kind.INDEPENDENT_DISK,
              Blocker.Kind.SHARED_BUS,
              Blocker.Kind.SHARED_DISK,
              Blocker.Kind.LOCAL_DISK);

  private static final TableKind<DeviceField> VSNAPSHOT =
      devices(
              "RVTools vSnapshot",
              (findings, device) ->
                  block(findings, device, Blocker.Kind.SNAPSHOT, said(device, DeviceField.NAME)))
          .tab("vSnapshot")
          .by("VM", "Name", "Date / time|Size MiB (vmsn)|Quiesced")
          .showing(Blocker.Kind.SNAPSHOT);

  static final List<TableKind<?>> TABLES = List.of(VCD, VUSB, VDISK, VSNAPSHOT);

  private RvToolsDevices() {}

  private static TableKind<DeviceField> devices(
      String name, BiConsumer<Findings, Facts<DeviceField>> taker) {
    return TableKind.of(
        name,
        Product.VMWARE,
        DeviceField.class,
        List.of(
            Binding.of(DeviceField.VM, Kind.TEXT, "VM"),
            Binding.of(DeviceField.UUID, Kind.UUID, "VM UUID"),
            Binding.of(DeviceField.CONNECTED, Kind.FLAG, "Connected"),
            Binding.of(DeviceField.NAME, Kind.TEXT, "Name", "Disk", "Device Node"),
            Binding.of(DeviceField.TYPE, Kind.TEXT, "Device Type"),
            Binding.of(DeviceField.MODE, Kind.TEXT, "Disk Mode"),
            Binding.of(DeviceField.RAW, Kind.FLAG, "Raw"),
            Binding.of(DeviceField.BUS, Kind.TEXT, "Shared Bus"),
            Binding.of(DeviceField.SHARING, Kind.TEXT, "Sharing mode"),
            Binding.of(DeviceField.PATH, Kind.TEXT, "Path", "Disk Path")),
        taker);
  }

  private static void media(Findings findings, Facts<DeviceField> device) {
    String type = said(device, DeviceField.TYPE);
    if (device.value(DeviceField.CONNECTED, Boolean.class).orElse(false)) {
      Matcher store = STORE.matcher(type);
      boolean image = type.toLowerCase(Locale.ROOT).contains("iso");
      if (image && store.find() && !store.group(1).isBlank()) {
        block(findings, device, Blocker.Kind.IMAGE, type);
        disk(findings, device, store.group(1));
      } else {
        block(findings, device, Blocker.Kind.HOST_MEDIA, type);
      }
    }
  }

  private static void usb(Findings findings, Facts<DeviceField> device) {
    if (device.value(DeviceField.CONNECTED, Boolean.class).orElse(true)) {
      block(findings, device, Blocker.Kind.HOST_DEVICE, said(device, DeviceField.TYPE));
    }
  }

  private static void disk(Findings findings, Facts<DeviceField> disk) {
    String name = said(disk, DeviceField.NAME);
    String bus = key(disk, DeviceField.BUS);
    String mode = key(disk, DeviceField.MODE);
    if (bus.equals("physicalsharing") || bus.equals("virtualsharing")) {
      block(findings, disk, Blocker.Kind.SHARED_BUS, name + ", " + said(disk, DeviceField.BUS));
    }
    if (disk.value(DeviceField.RAW, Boolean.class).orElse(false)) {
      block(findings, disk, Blocker.Kind.RAW_DISK, name);
    }
    if (mode.contains("independent")) {
      block(
          findings,
          disk,
          Blocker.Kind.INDEPENDENT_DISK,
          name + ", " + said(disk, DeviceField.MODE));
    }
    if (key(disk, DeviceField.SHARING).equals("sharingmultiwriter")) {
      block(findings, disk, Blocker.Kind.SHARED_DISK, name);
    }
    Matcher store = STORE.matcher(said(disk, DeviceField.PATH));
    if (store.find() && !store.group(1).isBlank()) {
      disk(findings, disk, store.group(1));
    }
  }

  private static void disk(Findings findings, Facts<DeviceField> device, String store) {
    findings
        .vmNotes()
        .disk(device.text(DeviceField.UUID), device.text(DeviceField.VM), CleanText.name(store));
  }

  private static void block(
      Findings findings, Facts<DeviceField> device, Blocker.Kind kind, String what) {
    var parts = new ArrayList<String>();
    Stream.of(DeviceField.VM, DeviceField.UUID)
        .flatMap(field -> device.fact(field).stream())
        .findFirst()
        .ifPresent(
            fact ->
                parts.add(fact.column().source() + ", " + fact.place().inFile().split(",", 2)[0]));
    parts.add(what.isEmpty() ? kind.label() : what);
    findings
        .vmNotes()
        .block(
            device.text(DeviceField.UUID),
            device.text(DeviceField.VM),
            kind,
            CleanText.name(String.join(": ", parts)));
  }

  private static String said(Facts<DeviceField> device, DeviceField field) {
    return device.text(field).orElse("");
  }

  private static String key(Facts<DeviceField> device, DeviceField field) {
    return Optional.of(said(device, field)).map(CleanText::key).orElse("");
  }
}

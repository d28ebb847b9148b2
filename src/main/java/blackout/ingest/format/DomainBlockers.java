package blackout.ingest.format;

import blackout.ingest.fact.Facts;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.inventory.Blocker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What in the XML of a domain keeps it from moving, or may keep it.
 *
 * @see <a href="https://libvirt.org/formatdomain.html">Domain XML format</a>
 * @see <a href="https://libvirt.org/migration.html">Guest migration</a>
 */
final class DomainBlockers {

  private static final List<Blocker.Kind> SHOWN =
      List.of(
          Blocker.Kind.HOST_DEVICE,
          Blocker.Kind.HOST_MEDIA,
          Blocker.Kind.IMAGE,
          Blocker.Kind.RAW_DISK,
          Blocker.Kind.SHARED_DISK,
          Blocker.Kind.HOST_PROCESSOR,
          Blocker.Kind.HUGE_PAGES,
          Blocker.Kind.TPM,
          Blocker.Kind.CONFIDENTIAL,
          Blocker.Kind.NOT_MIGRATABLE);

  private final Reading reading;
  private final Facts<VmField> vm;
  private final long line;

  private DomainBlockers(Reading reading, Facts<VmField> vm, long line) {
    this.reading = reading;
    this.vm = vm;
    this.line = line;
  }

  static void note(Reading reading, XmlTree domain, Facts<VmField> vm, long line) {
    reading.findings().vmNotes().lookFor(SHOWN);
    new DomainBlockers(reading, vm, line).all(domain);
  }

  private void all(XmlTree domain) {
    domain
        .at("cpu")
        .filter(cpu -> List.of("host-passthrough", "maximum").contains(said(cpu, "mode")))
        .ifPresent(cpu -> block(Blocker.Kind.HOST_PROCESSOR, cpu, said(cpu, "mode")));
    domain
        .at("memoryBacking", "hugepages")
        .ifPresent(pages -> block(Blocker.Kind.HUGE_PAGES, pages, "hugepages"));
    domain
        .at("launchSecurity")
        .ifPresent(s -> block(Blocker.Kind.CONFIDENTIAL, s, "launchSecurity " + said(s, "type")));
    List<XmlTree> devices = domain.at("devices").map(XmlTree::children).orElse(List.of());
    devices.forEach(this::device);
  }

  private void device(XmlTree device) {
    String type = said(device, "type");
    switch (device.name()) {
      case "hostdev" -> block(Blocker.Kind.HOST_DEVICE, device, "hostdev " + type);
      case "interface" -> {
        if (type.equals("hostdev")) {
          block(Blocker.Kind.HOST_DEVICE, device, "interface of a host device");
        }
      }
      case "serial", "parallel", "console" -> {
        if (type.equals("dev")) {
          block(Blocker.Kind.HOST_DEVICE, device, device.name() + " of the host");
        }
      }
      case "filesystem" ->
          block(
              Blocker.Kind.NOT_MIGRATABLE, device, "a file system of the host, " + driver(device));
      case "tpm" -> {
        boolean passed = backend(device).equals("passthrough");
        block(
            passed ? Blocker.Kind.HOST_DEVICE : Blocker.Kind.TPM, device, "tpm " + backend(device));
      }
      case "disk" -> disk(device, type);
      default -> {}
    }
  }

  private void disk(XmlTree disk, String type) {
    Optional<Map<String, String>> source = disk.at("source").map(XmlTree::attributes);
    String file =
        source
            .map(s -> s.getOrDefault("file", s.getOrDefault("dev", s.getOrDefault("name", ""))))
            .orElse("");
    String as = said(disk, "device");
    if (as.equals("cdrom") || as.equals("floppy")) {
      if (!file.isEmpty()) {
        block(
            type.equals("block") ? Blocker.Kind.HOST_MEDIA : Blocker.Kind.IMAGE,
            disk,
            as + " " + file);
      }
      return;
    }
    if (as.equals("lun")) {
      block(Blocker.Kind.RAW_DISK, disk, "lun " + file);
    }
    if (disk.at("shareable").isPresent()) {
      block(Blocker.Kind.SHARED_DISK, disk, "shareable " + file);
    }
  }

  private static String driver(XmlTree device) {
    return device.at("driver").map(d -> said(d, "type")).orElse(said(device, "type"));
  }

  private static String backend(XmlTree tpm) {
    return tpm.at("backend").map(b -> said(b, "type")).orElse("");
  }

  private static String said(XmlTree element, String attribute) {
    return element.attributes().getOrDefault(attribute, "");
  }

  private void block(Blocker.Kind kind, XmlTree at, String what) {
    var place = new ArrayList<String>();
    place.add(reading.at(line + at.line() - 1));
    place.add(what.strip());
    reading
        .findings()
        .vmNotes()
        .block(
            vm.text(VmField.UUID),
            vm.text(VmField.NAME),
            kind,
            CleanText.name(String.join(": ", place)));
  }
}

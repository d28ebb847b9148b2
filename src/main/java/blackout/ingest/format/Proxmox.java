package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.JsonFacts.Path;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.LocatedJson;
import blackout.inventory.Blocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proxmox VE: lists of its web service ({@code /cluster/resources}, {@code /nodes}, {@code
 * /nodes/NODE/qemu}; under the key {@code data}, a bare list from {@code pvesh --output-format
 * json}), {@code qm list}, {@code qm config}, and the task log of a migration. Memory is in bytes
 * in JSON and in MiB elsewhere. Containers move in another way and are left out.
 *
 * @see <a href="https://pve.proxmox.com/pve-docs/api-viewer/#/cluster/resources">Proxmox VE API</a>
 * @see <a
 *     href="https://github.com/proxmox/qemu-server/blob/master/src/PVE/QemuMigrate.pm">QemuMigrate,
 *     which writes the log</a>
 */
final class Proxmox implements SourceFormat {

  private static final List<Path<VmField>> VM =
      List.of(
          new Path<>(VmField.NAME, Kind.TEXT, "name"),
          new Path<>(VmField.NAME, Kind.TEXT, "id"),
          new Path<>(VmField.NAME, Kind.TEXT, "vmid"),
          new Path<>(VmField.HOST, Kind.TEXT, "node"),
          new Path<>(VmField.RUNNING, Kind.POWER, "status"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "maxcpu"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "cpus"),
          new Path<>(VmField.MEMORY, Kind.BYTES, "maxmem"),
          new Path<>(VmField.TEMPLATE, Kind.FLAG, "template"));

  private static final List<Path<HostField>> NODE =
      List.of(
          new Path<>(HostField.NAME, Kind.TEXT, "node"),
          new Path<>(HostField.STATE, Kind.TEXT, "status"),
          new Path<>(HostField.MEMORY, Kind.BYTES, "maxmem"));

  private static final TableKind<VmField> QM_LIST =
      TableKind.vms(
              "qm list",
              Product.QEMU,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "NAME", "VMID"),
                  Binding.of(VmField.RUNNING, Kind.POWER, "STATUS"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "MEM")))
          .by("VMID", "NAME", "STATUS", "MEM")
          .ofFile();

  private static final TableKind<VmField> QM_CONFIG =
      TableKind.vms(
              "qm config",
              Product.QEMU,
              config(
                  List.of(
                      Binding.of(VmField.NAME, Kind.TEXT, "name"),
                      Binding.of(VmField.PROCESSORS, Kind.COUNT, "cores"),
                      Binding.of(VmField.STARTUP_MEMORY, Kind.MIB, "memory"),
                      Binding.of(VmField.TEMPLATE, Kind.FLAG, "template"),
                      Binding.of(VmField.CPU_TYPE, Kind.TEXT, "cpu"),
                      Binding.of(VmField.TPM, Kind.TEXT, "tpmstate0"),
                      Binding.of(VmField.LOCK, Kind.TEXT, "lock"),
                      Binding.of(VmField.SNAPSHOT, Kind.TEXT, "parent"))))
          .by("name", "memory", "cores|sockets|scsihw|ostype|boot")
          .showing(
              Blocker.Kind.HOST_DEVICE,
              Blocker.Kind.HOST_MEDIA,
              Blocker.Kind.IMAGE,
              Blocker.Kind.LOCAL_DISK,
              Blocker.Kind.HOST_PROCESSOR,
              Blocker.Kind.TPM,
              Blocker.Kind.SNAPSHOT,
              Blocker.Kind.STATE);

  /** {@code pvesh get /nodes} as a table; the keys are those of the web service. */
  private static final TableKind<HostField> NODE_TABLE =
      TableKind.hosts(
              "Proxmox nodes",
              Product.QEMU,
              List.of(
                  Binding.of(HostField.NAME, Kind.TEXT, "node"),
                  Binding.of(HostField.STATE, Kind.TEXT, "status"),
                  Binding.of(HostField.MEMORY, Kind.AMOUNT, "maxmem")))
          .by("node", "status", "maxmem", "ssl_fingerprint");

  /** {@code pvesh get /nodes/NODE/qemu} as a table. */
  private static final TableKind<VmField> VM_TABLE =
      TableKind.vms(
              "Proxmox VMs",
              Product.QEMU,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "name", "vmid"),
                  Binding.of(VmField.RUNNING, Kind.POWER, "status"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "cpus"),
                  Binding.of(VmField.MEMORY, Kind.AMOUNT, "maxmem")))
          .by("vmid", "status", "maxmem", "cpus")
          .ofFile();

  /** The same with the keys that a VM may have several of. */
  private static List<Binding<VmField>> config(List<Binding<VmField>> bindings) {
    var all = new ArrayList<>(bindings);
    List.of("hostpci", "usb").forEach(key -> numbered(all, VmField.HOST_DEVICE, key, 16));
    List.of("scsi", "virtio", "sata", "ide", "efidisk")
        .forEach(key -> numbered(all, VmField.DRIVE, key, key.equals("scsi") ? 31 : 16));
    return all;
  }

  private static void numbered(
      List<Binding<VmField>> bindings, VmField field, String key, int count) {
    for (int i = 0; i < count; i++) {
      bindings.add(Binding.of(field, Kind.NOTE, key + i));
    }
  }

  @Override
  public List<TableKind<?>> tables() {
    return List.of(QM_LIST, QM_CONFIG, NODE_TABLE, VM_TABLE);
  }

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private static final Pattern BEGINS =
        Pattern.compile("starting migration of VM ([0-9]+) to node '([^']*)'");
    private static final Pattern STARTS = Pattern.compile("starting online/live migration on");
    private static final Pattern ACTIVE =
        Pattern.compile(
            "migration active, transferred ([0-9.]+ [KMGT]?i?B) of ([0-9.]+ [KMGT]?i?B) VM-state, ([0-9.]+ [KMGT]?i?B/s)");
    private static final Pattern OLD_ACTIVE =
        Pattern.compile(
            "migration status: active \\(transferred ([0-9]+), remaining ([0-9]+)\\), total ([0-9]+)\\)");
    private static final Pattern SPEED =
        Pattern.compile("migration speed: ([0-9.]+ [KMGT]?i?B/s) - downtime ([0-9]+ ms)");
    private static final Pattern LIMIT =
        Pattern.compile("migration speed limit: ([0-9.]+ [KMGT]?i?B/s)");
    private static final Pattern DOWNTIME_LIMIT =
        Pattern.compile("(?:migration downtime limit|continue migration): ([0-9]+ ms)");
    private static final Pattern ENDS =
        Pattern.compile(
            "migration status: (completed|failed|cancelled)|(migration finished successfully)|ERROR: (?:online migrate failure|migration aborted|migration problems)");

    /** More than any migration takes: a log may be damaged, and its years with it. */
    private static final long LONGEST_SECONDS = 100_000_000;

    private final Reading reading;
    private final Attempts attempts;
    private final JsonFacts<VmField> vms;
    private final JsonFacts<HostField> nodes;
    private final Map<Counter, Double> counters = new EnumMap<>(Counter.class);
    private Optional<String> vm = Optional.empty();
    private OptionalLong started = OptionalLong.empty();
    private OptionalLong now = OptionalLong.empty();
    private boolean over = true;

    Reader(Reading reading) {
      this.reading = reading;
      attempts = Attempts.ofLog(reading, Duration.ofSeconds(1));
      vms = new JsonFacts<>(reading.file().name(), VmField.class, VM, reading.findings());
      nodes = new JsonFacts<>(reading.file().name(), HostField.class, NODE, reading.findings());
    }

    @Override
    public String name() {
      return "Proxmox VE";
    }

    @Override
    public boolean json(String list, LocatedJson object) {
      boolean known =
          object.has("maxmem")
              && object.has("status")
              && (object.has("vmid") || object.has("node"));
      String type = object.text("type").orElse(object.has("vmid") ? "qemu" : "node");
      if (type.equals("lxc") && object.has("vmid")) {
        reading.findings().note("Containers (type lxc) are left out: they are not moved live.");
        return true;
      }
      if (!known) {
        // Storage, pools and networks say nothing about VMs.
        return object.has("type") && object.has("id") && object.has("node");
      }
      reading.findings().products().add(Product.QEMU);
      if (type.equals("qemu")) {
        Facts<VmField> facts = vms.of(object);
        // Saved under the name of what was asked, /nodes/NODE/qemu, a file names no host.
        if (facts.fact(VmField.HOST).isEmpty() && !reading.file().stem().equals("qemu")) {
          facts.put(VmField.HOST, reading.hostOfName(object.line()));
        }
        reading.findings().addVm(facts);
      } else if (type.equals("node")) {
        reading.findings().hosts().add(nodes.of(object));
      }
      return true;
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("migrat") < 0) {
        return false;
      }
      Matcher begins = BEGINS.matcher(text);
      if (begins.find()) {
        finish(number, Status.ACTIVE);
        vm = Optional.of("VM " + begins.group(1));
        reading.findings().products().add(Product.QEMU);
        over = false;
        started = OptionalLong.empty();
        return true;
      }
      now = LogTime.seconds(text);
      if (STARTS.matcher(text).find()) {
        over = false;
        started = now;
        return true;
      }
      return !over && (limits(text) || progress(number, text) || end(number, text));
    }

    private boolean limits(String text) {
      Matcher limit = LIMIT.matcher(text);
      Matcher downtime = DOWNTIME_LIMIT.matcher(text);
      if (limit.find()) {
        put(Counter.LIMIT_BYTES_PER_SECOND, limit.group(1));
        return true;
      }
      if (downtime.find()) {
        put(Counter.DOWNTIME_LIMIT_SECONDS, downtime.group(1));
        return true;
      }
      return false;
    }

    private boolean progress(long number, String text) {
      Matcher active = ACTIVE.matcher(text);
      Matcher old = OLD_ACTIVE.matcher(text);
      Matcher speed = SPEED.matcher(text);
      if (active.find()) {
        put(Counter.SENT_BYTES, active.group(1));
        put(Counter.MEMORY_BYTES, active.group(2));
        put(Counter.BYTES_PER_SECOND, active.group(3));
        look(number, Status.ACTIVE);
        return true;
      }
      if (old.find()) {
        put(Counter.SENT_BYTES, old.group(1));
        put(Counter.REMAINING_BYTES, old.group(2));
        put(Counter.MEMORY_BYTES, old.group(3));
        look(number, Status.ACTIVE);
        return true;
      }
      if (speed.find()) {
        put(Counter.BYTES_PER_SECOND, speed.group(1));
        put(Counter.DOWNTIME_SECONDS, speed.group(2));
        return true;
      }
      return false;
    }

    private boolean end(long number, String text) {
      Matcher ends = ENDS.matcher(text);
      if (!ends.find()) {
        return false;
      }
      String status = ends.group(2) != null ? "completed" : ends.group(1);
      finish(number, status == null ? Status.FAILED : Qemu.status(status));
      return true;
    }

    private void put(Counter counter, String amount) {
      Amount.of(amount).ifPresent(n -> counters.put(counter, n));
    }

    private void look(long number, Status status) {
      long seconds =
          now.isPresent() && started.isPresent() ? now.getAsLong() - started.getAsLong() : 0;
      attempts.add(
          vm,
          number,
          new MigrationPoll(
              status,
              Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_SECONDS))),
              counters));
    }

    private void finish(long number, Status status) {
      if (!over) {
        counters.computeIfPresent(
            Counter.REMAINING_BYTES, (c, n) -> status == Status.COMPLETED ? 0 : n);
        if (status.isEnd() || !counters.isEmpty()) {
          look(number, status);
        }
      }
      over = true;
      counters.clear();
    }

    @Override
    public void end() {
      attempts.end();
    }
  }
}

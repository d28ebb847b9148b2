package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.JsonFacts.Path;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.LocatedJson;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenStack Nova: {@code GET /servers/detail} with the flavor in each server (2.47 and later, its
 * memory {@code ram} in MiB), what {@code openstack server show -f json} prints of one, {@code
 * openstack hypervisor list --long}, {@code openstack server list} with {@code openstack flavor
 * list}, for a server names its flavor and only that states the memory, {@code GET
 * /servers/{id}/migrations} (2.23 and later), which knows the memory of a server in bytes but not
 * its name, and the lines of nova-compute about a migration.
 *
 * @see <a href="https://docs.openstack.org/api-ref/compute/">Compute API</a>
 */
final class OpenStack implements SourceFormat {

  private static final List<Path<VmField>> SERVER =
      List.of(
          new Path<>(VmField.NAME, Kind.TEXT, "name"),
          new Path<>(VmField.UUID, Kind.UUID, "id"),
          new Path<>(VmField.HOST, Kind.TEXT, "OS-EXT-SRV-ATTR:hypervisor_hostname"),
          new Path<>(VmField.HOST, Kind.TEXT, "OS-EXT-SRV-ATTR:host"),
          new Path<>(VmField.RUNNING, Kind.POWER, "status"),
          new Path<>(VmField.MEMORY, Kind.MIB, "flavor.ram"),
          new Path<>(VmField.FLAVOR, Kind.TEXT, "flavor"),
          new Path<>(VmField.FLAVOR, Kind.TEXT, "flavor.original_name"),
          new Path<>(VmField.FLAVOR, Kind.TEXT, "flavor.name"),
          new Path<>(VmField.FLAVOR, Kind.TEXT, "flavor.id"),
          new Path<>(VmField.PROCESSORS, Kind.COUNT, "flavor.vcpus"));

  private static final List<Path<VmField>> MIGRATION =
      List.of(
          new Path<>(VmField.UUID, Kind.UUID, "server_uuid"),
          new Path<>(VmField.STARTUP_MEMORY, Kind.BYTES, "memory_total_bytes"));

  private static final TableKind<HostField> HYPERVISORS =
      TableKind.hosts(
              "OpenStack hypervisor list",
              Product.QEMU,
              List.of(
                  Binding.of(HostField.NAME, Kind.TEXT, "Hypervisor Hostname"),
                  Binding.of(HostField.STATE, Kind.TEXT, "State"),
                  Binding.of(HostField.MEMORY, Kind.MIB, "Memory MB")))
          .by("Hypervisor Hostname", "Memory MB|State");

  private static final List<Binding<VmField>> LISTED =
      List.of(
          Binding.of(VmField.NAME, Kind.TEXT, "Name"),
          Binding.of(VmField.UUID, Kind.UUID, "ID"),
          Binding.of(
              VmField.HOST,
              Kind.TEXT,
              "OS-EXT-SRV-ATTR:hypervisor_hostname",
              "Hypervisor Hostname",
              "OS-EXT-SRV-ATTR:host",
              "Host"),
          Binding.of(VmField.RUNNING, Kind.POWER, "Status"),
          Binding.of(VmField.FLAVOR, Kind.TEXT, "Flavor Name", "Flavor"));

  /** {@code openstack server list}, also {@code --long}, and {@code server show} as a table. */
  private static final TableKind<VmField> SERVERS =
      TableKind.vms("OpenStack server list", Product.QEMU, LISTED)
          .by("ID", "Name", "Status", "Flavor|Flavor Name");

  private static final TableKind<VmField> FLAVORS =
      TableKind.of(
              "OpenStack flavor list",
              Product.QEMU,
              VmField.class,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VmField.MEMORY, Kind.MIB, "RAM")),
              Findings::addFlavor)
          .by("Name", "RAM", "VCPUs");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(HYPERVISORS, SERVERS, FLAVORS);
  }

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private static final Pattern INSTANCE =
        Pattern.compile("\\[instance: ([0-9a-fA-F-]{8,64})\\] (.*)");
    private static final Pattern RUNNING =
        Pattern.compile(
            "Migration running for ([0-9]{1,9}) secs, memory ([0-9]{1,3})% remaining;?"
                + " \\(bytes processed=([0-9]{1,18}), remaining=([0-9]{1,18}), total=([0-9]{1,18})\\)");

    private final Reading reading;
    private final Attempts attempts;
    private final JsonFacts<VmField> servers;
    private final JsonFacts<VmField> migrations;

    Reader(Reading reading) {
      this.reading = reading;
      attempts = Attempts.ofLog(reading, Duration.ofSeconds(1));
      String name = reading.file().name();
      servers = new JsonFacts<>(name, VmField.class, SERVER, reading.findings());
      migrations = new JsonFacts<>(name, VmField.class, MIGRATION, reading.findings());
    }

    @Override
    public String name() {
      return "OpenStack";
    }

    @Override
    public boolean json(String list, LocatedJson object) {
      if (object.has("server_uuid") && object.has("memory_total_bytes")) {
        reading.findings().products().add(Product.QEMU);
        reading.findings().addVm(migrations.of(object));
        return true;
      }
      boolean server =
          object.has("id")
              && object.has("name")
              && object.has("status")
              && (object.has("flavor") || list.startsWith("server"));
      if (server) {
        reading.findings().products().add(Product.QEMU);
        reading.findings().addVm(servers.of(object));
      }
      return server;
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("[instance: ") < 0) {
        return false;
      }
      Matcher instance = INSTANCE.matcher(text);
      if (!instance.find()) {
        return false;
      }
      Optional<String> vm = Optional.of(instance.group(1));
      Matcher running = RUNNING.matcher(instance.group(2));
      var counters = new EnumMap<Counter, Double>(Counter.class);
      if (running.find()) {
        counters.put(Counter.SENT_BYTES, Double.valueOf(running.group(3)));
        counters.put(Counter.REMAINING_BYTES, Double.valueOf(running.group(4)));
        counters.put(Counter.MEMORY_BYTES, Double.valueOf(running.group(5)));
        long seconds = Long.parseLong(running.group(1));
        if (seconds > 0) {
          counters.put(Counter.BYTES_PER_SECOND, Double.parseDouble(running.group(3)) / seconds);
        }
        reading.findings().products().add(Product.QEMU);
        attempts.add(
            vm, number, new MigrationPoll(Status.ACTIVE, Duration.ofSeconds(seconds), counters));
        return true;
      }
      Optional<Status> end = end(instance.group(2));
      end.ifPresent(
          status -> attempts.add(vm, number, new MigrationPoll(status, Duration.ZERO, counters)));
      return end.isPresent();
    }

    private static Optional<Status> end(String said) {
      if (said.startsWith("Migration operation has completed")) {
        return Optional.of(Status.COMPLETED);
      }
      if (said.startsWith("Migration operation was cancelled")) {
        return Optional.of(Status.CANCELLED);
      }
      return said.startsWith("Migration operation has aborted")
              || said.startsWith("Live Migration failure")
          ? Optional.of(Status.FAILED)
          : Optional.empty();
    }

    @Override
    public void end() {
      attempts.end();
    }
  }
}

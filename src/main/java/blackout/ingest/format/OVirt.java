package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.JsonFacts;
import blackout.ingest.fact.JsonFacts.Path;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.LocatedJson;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * oVirt: VMs and hosts of its web service as JSON or XML, memory in bytes, and the lines of vdsm
 * about the progress of a migration, which name a VM by its identity.
 *
 * @see <a href="https://ovirt.github.io/ovirt-engine-api-model/master/">oVirt web service</a>
 * @see <a href="https://github.com/oVirt/vdsm/blob/master/lib/vdsm/virt/migration.py">migration.py
 *     of vdsm, which writes the lines</a>
 */
final class OVirt implements SourceFormat {

  private static final List<Path<VmField>> VM =
      List.of(
          new Path<>(VmField.NAME, Kind.TEXT, "name"),
          new Path<>(VmField.UUID, Kind.UUID, "id"),
          new Path<>(VmField.RUNNING, Kind.POWER, "status"),
          new Path<>(VmField.MEMORY, Kind.BYTES, "memory"),
          new Path<>(VmField.HOST, Kind.TEXT, "host.name"),
          new Path<>(VmField.HOST, Kind.TEXT, "host.id"),
          new Path<>(VmField.CLUSTER, Kind.TEXT, "cluster.name"),
          new Path<>(VmField.CLUSTER, Kind.TEXT, "cluster.id"));

  private static final List<Path<HostField>> HOST =
      List.of(
          new Path<>(HostField.NAME, Kind.TEXT, "name"),
          new Path<>(HostField.STATE, Kind.TEXT, "status"),
          new Path<>(HostField.MEMORY, Kind.BYTES, "memory"),
          new Path<>(HostField.CLUSTER, Kind.TEXT, "cluster.name"),
          new Path<>(HostField.CPU_MODEL, Kind.TEXT, "cpu.name"));

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private static final Pattern PROGRESS =
        Pattern.compile(
            "vmId='([^']{1,64})'.*Migration Progress: ([0-9.]{1,9}) seconds elapsed, ([0-9]{1,3})% of data"
                + " processed, total data: ([0-9]{1,12})MB, processed data: ([0-9]{1,12})MB, remaining data:"
                + " ([0-9]{1,12})MB, transfer speed ([0-9.]{1,9})MBps(.*)");

    private static final Pattern DIRTY = Pattern.compile("dirty rate: ([0-9]{1,12})");
    private static final Pattern ITERATION = Pattern.compile("memory iteration: ([0-9]{1,9})");

    private final Reading reading;
    private final Attempts attempts;
    private final JsonFacts<VmField> vms;
    private final JsonFacts<HostField> hosts;

    Reader(Reading reading) {
      this.reading = reading;
      attempts = Attempts.ofLog(reading, Duration.ofSeconds(1));
      vms = new JsonFacts<>(reading.file().name(), VmField.class, VM, reading.findings());
      hosts = new JsonFacts<>(reading.file().name(), HostField.class, HOST, reading.findings());
    }

    @Override
    public String name() {
      return "oVirt";
    }

    @Override
    public boolean json(String list, LocatedJson object) {
      boolean own = object.text("href").filter(h -> h.contains("/ovirt-engine/api/")).isPresent();
      String what =
          own ? object.text("href").orElse("").replaceFirst(".*/(vm|host)s/.*", "$1") : list;
      if (what.equals("vm") && object.has("memory")) {
        reading.findings().products().add(Product.QEMU);
        reading.findings().addVm(vms.of(object));
        return true;
      }
      if (what.equals("host") && object.has("memory")) {
        reading.findings().products().add(Product.QEMU);
        reading.findings().hosts().add(hosts.of(object));
        return true;
      }
      return false;
    }

    @Override
    public boolean xml(String document, long line) {
      if (!document.startsWith("<vm") && !document.startsWith("<host")) {
        return false;
      }
      try {
        XmlTree tree = XmlTree.of(document);
        List<XmlTree> each = tree.name().endsWith("s") ? tree.children() : List.of(tree);
        boolean taken = false;
        for (XmlTree one : each) {
          taken |= json(one.name(), one.json(line));
        }
        return taken;
      } catch (XMLStreamException e) {
        return false;
      }
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("Migration Progress:") < 0) {
        return false;
      }
      Matcher progress = PROGRESS.matcher(text);
      if (!progress.find()) {
        reading.problem("line " + number, text, "the progress of a migration as vdsm writes it");
        return true;
      }
      var counters = new EnumMap<Counter, Double>(Counter.class);
      counters.put(Counter.MEMORY_BYTES, mebibytes(progress.group(4)));
      counters.put(Counter.SENT_BYTES, mebibytes(progress.group(5)));
      counters.put(Counter.REMAINING_BYTES, mebibytes(progress.group(6)));
      counters.put(Counter.BYTES_PER_SECOND, mebibytes(progress.group(7)));
      Matcher dirty = DIRTY.matcher(progress.group(8));
      Matcher iteration = ITERATION.matcher(progress.group(8));
      if (dirty.find()) {
        counters.put(Counter.DIRTY_PAGES_PER_SECOND, Double.valueOf(dirty.group(1)));
      }
      if (iteration.find()) {
        counters.put(Counter.SYNCS, Double.valueOf(iteration.group(1)));
      }
      reading.findings().products().add(Product.QEMU);
      double seconds = Reading.plain(progress.group(2)).orElse(0.0);
      attempts.add(
          Optional.of(progress.group(1)),
          number,
          new MigrationPoll(Status.ACTIVE, Duration.ofNanos(Math.round(seconds * 1e9)), counters));
      return true;
    }

    private static double mebibytes(String text) {
      return Reading.plain(text).orElse(0.0) * (1 << 20);
    }

    @Override
    public void end() {
      attempts.end();
    }
  }
}

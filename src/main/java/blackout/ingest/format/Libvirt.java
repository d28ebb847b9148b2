package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.ingest.fact.Binding;
import blackout.ingest.fact.DirtyRate;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.HostField;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.TableKind;
import blackout.ingest.fact.VmField;
import blackout.ingest.fact.VolumeField;
import blackout.ingest.text.LocatedJson;
import blackout.ingest.text.Numbers;
import blackout.inventory.Origin;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code virsh} prints: {@code domstats}, {@code domjobinfo}, {@code dominfo}, {@code
 * nodeinfo}, {@code dumpxml}, several after one another, also behind time stamps. Memory is in KiB;
 * {@code dirtyrate.megabytes_per_second} is in MiB/s whatever its name says, and counts only when
 * {@code dirtyrate.calc_status} is 2, measured. None names the host: the name of the file up to its
 * first point stands for it.
 *
 * @see <a href="https://libvirt.org/manpages/virsh.html">virsh</a>
 */
final class Libvirt implements SourceFormat {

  private static final TableKind<VmField> DOMINFO =
      TableKind.vms(
              "libvirt text",
              Product.QEMU,
              List.of(
                  Binding.of(VmField.NAME, Kind.TEXT, "Name"),
                  Binding.of(VmField.UUID, Kind.UUID, "UUID"),
                  Binding.of(VmField.RUNNING, Kind.POWER, "State"),
                  Binding.of(VmField.PROCESSORS, Kind.COUNT, "CPU(s)"),
                  Binding.of(VmField.MEMORY, Kind.KIB, "Used memory"),
                  Binding.of(VmField.STARTUP_MEMORY, Kind.KIB, "Max memory")))
          .by("Name", "Max memory|Used memory", "OS Type|CPU(s)|State")
          .ofFile();

  private static final TableKind<HostField> NODEINFO =
      TableKind.hosts(
              "virsh nodeinfo",
              Product.QEMU,
              List.of(
                  Binding.of(HostField.CPU_MODEL, Kind.TEXT, "CPU model"),
                  Binding.of(HostField.MEMORY, Kind.KIB, "Memory size")))
          .by("Memory size", "CPU model|CPU socket(s)|NUMA cell(s)")
          .ofFile();

  /** {@code virsh domblkinfo}: a disk on shared storage is not copied, so its size is not used. */
  private static final TableKind<VolumeField> DOMBLKINFO =
      TableKind.of(
              "virsh domblkinfo",
              Product.QEMU,
              VolumeField.class,
              List.of(Binding.of(VolumeField.SIZE, Kind.BYTES, "Capacity")),
              (findings, disk) ->
                  findings.note(
                      "Sizes of disks (domblkinfo) are passed over: on shared storage no disk is"
                          + " copied."))
          .by("Capacity", "Allocation", "Physical");

  @Override
  public List<TableKind<?>> tables() {
    return List.of(DOMINFO, NODEINFO, DOMBLKINFO);
  }

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private static final Pattern DOMAIN = Pattern.compile("\\s*Domain:\\s*'?(.*?)'?\\s*");

    private static final Pattern STATISTIC =
        Pattern.compile(
            "\\s*((?:state|cpu|balloon|vcpu|net|block|iothread|memory|dirtyrate|perf)\\.[a-z0-9._-]{1,80})=(.*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ASKED =
        Pattern.compile("domjobinfo\\s+(?:--\\S+\\s+)*([A-Za-z0-9_.][^\\s;|&]*)");

    private static final Map<String, Counter> FIELDS =
        Map.ofEntries(
            Map.entry("Setup time", Counter.SETUP_SECONDS),
            Map.entry("Total downtime", Counter.DOWNTIME_SECONDS),
            Map.entry("Expected downtime", Counter.EXPECTED_DOWNTIME_SECONDS),
            Map.entry("Iteration", Counter.SYNCS),
            Map.entry("Memory total", Counter.MEMORY_BYTES),
            Map.entry("Memory remaining", Counter.REMAINING_BYTES),
            Map.entry("Memory processed", Counter.SENT_BYTES),
            Map.entry("Memory bandwidth", Counter.BYTES_PER_SECOND),
            Map.entry("Normal pages", Counter.RAW_PAGES),
            Map.entry("Constant pages", Counter.ZERO_PAGES),
            Map.entry("Dirty rate", Counter.DIRTY_PAGES_PER_SECOND),
            Map.entry("Auto converge throttle", Counter.THROTTLE_RATIO),
            Map.entry("Postcopy requests", Counter.POST_COPY_REQUESTS));

    private static final Pattern FIELD =
        Pattern.compile(
            "(?:^|[\\s>|\\]:])(Job type|Operation|Time elapsed|Page size|"
                + String.join("|", FIELDS.keySet().stream().sorted().toList())
                + "):\\s+(\\S.*?)\\s*$");

    private static final Map<String, VmField> FACTS =
        Map.of(
            "balloon.current", VmField.MEMORY,
            "balloon.maximum", VmField.STARTUP_MEMORY,
            "vcpu.current", VmField.PROCESSORS);

    /** A value of a block, and where it stands. */
    private record Entry(String text, long line, int column) {
      String place() {
        return LocatedJson.place((int) line, column);
      }
    }

    private final Reading reading;
    private final Attempts attempts;
    private final Map<String, Entry> job = new LinkedHashMap<>();
    private final Map<String, Entry> dirtyRate = new LinkedHashMap<>();
    private Facts<VmField> vm = new Facts<>(VmField.class);
    private Optional<String> domain = Optional.empty();

    Reader(Reading reading) {
      this.reading = reading;
      attempts = Attempts.ofHypervisor(reading);
    }

    @Override
    public String name() {
      return "libvirt text";
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf(':') < 0 && text.indexOf('=') < 0) {
        Matcher asked = ASKED.matcher(text);
        if (text.contains("domjobinfo") && asked.find()) {
          endJob();
          domain = Optional.of(asked.group(1));
        }
        return false;
      }
      Matcher name = DOMAIN.matcher(text);
      Matcher statistic = STATISTIC.matcher(text);
      Matcher field = FIELD.matcher(text);
      if (name.matches()) {
        endVm();
        endJob();
        domain = Optional.of(name.group(1)).filter(n -> !n.isBlank());
        domain.ifPresent(
            n -> vm.put(VmField.NAME, reading.text(n, Origin.IMPORTED, "domain", number)));
        reading.findings().products().add(Product.QEMU);
        return true;
      }
      if (statistic.matches()) {
        statistic(
            statistic.group(1).toLowerCase(Locale.ROOT),
            new Entry(statistic.group(2), number, statistic.start(2) + 1));
        return true;
      }
      if (field.find()) {
        if (field.group(1).equals("Job type")) {
          endJob();
        }
        job.putIfAbsent(field.group(1), new Entry(field.group(2), number, field.start(2) + 1));
        return job.containsKey("Job type") || job.containsKey("Time elapsed");
      }
      return false;
    }

    private void statistic(String key, Entry entry) {
      VmField field = FACTS.get(key);
      if (key.equals("state.state")) {
        // virDomainState: 1 runs, 2 runs and waits.
        boolean runs = entry.text().strip().matches("[12]");
        vm.put(
            VmField.RUNNING,
            new Fact(runs, Origin.IMPORTED, reading.column(key, Kind.POWER).at(entry.line())));
      } else if (key.startsWith("dirtyrate.")) {
        dirtyRate.put(key.substring("dirtyrate.".length()), entry);
      } else if (field != null) {
        Kind kind = field == VmField.PROCESSORS ? Kind.COUNT : Kind.KIB;
        FactTable.read(
                kind,
                reading.column(key, kind).at(entry.line()),
                entry.text(),
                Numbers.POINT,
                reading.findings())
            .ifPresent(fact -> vm.put(field, fact));
      }
    }

    private void endVm() {
      window();
      if (vm.fact(VmField.NAME).isPresent()
          && (vm.fact(VmField.MEMORY).isPresent()
              || vm.fact(VmField.STARTUP_MEMORY).isPresent()
              || vm.fact(VmField.RUNNING).isPresent())) {
        vm.put(VmField.HOST, reading.hostOfName(vm.fact(VmField.NAME).orElseThrow().number()));
        reading.findings().addVm(vm);
      }
      vm = new Facts<>(VmField.class);
      dirtyRate.clear();
    }

    private void window() {
      Entry status = dirtyRate.get("calc_status");
      Entry rate = dirtyRate.get("megabytes_per_second");
      Entry period = dirtyRate.get("calc_period");
      if (status == null || !status.text().strip().equals("2")) {
        return;
      }
      if (rate == null || period == null) {
        reading.problem(
            "line " + status.line(),
            "a measured dirty rate without its rate or period",
            "dirtyrate.megabytes_per_second and dirtyrate.calc_period");
        return;
      }
      Optional<Double> mebibytes = reading.number(rate.text(), rate.place(), "a rate in MiB/s");
      Optional<Double> seconds =
          reading.number(period.text(), period.place(), "a time of 1 s to a day");
      if (mebibytes.isEmpty() || seconds.isEmpty()) {
        return;
      }
      if (seconds.get() < 0.001 || seconds.get() > 86_400) {
        reading.problem(period.place(), period.text(), "a time of 1 s to a day");
        return;
      }
      var window =
          new Window(
              Duration.ofNanos(Math.round(seconds.get() * 1e9)),
              DataRate.mebibytesPerSecond(mebibytes.get()));
      Method method = DirtyRates.method(reading, entryText("calc_mode"), status.place());
      List<DataRate> processors =
          dirtyRate.entrySet().stream()
              .filter(e -> e.getKey().matches("vcpu\\.[0-9]+\\.megabytes_per_second"))
              .flatMap(e -> Reading.plain(e.getValue().text()).stream())
              .map(DataRate::mebibytesPerSecond)
              .toList();
      reading
          .findings()
          .observe(
              new DirtyWindow(
                  domain, reading.at(rate.line()), window, method, 512, processors, false));
      vm.put(
          VmField.DIRTY_RATE,
          new Fact(
              new DirtyRate(window.rate(), window.length()),
              Origin.MEASURED,
              reading
                  .column("dirtyrate.megabytes_per_second", Kind.MIB_PER_SECOND)
                  .at(rate.line())));
    }

    private Optional<String> entryText(String key) {
      return Optional.ofNullable(dirtyRate.get(key)).map(e -> e.text().strip());
    }

    private void endJob() {
      Entry operation = job.get("Operation");
      Entry type = job.get("Job type");
      String what = operation == null ? "outgoing migration" : operation.text();
      String status = type == null ? "Completed" : type.text();
      Entry elapsed = job.get("Time elapsed");
      if (operation != null && !what.equalsIgnoreCase("Outgoing migration")) {
        reading.problem(
            "line " + operation.line(),
            "Operation: " + what,
            "Outgoing migration: a job of another kind tells nothing of a live migration");
      } else if (elapsed != null && !status.equalsIgnoreCase("None")) {
        poll(status, elapsed);
      } else if (type != null && !status.equalsIgnoreCase("None")) {
        reading.problem("line " + type.line(), "a job without Time elapsed", "the time it took");
      }
      job.clear();
    }

    private void poll(String status, Entry elapsed) {
      Entry page = job.get("Page size");
      if (page != null && Amount.of(page.text()).filter(n -> n != 4096).isPresent()) {
        reading.problem(page.place(), page.text(), "pages of 4096 B");
        return;
      }
      var counters = new EnumMap<Counter, Double>(Counter.class);
      FIELDS.forEach(
          (name, counter) -> {
            Entry entry = job.get(name);
            if (entry != null) {
              amount(entry).ifPresent(n -> counters.put(counter, n));
            }
          });
      counters.computeIfPresent(Counter.THROTTLE_RATIO, (c, n) -> Math.min(1, n > 1 ? n / 100 : n));
      amount(elapsed)
          .filter(seconds -> seconds < 1e8)
          .ifPresent(
              seconds ->
                  attempts.add(
                      domain,
                      elapsed.line(),
                      new MigrationPoll(
                          status(status), Duration.ofNanos(Math.round(seconds * 1e9)), counters)));
    }

    private Optional<Double> amount(Entry entry) {
      Optional<Double> amount = Amount.of(entry.text());
      if (amount.isEmpty()) {
        reading.problem(entry.place(), entry.text(), "a number with its unit");
      }
      return amount;
    }

    private static Status status(String type) {
      return switch (type.strip().toLowerCase(Locale.ROOT)) {
        case "completed" -> Status.COMPLETED;
        case "cancelled" -> Status.CANCELLED;
        case "failed" -> Status.FAILED;
        default -> Status.ACTIVE;
      };
    }

    @Override
    public boolean xml(String document, long line) {
      return DomainXml.read(reading, document, line);
    }

    @Override
    public void end() {
      endVm();
      endJob();
      attempts.end();
    }
  }
}

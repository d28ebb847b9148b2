package blackout.ingest.format;

import blackout.ingest.fact.Binding;
import blackout.ingest.fact.Column;
import blackout.ingest.fact.DirtyRate;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Place;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.Numbers;
import blackout.ingest.text.SourceFile;
import blackout.ingest.text.TextLines;
import blackout.inventory.Origin;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code virsh domstats} and {@code virsh dominfo} print, also several after one another.
 * Memory is in KiB; {@code dirtyrate.megabytes_per_second} is in MiB/s whatever its name says, and
 * counts only when {@code dirtyrate.calc_status} is 2, measured. Neither names the host: the name
 * of the file up to its first point stands for it.
 *
 * @see <a href="https://libvirt.org/manpages/virsh.html">virsh</a>
 */
final class LibvirtText implements SourceFormat {

  private static final Pattern DOMAIN = Pattern.compile("^Domain: '(.*)'\\s*$");
  private static final Pattern STATISTIC = Pattern.compile("^\\s+([a-z0-9._-]+)=(.*)$");
  private static final Pattern INFORMATION = Pattern.compile("^([A-Z][A-Za-z() ]{1,30}):\\s*(.*)$");

  private static final Set<String> DIRTY_RATE =
      Set.of("dirtyrate.calc_status", "dirtyrate.calc_period", "dirtyrate.megabytes_per_second");

  private static final Map<String, Binding<VmField>> BINDINGS =
      Map.of(
          "domain", Binding.of(VmField.NAME, Kind.TEXT),
          "Name", Binding.of(VmField.NAME, Kind.TEXT),
          "UUID", Binding.of(VmField.UUID, Kind.UUID),
          "State", Binding.of(VmField.RUNNING, Kind.POWER),
          "CPU(s)", Binding.of(VmField.PROCESSORS, Kind.COUNT),
          "Used memory", Binding.of(VmField.MEMORY, Kind.KIB),
          "Max memory", Binding.of(VmField.STARTUP_MEMORY, Kind.KIB),
          "balloon.current", Binding.of(VmField.MEMORY, Kind.KIB),
          "balloon.maximum", Binding.of(VmField.STARTUP_MEMORY, Kind.KIB),
          "vcpu.current", Binding.of(VmField.PROCESSORS, Kind.COUNT));

  @Override
  public String name() {
    return "libvirt text";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return file.head().jsonKeys().isEmpty()
        && file.head()
            .text()
            .lines()
            .anyMatch(l -> DOMAIN.matcher(l).matches() || l.startsWith("Max memory:"));
  }

  @Override
  public void read(SourceFile file, Findings findings) throws IOException {
    findings.products().add(Product.QEMU);
    var reading = new Reading(file, findings);
    TextLines.read(file, reading::line);
    reading.endOfVm();
  }

  /** One file as it is read. */
  private static final class Reading {

    private final String source;
    private final String host;
    private final Findings findings;
    private final Map<String, Column> columns = new HashMap<>();
    private Facts<VmField> vm = new Facts<>(VmField.class);
    private Map<String, Fact> dirtyRate = new HashMap<>();

    Reading(SourceFile file, Findings findings) {
      source = file.name();
      int point = file.name().indexOf('.');
      host = point > 0 ? file.name().substring(0, point) : file.name();
      this.findings = findings;
    }

    void line(long number, String text) {
      Matcher domain = DOMAIN.matcher(text);
      Matcher statistic = STATISTIC.matcher(text);
      Matcher information = INFORMATION.matcher(text);
      if (domain.matches()) {
        endOfVm();
        value(number, "domain", domain.group(1));
      } else if (statistic.matches()) {
        statistic(number, statistic.group(1), statistic.group(2));
      } else if (information.matches()) {
        String key = information.group(1);
        boolean begins = key.equals("Id") || (key.equals("Name") && known(VmField.NAME));
        if (begins) {
          endOfVm();
        }
        value(number, key, information.group(2).replaceFirst(" KiB$", ""));
      }
    }

    private boolean known(VmField field) {
      return vm.fact(field).isPresent();
    }

    private void statistic(long number, String key, String value) {
      if (key.equals("state.state")) {
        // virDomainState: 1 is running.
        vm.put(
            VmField.RUNNING,
            new Fact(value.strip().equals("1"), Origin.IMPORTED, column(key, "").at(number)));
      } else if (DIRTY_RATE.contains(key)) {
        Kind kind = key.endsWith("megabytes_per_second") ? Kind.MIB_PER_SECOND : Kind.COUNT;
        fact(number, key, value, Binding.of(VmField.DIRTY_RATE, kind))
            .ifPresent(fact -> dirtyRate.put(key.substring("dirtyrate.".length()), fact));
      } else {
        value(number, key, value);
      }
    }

    private void value(long number, String key, String value) {
      Binding<VmField> binding = BINDINGS.get(key);
      if (binding != null && !value.isBlank()) {
        fact(number, key, value, binding).ifPresent(fact -> vm.put(binding.field(), fact));
      }
    }

    private Optional<Fact> fact(long number, String key, String value, Binding<VmField> binding) {
      Place place = column(key, binding.kind().unit()).at(number);
      return FactTable.read(binding, place, value, Numbers.POINT, findings);
    }

    void endOfVm() {
      vm.fact(VmField.NAME)
          .ifPresent(
              name -> {
                vm.put(
                    VmField.HOST,
                    new Fact(
                        CleanText.name(host),
                        Origin.INFERRED,
                        column("file name", "").at(name.place().number())));
                measured().ifPresent(rate -> vm.put(VmField.DIRTY_RATE, rate));
                findings.vms().add(vm);
              });
      vm = new Facts<>(VmField.class);
      dirtyRate = new HashMap<>();
    }

    private Optional<Fact> measured() {
      Fact status = dirtyRate.get("calc_status");
      Fact period = dirtyRate.get("calc_period");
      Fact rate = dirtyRate.get("megabytes_per_second");
      if (status == null
          || period == null
          || rate == null
          || !status.value().equals(2L)
          || !(period.value() instanceof Long seconds)
          || seconds < 1
          || seconds > Duration.ofDays(1).toSeconds()) {
        return Optional.empty();
      }
      return Optional.of(
          new Fact(
              new DirtyRate((DataRate) rate.value(), Duration.ofSeconds(seconds)),
              Origin.MEASURED,
              rate.place()));
    }

    private Column column(String key, String unit) {
      return columns.computeIfAbsent(
          key.toLowerCase(Locale.ROOT) + unit, k -> new Column(source, "line", key, unit));
    }
  }
}

package blackout.ingest.format;

import blackout.ingest.fact.Fact;
import blackout.ingest.fact.FactTable;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Kind;
import blackout.ingest.fact.Product;
import blackout.ingest.fact.VmField;
import blackout.ingest.text.Numbers;
import blackout.inventory.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/**
 * A domain as {@code virsh dumpxml} prints it. It runs if it has an {@code id}; without one, as in
 * a copy made with {@code --inactive}, nothing says so.
 *
 * @see <a href="https://libvirt.org/formatdomain.html">Domain XML format</a>
 */
final class DomainXml {

  private DomainXml() {}

  static boolean read(Reading reading, String document, long line) {
    if (!document.startsWith("<domain")) {
      return false;
    }
    XmlTree domain;
    try {
      domain = XmlTree.of(document);
    } catch (XMLStreamException e) {
      reading.problem(
          "line " + line,
          String.valueOf(e.getMessage()).replace('\n', ' '),
          "a domain in well-formed XML");
      return true;
    }
    var vm = new Facts<>(VmField.class);
    text(reading, domain, "name", line, VmField.NAME, Kind.TEXT, vm);
    text(reading, domain, "uuid", line, VmField.UUID, Kind.UUID, vm);
    text(reading, domain, "vcpu", line, VmField.PROCESSORS, Kind.COUNT, vm);
    text(reading, domain, "currentMemory", line, VmField.MEMORY, Kind.KIB, vm);
    text(reading, domain, "memory", line, VmField.STARTUP_MEMORY, Kind.KIB, vm);
    if (vm.fact(VmField.NAME).isPresent()) {
      if (domain.attributes().containsKey("id")) {
        vm.put(
            VmField.RUNNING,
            new Fact(true, Origin.IMPORTED, reading.column("domain id", Kind.POWER).at(line)));
      }
      // A file that is named after its VM says nothing of the host.
      if (!vm.text(VmField.NAME).filter(reading.file().stem()::equalsIgnoreCase).isPresent()) {
        vm.put(VmField.HOST, reading.hostOfName(line));
      }
      reading.findings().products().add(Product.QEMU);
      reading.findings().addVm(vm);
      DomainBlockers.note(reading, domain, vm, line);
    }
    return true;
  }

  /**
   * An amount in KiB as libvirt counts: {@code KB}, {@code MB} and so on are powers of 1000, all
   * others of 1024, rounded up to the next KiB.
   */
  private static String kibibytes(String amount, String unit) {
    BigDecimal bytes =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "", "k", "kib" -> BigDecimal.valueOf(1L << 10);
          case "m", "mib" -> BigDecimal.valueOf(1L << 20);
          case "g", "gib" -> BigDecimal.valueOf(1L << 30);
          case "t", "tib" -> BigDecimal.valueOf(1L << 40);
          case "kb" -> BigDecimal.valueOf(1_000);
          case "mb" -> BigDecimal.valueOf(1_000_000);
          case "gb" -> BigDecimal.valueOf(1_000_000_000);
          case "tb" -> BigDecimal.valueOf(1_000_000_000_000L);
          case "b", "bytes" -> BigDecimal.ONE;
          default -> BigDecimal.ZERO;
        };
    return bytes.signum() == 0 || !amount.matches("[0-9]{1,18}")
        ? amount + " " + unit
        : new BigDecimal(amount)
            .multiply(bytes)
            .divide(BigDecimal.valueOf(1 << 10), 0, RoundingMode.CEILING)
            .toPlainString();
  }

  private static void text(
      Reading reading,
      XmlTree domain,
      String element,
      long line,
      VmField field,
      Kind kind,
      Facts<VmField> vm) {
    domain
        .at(element)
        .filter(e -> !e.text().isEmpty())
        .flatMap(
            e -> {
              String unit = e.attributes().getOrDefault("unit", "");
              return FactTable.read(
                  kind,
                  reading.column(element, kind).at(line + e.line() - 1),
                  kind == Kind.KIB ? kibibytes(e.text(), unit) : e.text(),
                  Numbers.POINT,
                  reading.findings());
            })
        .ifPresent(fact -> vm.put(field, fact));
  }
}

package blackout.ingest.format;

import blackout.ingest.Problem;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.TableKind;
import blackout.ingest.text.SourceFile;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a source of any format into findings. What a file is, is found by its content: a workbook,
 * JSON, XML, a table, or a text, in which every format takes what is its own. A new format is a
 * class and a line here.
 */
public final class SourceFormats {

  static final List<SourceFormat> ALL =
      List.of(
          new RvTools(),
          new Collector(),
          new VSphereLists(),
          new PowerCli(),
          new HyperV(),
          new Scvmm(),
          new Libvirt(),
          new Xen(),
          new Proxmox(),
          new OpenStack(),
          new KubeVirt(),
          new Qemu(),
          new CloudHypervisor(),
          new VMotionLog(),
          new OVirt(),
          new Perfmon(),
          new HyperVEvents(),
          new MeasuredRuns());

  private static final TableKinds TABLES =
      new TableKinds(
          ALL.stream().flatMap(f -> f.tables().stream()).<TableKind<?>>map(kind -> kind).toList());

  private SourceFormats() {}

  /**
   * How a file was understood.
   *
   * @param format what it was taken for; empty if for nothing
   * @param unknown what was found in it and what was expected, if it was taken for nothing
   */
  public record Result(Optional<String> format, Problem unknown) {}

  /** The kinds of table that are known. */
  static TableKinds tables() {
    return TABLES;
  }

  /** Reads a file; what cannot be used becomes a problem of the findings. */
  public static Result read(SourceFile file, Findings findings, SourceOptions options) {
    var names = new LinkedHashSet<String>();
    Problem unknown = unknown(file, firstLine(file.head().text()), expectation());
    try {
      unknown = new OneFile(new Reading(file, options, findings), names).read().orElse(unknown);
    } catch (IOException e) {
      Problem broken =
          unknown(file, String.valueOf(e.getMessage()), "a file that can be read to its end");
      findings.problem(broken);
      unknown = broken;
    }
    return new Result(
        names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names)), unknown);
  }

  static Problem unknown(SourceFile file, String found, String expectation) {
    return new Problem(file.name(), "", found, expectation);
  }

  private static String firstLine(String text) {
    return text.isBlank()
        ? "an empty file"
        : "a text that begins with "
            + text.lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
  }

  /** What a source may be, for a message. */
  public static String expectation() {
    return "an estate file, or what RVTools, PowerCLI, Hyper-V (Get-VM, performance counters), SCVMM,"
        + " virsh (domstats, dominfo, domjobinfo, nodeinfo, dumpxml), QEMU (query-migrate,"
        + " query-dirty-rate, info migrate), Proxmox, OpenStack, oVirt, KubeVirt, Xen or Cloud"
        + " Hypervisor write";
  }
}

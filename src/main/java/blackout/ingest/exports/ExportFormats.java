package blackout.ingest.exports;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that are known. A new one is a class and a line here. */
final class ExportFormats {

  static final List<ExportFormat> ALL =
      List.of(
          new RvToolsXlsx(),
          new RvToolsCsv(),
          new CollectorJson(),
          new HyperVCsv(),
          new HyperVJson(),
          new ScvmmCsv(),
          new LibvirtText(),
          new ProxmoxJson(),
          new OpenStackJson(),
          new KubeVirtMetrics());

  private ExportFormats() {}

  /** The first format that recognises a file. */
  static Optional<ExportFormat> of(ExportFile file) {
    return ALL.stream().filter(format -> format.recognises(file)).findFirst();
  }

  /** The names of all formats, for a message. */
  static String names() {
    return ALL.stream().map(ExportFormat::name).collect(Collectors.joining(", "));
  }
}

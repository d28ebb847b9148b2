package blackout.ingest.format;

import blackout.ingest.text.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that are known. A new one is a class and a line here. */
public final class SourceFormats {

  public static final List<SourceFormat> ALL =
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

  private SourceFormats() {}

  /** The first format that recognises a file. */
  public static Optional<SourceFormat> of(SourceFile file) {
    return ALL.stream().filter(format -> format.recognises(file)).findFirst();
  }

  /** The names of all formats, for a message. */
  public static String names() {
    return ALL.stream().map(SourceFormat::name).collect(Collectors.joining(", "));
  }
}

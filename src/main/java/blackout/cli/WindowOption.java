package blackout.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The maintenance window of the commands that give a verdict. */
final class WindowOption {

  @Option(
      names = "--window",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "The maintenance window, such as 4h, in which hosts are emptied and patched; missing it"
              + " is NOT READY. 4h if not given, an assumption that only warns.")
  private Optional<Duration> window = Optional.empty();

  Optional<Duration> asked() {
    return window;
  }
}

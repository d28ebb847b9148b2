package blackout.cli;

import blackout.check.Waiver;
import blackout.ingest.WaiverFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that run checks. */
final class WaiverOptions {

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = "Checks whose failure somebody answers for.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--today",
      paramLabel = "DATE",
      description = "The day that decides which waivers have expired, such as 2026-12-31.")
  private Optional<LocalDate> today = Optional.empty();

  /**
   * The waivers; none without a file.
   *
   * @throws blackout.ingest.UnreadableInput if the file cannot be used
   */
  List<Waiver> waivers() {
    return file.map(WaiverFile::load).orElse(List.of());
  }

  LocalDate today() {
    return today.orElseGet(LocalDate::now);
  }
}

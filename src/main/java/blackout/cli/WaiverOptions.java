package blackout.cli;

import blackout.check.Waiver;
import blackout.ingest.UnreadableInput;
import blackout.ingest.WaiverFile;
import blackout.quantity.Text;
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

  /** The waivers; what is wrong with their file is told, and they are empty then. */
  Optional<List<Waiver>> load(Terminal terminal) {
    try {
      return Optional.of(waivers());
    } catch (UnreadableInput e) {
      terminal.tell(e.problems());
      terminal.err().println("BAD INPUT: " + Text.count(e.problems().size(), "problem"));
      return Optional.empty();
    }
  }

  /** What bears on a result, in words. */
  @Override
  public String toString() {
    return file.isEmpty() ? "no waivers" : "waivers " + waivers() + " on " + today();
  }

  LocalDate today() {
    return today.orElseGet(LocalDate::now);
  }
}

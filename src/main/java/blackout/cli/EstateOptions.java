package blackout.cli;

import blackout.calibrate.HostProfiles;
import blackout.ingest.HostProfileFile;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSources;
import blackout.ingest.estate.Imported;
import blackout.inventory.Estate;
import blackout.inventory.HostNumbers;
import blackout.outcome.Provenance;
import blackout.quantity.Text;
import blackout.scenario.HostProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which estate a command is about, the same for every command. */
final class EstateOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "ESTATE",
      description =
          "The estate file or the folder it is in; or exports as they are: RVTools, Get-VM, SCVMM,"
              + " virsh, Proxmox, OpenStack, KubeVirt; one or several files or folders.")
  private List<Path> sources;

  @Option(
      names = "--together",
      description =
          "Read all sources as one estate. Otherwise each estate file and each folder is one, and"
              + " exports that are named file by file are one together.")
  private boolean together;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Of several clusters in the sources only this one; may be given several times.")
  private List<String> clusters = List.of();

  @Option(
      names = "--host-profile",
      paramLabel = "FILE",
      description =
          "What the hosts take, in place of what the estate says: a file, or the name of a profile"
              + " that comes with the program.")
  private Optional<String> hostProfile = Optional.empty();

  /** The estates, not read yet. */
  List<EstateSources.Named> estates() {
    return EstateSources.of(sources, together);
  }

  /** Where numbers of an estate come from. */
  Provenance provenance(Imported imported, long seed) throws IOException {
    return new Provenance(
        Version.number(), Version.commit(), names(imported), sha256(imported), seed);
  }

  /**
   * Reads the estate of each cluster of a source, or of those that are wanted.
   *
   * @throws blackout.ingest.UnreadableInput if nothing can be used, or a cluster is not there
   */
  List<Imported> load(EstateSources.Named named) {
    List<Imported> all = named.loadAll(clusters);
    if (hostProfile.isEmpty()) {
      return all;
    }
    HostNumbers hosts = HostProfiles.numbers(profile(hostProfile.get()));
    return all.stream().map(imported -> between(imported, hosts)).toList();
  }

  private static HostProfile profile(String nameOrFile) {
    try {
      return HostProfileFile.load(nameOrFile);
    } catch (IllegalArgumentException e) {
      throw new UnreadableInput(
          List.of(new Problem(nameOrFile, "", Text.reason(e), "a host profile")));
    }
  }

  private static Imported between(Imported imported, HostNumbers hosts) {
    Estate estate = imported.loaded().value();
    return new Imported(
        new Loaded<>(
            estate.withMigrationLink(
                estate.migrationLink().map(link -> link.withHosts(Optional.of(hosts)))),
            imported.loaded().problems()),
        imported.files());
  }

  /** The names of the files that were read, for the footer of a report. */
  static String names(Imported imported) {
    return imported.files().stream()
        .map(file -> String.valueOf(file.path().getFileName()))
        .collect(Collectors.joining(" + "));
  }

  /** The checksum of the files that were read, one after the other. */
  static String sha256(Imported imported) throws IOException {
    return Checksum.sha256(imported.files().stream().map(Imported.FileRead::path).toList());
  }

  /** The folder of the first file that was read. */
  static Path folder(Imported imported) {
    Path parent = imported.files().get(0).path().toAbsolutePath().normalize().getParent();
    Path name = parent == null ? null : parent.getFileName();
    return name == null ? Path.of("estate") : name;
  }
}

package blackout.cli;

import blackout.calibrate.HostChoice;
import blackout.calibrate.HostProfiles;
import blackout.ingest.HostProfileFile;
import blackout.scenario.HostProfile;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Between which hosts a VM moves, the same for every command that predicts a move. */
final class HostOptions {

  /** The names of the profiles that come with the program. */
  static final class Shipped implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return HostProfiles.shipped().keySet().iterator();
    }
  }

  @Option(
      names = "--host-profile",
      paramLabel = "FILE",
      completionCandidates = Shipped.class,
      description =
          "Host figures: a file, or one of ${COMPLETION-CANDIDATES} (that of the" + " hypervisor).")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = {"--virtual-processors", "--vcpus"},
      defaultValue = "" + HostProfile.USUAL_PROCESSORS,
      paramLabel = "COUNT",
      description =
          "Virtual processors of the VM; they lengthen the switchover and scale --workload"
              + " (${DEFAULT-VALUE}).")
  private int processors;

  @Option(
      names = "--passed-through",
      defaultValue = "0",
      paramLabel = "COUNT",
      description =
          "Passed-through devices of the VM; they lengthen the switchover (${DEFAULT-VALUE}).")
  private int devices;

  /**
   * The hosts.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds no profile
   */
  HostChoice choice() {
    return new HostChoice(profile.map(HostProfileFile::load), processors, devices);
  }
}

package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Labelled;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The operating system of a node. A fact that nobody stated is empty, which is not the same as no.
 *
 * @param version the Windows Server version
 * @param edition what was bought
 * @param installation whether there is a desktop
 * @param servicePack the number of the service pack, 0 for none
 * @param updates the installed updates, for example {@code "KB2008795"}
 * @param systemDrive the drive of the system, for example {@code "C:"}
 * @param ntlm whether NTLM authentication is enabled
 * @param tcpChimney whether TCP Chimney Offload is on in the management operating system
 */
@RecordBuilder
public record OperatingSystem(
    Optional<WindowsVersion> version,
    Optional<Edition> edition,
    Optional<Installation> installation,
    Optional<Integer> servicePack,
    Optional<List<String>> updates,
    Optional<String> systemDrive,
    Optional<Boolean> ntlm,
    Optional<Boolean> tcpChimney)
    implements OperatingSystemBuilder.With {

  /** One of which nobody stated anything. */
  public static final OperatingSystem UNKNOWN =
      new OperatingSystem(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public OperatingSystem {
    require(servicePack.orElse(0) >= 0, "service pack is negative: %s", servicePack.orElse(0));
    updates = updates.map(List::copyOf);
  }

  /** What was bought. */
  public enum Edition implements Labelled {
    STANDARD("Standard"),
    ENTERPRISE("Enterprise"),
    DATACENTER("Datacenter"),
    /** The free product without any other role. */
    HYPER_V_SERVER("Hyper-V Server");

    private final String label;

    Edition(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** How much of Windows was installed. */
  public enum Installation implements Labelled {
    FULL("full"),
    SERVER_CORE("Server Core");

    private final String label;

    Installation(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }
}

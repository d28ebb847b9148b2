package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.inventory.EstateVm.Priority;
import blackout.inventory.Hypervisor.Slots;
import java.util.Optional;

/** What an estate runs on: Windows Server of a version, or another product. */
public sealed interface Platform {

  /** Whose live migration moves the VMs; empty where there is none. */
  Optional<Hypervisor> hypervisor();

  /** What {@link #hypervisor} cannot tell: the name that the estate's owner gave it, if any. */
  Optional<String> said();

  /** Whether the cluster itself drains a node, and saves VMs of a low priority. */
  boolean drainsByPriority();

  /**
   * The live migrations that a node takes part in at once where nobody configured a number; empty
   * if there is no limit.
   */
  Optional<Slots> slots();

  /**
   * The priority from which a drain by priority moves VMs live, if the estate does not say.
   *
   * @see <a
   *     href="https://techcommunity.microsoft.com/t5/failover-clustering/configuring-how-vms-are-moved-when-a-node-is-drained/ba-p/371848">Configuring
   *     how VMs are moved when a node is drained</a>
   */
  Priority LIVE_FROM = Priority.MEDIUM;

  /**
   * A failover cluster of Windows Server, so that the rules of those hold.
   *
   * @param version of the nodes
   * @param said the name of a Hyper-V whose live migration moves the VMs; empty for that of the
   *     version
   */
  record Windows(WindowsVersion version, Optional<String> said) implements Platform {

    /** With the live migration of the version. */
    public Windows(WindowsVersion version) {
      this(version, Optional.empty());
    }

    public Windows {
      said.ifPresent(
          name -> require(Hypervisors.named(name).isHyperV(), "%s is not Hyper-V", name));
    }

    @Override
    public Optional<Hypervisor> hypervisor() {
      return said.map(Hypervisors::named).or(() -> Hypervisors.of(version));
    }

    @Override
    public boolean drainsByPriority() {
      return version.hasNodeDrain();
    }

    @Override
    public Optional<Slots> slots() {
      return Optional.of(version.slots());
    }

    /** For people: the version in full. */
    @Override
    public String toString() {
      return version.toString();
    }
  }

  /**
   * Another product.
   *
   * @param product as the estate calls it, a name or an alias of the hypervisor, for example {@code
   *     "esxi"}
   */
  record Other(String product) implements Platform {
    public Other {
      require(!Hypervisors.named(product).isHyperV(), "%s is Hyper-V of Windows Server", product);
    }

    @Override
    public Optional<Hypervisor> hypervisor() {
      return Optional.of(Hypervisors.named(product));
    }

    @Override
    public Optional<String> said() {
      return Optional.of(product);
    }

    @Override
    public boolean drainsByPriority() {
      return false;
    }

    @Override
    public Optional<Slots> slots() {
      return Hypervisors.named(product).slots();
    }

    /** For people: the hypervisor, with the name it was given if that is another one. */
    @Override
    public String toString() {
      String name = Hypervisors.named(product).name();
      return name.equals(product) ? name : product + ", taken as " + name;
    }
  }

  /**
   * The platform of a name, an alias or a version.
   *
   * @param said the name of a hypervisor; empty for Windows Server
   * @param version of Windows Server; may be left out for another product, and for an alias that
   *     says it
   * @throws IllegalArgumentException if neither says what it is, or both contradict each other
   */
  static Platform of(Optional<String> said, Optional<WindowsVersion> version) {
    Optional<Hypervisors.Named> named = said.map(Hypervisors::resolve);
    if (named.isPresent() && !named.get().hypervisor().isHyperV()) {
      require(
          version.isEmpty(),
          "%s does not run on Windows Server %s",
          named.get().said(),
          version.map(WindowsVersion::label).orElse(""));
      return new Other(named.get().said());
    }
    Optional<WindowsVersion> inName = named.flatMap(Hypervisors.Named::windows);
    require(
        inName.isEmpty()
            || version.isEmpty()
            || inName.equals(version)
            || named.get().note().isEmpty(),
        "%s is not of Windows Server %s",
        said.orElse(""),
        version.map(WindowsVersion::label).orElse(""));
    WindowsVersion known =
        version
            .or(() -> inName)
            .orElseThrow(() -> new IllegalArgumentException("no version of Windows Server"));
    return new Windows(known, named.map(Hypervisors.Named::said));
  }
}

package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.inventory.MigrationOptions.Option;
import blackout.quantity.DataRate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A hypervisor of which the rules of live migration are known, and what those who do not move
 * anything have to know of it. {@link Hypervisors} finds it by name; the kernel has its rules.
 *
 * @param name the name by which people ask for it, for example {@code "xen-v2"}
 * @param aliases other names for it, of products and versions that follow the same rules
 * @param windows the versions of Windows Server whose Hyper-V it is; empty for another product
 * @param options what can be switched on
 * @param slots the live migrations that a host takes part in at once where nobody configured a
 *     number; empty if the product has no limit of its own
 * @param compared whether a review of an estate holds it against the estate's own
 */
@RecordBuilder
public record Hypervisor(
    String name,
    List<String> aliases,
    Set<WindowsVersion> windows,
    Set<Option> options,
    Optional<Slots> slots,
    boolean compared)
    implements HypervisorBuilder.With {

  /**
   * How many live migrations a host takes part in at once, as source or destination.
   *
   * @param most on a slower network, at least 1
   * @param mostAtTenGigabit on a network of 10 Gbit/s and more, at least 1
   * @param source where the numbers were read
   */
  public record Slots(int most, int mostAtTenGigabit, String source) {
    public Slots {
      require(most >= 1 && mostAtTenGigabit >= 1, "less than one live migration at once");
    }

    /** The number on a network that carries this payload; a 10 Gbit/s port leaves a little less. */
    public int on(DataRate payload) {
      return payload.compareTo(DataRate.gigabitsPerSecond(9)) >= 0 ? mostAtTenGigabit : most;
    }
  }

  public Hypervisor {
    require(name.matches("[a-z0-9][a-z0-9.-]*"), "hypervisor with the name \"%s\"", name);
    aliases = List.copyOf(aliases);
    windows = Collections.unmodifiableSet(new LinkedHashSet<>(windows));
    options = Collections.unmodifiableSet(new LinkedHashSet<>(options));
  }

  /** One without options, and without a limit of its own. */
  public static Hypervisor of(String name, String... aliases) {
    return new Hypervisor(name, List.of(aliases), Set.of(), Set.of(), Optional.empty(), false);
  }

  /** The version of Windows Server that the hypervisor's own name says, if it says one. */
  public Optional<WindowsVersion> namedVersion() {
    return windows.stream().filter(version -> name.equals(name(version))).findFirst();
  }

  /** The name of a version's Hyper-V, for example {@code "hyper-v-2012-r2"}. */
  static String name(WindowsVersion version) {
    return "hyper-v-" + version.label().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  public boolean isHyperV() {
    return !windows.isEmpty();
  }

  /**
   * Refuses options that the hypervisor does not have.
   *
   * @throws IllegalArgumentException if there is one, or two of them exclude each other; the
   *     message names those that it has
   */
  public void requireOptions(MigrationOptions asked) {
    for (Option option : asked.given()) {
      require(
          options.contains(option),
          "%s has no %s; what it has: %s",
          name,
          option.words(),
          options.isEmpty()
              ? "no option"
              : options.stream().map(Option::words).collect(Collectors.joining(", ")));
    }
    require(
        asked.delta().isEmpty() || !asked.multifd(),
        "XBZRLE and multifd exclude each other; QEMU sends no differences over several streams");
  }

  @Override
  public String toString() {
    return name;
  }
}

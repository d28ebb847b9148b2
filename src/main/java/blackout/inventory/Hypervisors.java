package blackout.inventory;

import blackout.quantity.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The hypervisors that are known. Each is described where its rules are, and found through {@link
 * Catalogue}: rooms that move nothing know them without knowing the kernel.
 */
public final class Hypervisors {

  /** A part of the program that knows hypervisors; registered as a service. */
  public interface Catalogue {
    /** In the order in which they are listed. */
    List<Hypervisor> hypervisors();
  }

  /**
   * What a name was taken as.
   *
   * @param said the name as it was said
   * @param hypervisor what it stands for
   * @param windows the version of Windows Server that the name says, if it says one
   */
  public record Named(String said, Hypervisor hypervisor, Optional<WindowsVersion> windows) {

    /** What to tell people who said an alias; empty where the name was the hypervisor's own. */
    public Optional<String> note() {
      return said.equals(hypervisor.name())
          ? Optional.empty()
          : Optional.of(said + " is taken as " + hypervisor.name());
    }
  }

  /** Letters that may be wrong in a name that is suggested. */
  private static final int MOST_TYPOS = 2;

  private static final List<Hypervisor> ALL = load();

  private static final Map<String, Named> BY_NAME = new LinkedHashMap<>();

  static {
    ALL.forEach(h -> BY_NAME.put(h.name(), new Named(h.name(), h, Optional.empty())));
    for (Hypervisor hypervisor : ALL) {
      for (WindowsVersion version : hypervisor.windows()) {
        String name = Hypervisor.name(version);
        BY_NAME.putIfAbsent(name, new Named(name, hypervisor, Optional.of(version)));
      }
      hypervisor
          .aliases()
          .forEach(a -> BY_NAME.putIfAbsent(a, new Named(a, hypervisor, Optional.empty())));
    }
  }

  private Hypervisors() {}

  private static List<Hypervisor> load() {
    var all = new ArrayList<Hypervisor>();
    ServiceLoader.load(Catalogue.class, Hypervisors.class.getClassLoader())
        .forEach(catalogue -> all.addAll(catalogue.hypervisors()));
    return List.copyOf(all);
  }

  /** All of them, in the order in which they are listed. */
  public static List<Hypervisor> all() {
    return ALL;
  }

  /** Every name that {@link #resolve} knows, aliases last. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The hypervisor of a name or an alias.
   *
   * @throws IllegalArgumentException as {@link #resolve}
   */
  public static Hypervisor named(String name) {
    return resolve(name).hypervisor();
  }

  /** The hypervisor by which a version of Windows Server moves VMs; empty if it moves none. */
  public static Optional<Hypervisor> of(WindowsVersion version) {
    return ALL.stream().filter(h -> h.windows().contains(version)).findFirst();
  }

  /**
   * What a name or an alias stands for.
   *
   * @throws IllegalArgumentException if nothing is called so; the message suggests a name that is
   *     near and lists the known ones
   */
  public static Named resolve(String name) {
    Named found = BY_NAME.get(name.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new IllegalArgumentException("unknown hypervisor \"" + name + "\"; " + expected(name));
    }
    return found;
  }

  /** What would have been a name, for one that is none. */
  public static String expected(String name) {
    String known =
        "known are " + ALL.stream().map(Hypervisor::name).collect(Collectors.joining(", "));
    return near(name.toLowerCase(Locale.ROOT))
        .map(near -> "did you mean " + near + "? " + known)
        .orElse(known);
  }

  /** A name that begins like the one that was said, or of which few letters are wrong. */
  private static Optional<String> near(String said) {
    Optional<String> longer =
        said.length() < MOST_TYPOS
            ? Optional.empty()
            : BY_NAME.keySet().stream().filter(name -> name.startsWith(said)).findFirst();
    return longer.or(
        () ->
            BY_NAME.keySet().stream()
                .filter(
                    name -> Text.distance(name, said) <= Math.min(MOST_TYPOS, said.length() / 2))
                .min((a, b) -> Integer.compare(Text.distance(a, said), Text.distance(b, said))));
  }
}

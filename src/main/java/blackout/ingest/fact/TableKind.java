package blackout.ingest.fact;

import blackout.ingest.text.CleanText;
import blackout.inventory.Blocker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A kind of table: which titles it is known by, and what its columns say. The same kind may come as
 * CSV, as a sheet of a workbook, as a table printed by a shell or as a list of objects.
 *
 * @param name for people, {@code "RVTools vInfo"}
 * @param product whose it is, if the table tells
 * @param tabs the names of sheets and lists that say it is this one, each as {@link CleanText#key}
 * @param signature the titles that it is known by where no name says so: of each entry one
 * @param units units of which any title has to state one; none if the columns have a fixed unit
 * @param fields what is known of a row
 * @param bindings which column says what
 * @param onHostOfFile whether it names no host: that of the name of its file is meant
 * @param shows the kinds of blockers of VMs that it would show
 * @param taker who takes the facts of a row
 * @param <F> the fields
 */
public record TableKind<F extends Enum<F>>(
    String name,
    Optional<Product> product,
    List<String> tabs,
    List<AnyOf> signature,
    Set<Kind> units,
    Class<F> fields,
    List<Binding<F>> bindings,
    boolean onHostOfFile,
    List<Blocker.Kind> shows,
    BiConsumer<Findings, Facts<F>> taker) {

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  /**
   * Titles of which a table has to have one.
   *
   * @param titles as people write them
   * @param keys the same, each as {@link CleanText#key}
   */
  public record AnyOf(List<String> titles, List<String> keys) {}

  /** VMs, which go to the register. */
  public static TableKind<VmField> vms(
      String name, Product product, List<Binding<VmField>> bindings) {
    return new TableKind<>(
        name,
        Optional.of(product),
        List.of(),
        List.of(),
        Set.of(),
        VmField.class,
        bindings,
        false,
        List.of(),
        Findings::addVm);
  }

  /** Hosts. */
  public static TableKind<HostField> hosts(
      String name, Product product, List<Binding<HostField>> bindings) {
    return of(name, product, HostField.class, bindings, (f, facts) -> f.hosts().add(facts));
  }

  public static <F extends Enum<F>> TableKind<F> of(
      String name,
      Product product,
      Class<F> fields,
      List<Binding<F>> bindings,
      BiConsumer<Findings, Facts<F>> taker) {
    return new TableKind<>(
        name,
        Optional.of(product),
        List.of(),
        List.of(),
        Set.of(),
        fields,
        bindings,
        false,
        List.of(),
        taker);
  }

  /** The same, known by the name of a sheet or list. */
  public TableKind<F> tab(String... names) {
    return new TableKind<>(
        name, product, keys(names), signature, units, fields, bindings, onHostOfFile, shows, taker);
  }

  /**
   * The same, known by titles.
   *
   * @param titles one entry for each title, alternatives separated by a bar
   */
  public TableKind<F> by(String... titles) {
    var all = new ArrayList<AnyOf>();
    for (String title : titles) {
      String[] any = title.split("\\|", -1);
      all.add(new AnyOf(List.of(any), keys(any)));
    }
    return new TableKind<>(
        name, product, tabs, all, units, fields, bindings, onHostOfFile, shows, taker);
  }

  /** The same, with a unit stated by any of the titles. */
  public TableKind<F> withUnit(Kind... kinds) {
    return new TableKind<>(
        name,
        product,
        tabs,
        signature,
        Set.of(kinds),
        fields,
        bindings,
        onHostOfFile,
        shows,
        taker);
  }

  /** The same, of the host whose name is that of the file. */
  public TableKind<F> ofFile() {
    return new TableKind<>(
        name, product, tabs, signature, units, fields, bindings, true, shows, taker);
  }

  /** The same, which would show blockers of these kinds. */
  public TableKind<F> showing(Blocker.Kind... kinds) {
    return new TableKind<>(
        name,
        product,
        tabs,
        signature,
        units,
        fields,
        bindings,
        onHostOfFile,
        List.of(kinds),
        taker);
  }

  /** The same with another taker. */
  public TableKind<F> taking(BiConsumer<Findings, Facts<F>> other) {
    return new TableKind<>(
        name, product, tabs, signature, units, fields, bindings, onHostOfFile, shows, other);
  }

  /** Whether a sheet or list has the name of this kind, which others may have as well. */
  public boolean isTab(String sheet) {
    return tabs.contains(CleanText.key(sheet));
  }

  /**
   * Whether a word of the name of a sheet or file is one that only this kind has, as those of
   * RVTools are; older versions begin it with {@code tab}.
   */
  public boolean isNamedBy(String name) {
    return tabs.stream().anyMatch(tab -> isWord(tab) && hasWord(name, tab));
  }

  /** {@code vinfo} and so on; {@code nodes} may be a word of any name. */
  private static boolean isWord(String tab) {
    return tab.length() > 3 && tab.charAt(0) == 'v' && !tab.equals("vms");
  }

  private static boolean hasWord(String sheet, String tab) {
    for (String word : NO_LETTERS.split(sheet, -1)) {
      String key = CleanText.key(word);
      if (key.equals(tab) || key.endsWith("tab" + tab)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a table with these titles is of this kind. */
  public boolean matches(Titles titles) {
    return !signature.isEmpty()
        && missing(titles).isEmpty()
        && (units.isEmpty() || titles.hasUnit(units));
  }

  /** The titles of the signature that a table does not have. */
  public List<AnyOf> missing(Titles titles) {
    return signature.stream().filter(any -> any.keys().stream().noneMatch(titles::has)).toList();
  }

  /** How many of its columns a table has. */
  public int bound(Titles titles) {
    return (int) bindings.stream().filter(b -> titles.column(b.keys()).isPresent()).count();
  }

  private static List<String> keys(String... titles) {
    return Arrays.stream(titles).map(CleanText::key).toList();
  }
}

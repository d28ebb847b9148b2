package blackout.check;

import static blackout.quantity.Require.require;

import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A rule of a cluster that can move its VMs: what it is called, where it stands, where it is from,
 * and the few lines that look. Each is built in a file of its own in {@code check.rules}, by its
 * id.
 *
 * @param id the stable name: a letter for its field and a number, for example {@code "W04"}
 * @param title the rule in one line
 * @param category where it stands in the report
 * @param severity what it means when the rule is broken; single findings may be milder
 * @param windows the versions of Windows whose failover clusters it is for; empty for a rule of
 *     other platforms as well
 * @param families the platforms it is for
 * @param source where it is from
 * @param dependsOn the ids of the rules without whose success this one cannot be decided
 * @param lookedAt what it looks at, for the report
 * @param action what mends it; may be empty
 * @param predicted whether it looks at what is predicted, and not only at the estate
 * @param look writes down what it finds
 */
public record Rule(
    String id,
    String title,
    Category category,
    Severity severity,
    Optional<Versions> windows,
    Set<Family> families,
    String source,
    List<String> dependsOn,
    String lookedAt,
    String action,
    boolean predicted,
    BiConsumer<Ground, CheckEvidence> look) {

  /** Begins a rule; of Windows failover clusters of every version unless it says otherwise. */
  public static Draft of(String id, String title) {
    return new Draft(id, title);
  }

  /** A rule that is being written down; its last word is what looks. */
  public static final class Draft {
    private final String id;
    private final String title;
    private Category category = Category.DOWNTIME;
    private Severity severity = Severity.FAIL;
    private Optional<Versions> windows = Optional.empty();
    private Set<Family> families = EnumSet.allOf(Family.class);
    private String source = "";
    private List<String> dependsOn = List.of();
    private String action = "";

    private Draft(String id, String title) {
      this.id = id;
      this.title = title;
    }

    public Draft category(Category where) {
      category = where;
      return this;
    }

    public Draft severity(Severity how) {
      severity = how;
      return this;
    }

    /** A rule of Windows failover clusters of these versions. */
    public Draft windows(Versions versions) {
      windows = Optional.of(versions);
      families = EnumSet.of(Family.WINDOWS);
      return this;
    }

    /** A rule of these platforms alone. */
    public Draft on(Family first, Family... more) {
      families = EnumSet.of(first, more);
      return this;
    }

    public Draft source(String text) {
      source = text;
      return this;
    }

    /** Decided only where another rule held. */
    public Draft after(String rule) {
      dependsOn = List.of(rule);
      return this;
    }

    public Draft action(String text) {
      action = text;
      return this;
    }

    /** Looks at the estate as it is written down. */
    public Rule look(String at, BiConsumer<Estate, CheckEvidence> look) {
      return rule(at, false, (ground, found) -> look.accept(ground.estate(), found));
    }

    /** Looks at what is predicted. */
    public Rule lookAhead(String at, BiConsumer<Ground, CheckEvidence> look) {
      return rule(at, true, look);
    }

    private Rule rule(String at, boolean predicted, BiConsumer<Ground, CheckEvidence> look) {
      return new Rule(
          id,
          title,
          category,
          severity,
          windows,
          Collections.unmodifiableSet(families),
          source,
          dependsOn,
          at,
          action,
          predicted,
          look);
    }
  }

  /** Whether it is a rule of the platform at all, of whichever version. */
  public boolean isFor(Estate estate) {
    return families.contains(Family.of(estate));
  }

  /** Whether the rule holds for the version that an estate runs. */
  public boolean appliesTo(Estate estate) {
    return isFor(estate)
        && windows.map(w -> estate.windows().filter(w::include).isPresent()).orElse(true);
  }

  /** The platforms it is for: {@code "Windows Server, 2008 R2 and later"}. */
  public String platforms() {
    return windows
        .map(versions -> "Windows Server, " + versions)
        .orElse(
            families.size() == Family.values().length
                ? "every platform"
                : String.join(", ", families.stream().map(Family::label).toList()));
  }

  /**
   * Applies the rule, whatever became of those it depends on. Facts that are missing give {@link
   * Result#INCOMPLETE}, a platform or version it does not apply to {@link Result#NOT_APPLICABLE}.
   *
   * @throws IllegalArgumentException if it looks at predictions and there are none
   */
  public CheckResult run(Ground ground) {
    require(!predicted || ground.outlook().isPresent(), "%s needs predictions", id);
    Estate estate = ground.estate();
    if (!appliesTo(estate)) {
      String of = estate.windows().map(WindowsVersion::label).orElse(estate.platform().toString());
      return result(
          estate,
          Result.NOT_APPLICABLE,
          List.of("A rule of %s; this estate is %s.".formatted(platforms(), of)));
    }
    var findings = new CheckEvidence(severity);
    look.accept(ground, findings);
    return result(estate, findings.result(), findings.evidence());
  }

  private CheckResult result(Estate estate, Result result, List<String> evidence) {
    String todo =
        switch (result) {
          case FAILED, WARNING -> action;
          case INCOMPLETE ->
              windows.isPresent()
                  ? ("State the missing facts in the estate file. " + action).strip()
                  : action;
          case SUCCESS, NOT_APPLICABLE, CANCELED, WAIVED -> "";
        };
    return new CheckResult(id, in(estate), title, result, lookedAt, evidence, todo, source);
  }

  /** The category it stands under in the report of an estate. */
  public Category in(Estate estate) {
    return category.in(estate);
  }
}

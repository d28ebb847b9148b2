package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.List;

/** A rule of a cluster that can move its VMs. */
public interface Check {

  /**
   * The stable name of the rule: a letter for its field and a number, for example {@code "W04"}.
   */
  String id();

  Category category();

  /** The rule in one line. */
  String title();

  /** What it means when the rule is broken; single findings may be milder. */
  Severity severity();

  /** Whether the rule holds for a version at all. */
  boolean appliesTo(WindowsVersion version);

  /** The versions it applies to, as text, for example {@code "2008 R2 and later"}. */
  String versions();

  /** Where the rule is from. */
  String source();

  /** The ids of the checks without whose success this one cannot be decided. */
  List<String> dependsOn();

  /**
   * Applies the rule, whatever became of the checks it depends on. Facts that are missing give
   * {@link Result#INCOMPLETE}, a version it does not apply to {@link Result#NOT_APPLICABLE}.
   */
  CheckResult run(Estate estate);
}

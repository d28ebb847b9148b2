package blackout.check;

import blackout.inventory.Estate;
import blackout.plan.cluster.EstateForecast;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether a cluster can move its VMs: every check of its prerequisites and of what is predicted for
 * it, and the one verdict over them. Every command, page, file and notebook shows this one.
 *
 * @param ground the cluster and what is predicted for it
 * @param checks the results of all checks of its platform, in the order of the report
 * @param leftOut how many parts of the input could not be used
 */
public record Assessment(Ground ground, List<CheckResult> checks, int leftOut) {

  public Assessment {
    checks = List.copyOf(checks);
  }

  /** Runs the checks. */
  public static Assessment of(Estate estate, Outlook outlook, int leftOut) {
    Ground ground = Ground.of(estate, outlook);
    return new Assessment(ground, Checks.runAll(ground), leftOut);
  }

  /**
   * Predicts what is not predicted yet, and runs the checks.
   *
   * @param window the time there is to patch all nodes, if somebody stated it
   * @param seed the seed of all chance
   */
  public static Assessment of(Estate estate, Optional<Duration> window, long seed, int leftOut) {
    EstateForecast forecast = EstateForecast.of(estate, seed, done -> {});
    return of(estate, Outlook.of(estate, forecast, window, seed), leftOut);
  }

  /**
   * The same with waivers beside the checks they are for.
   *
   * @param today the day that decides which have expired
   */
  public Assessment withWaivers(List<Waiver> waivers, LocalDate today) {
    return new Assessment(ground, Waivers.apply(checks, waivers, today), leftOut);
  }

  public Verdict verdict() {
    return Verdict.of(checks, leftOut);
  }

  /** The sentence that explains the verdict. */
  public String sentence() {
    return verdict().sentence(checks, leftOut);
  }

  /** The last line of a command: {@code "READY WITH WARNINGS: 3 warnings"}. */
  public String line() {
    return verdict().line(checks, leftOut);
  }
}

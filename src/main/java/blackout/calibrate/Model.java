package blackout.calibrate;

import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Downtime;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A way to predict a measured run from its inputs alone.
 *
 * @param name how tables call it
 * @param needs what it has to be told
 * @param rule the prediction; empty if the run does not say what the model needs
 */
public record Model(String name, String needs, Function<MeasuredRun, Optional<Prediction>> rule) {

  /** The page-exact replay: the first of {@link #all}, and the one whose rows are shown. */
  public static final String KERNEL = "kernel";

  private static final String EVERYTHING =
      "memory, zero pages, writes or windows, link, host costs";

  /**
   * All models, the page-exact one first.
   *
   * @param replays the replays of the page-exact kernel, at least 1
   */
  public static List<Model> all(int replays) {
    return all(replays, Optional.empty());
  }

  /**
   * All models on hosts of a profile.
   *
   * @param host empty for the hosts that each run was measured on
   */
  static List<Model> all(int replays, Optional<HostProfile> host) {
    var models = new ArrayList<Model>();
    models.add(
        new Model(KERNEL, EVERYTHING, run -> Optional.of(replayed(scenario(run, host), replays))));
    models.add(
        new Model("mean-field", EVERYTHING, run -> Optional.of(expected(scenario(run, host)))));
    models.addAll(ClosedForms.all());
    return models;
  }

  private static Scenario scenario(MeasuredRun run, Optional<HostProfile> host) {
    return MeasuringHost.scenario(run, host.orElseGet(() -> MeasuringHost.profile(run)));
  }

  /**
   * What a guest happens to be writing when the command comes is chance, so several replays are
   * made: the verdict is that of the majority, and total, downtime and sync count are each the
   * median over the replays that complete.
   */
  private static Prediction replayed(Scenario asked, int replays) {
    List<Outcome> outcomes = Kernel.replays(asked, replays);
    List<Finish> finished = outcomes.stream().flatMap(o -> finish(o).stream()).toList();
    MigrationRecord typical = outcomes.get(replays / 2).record();
    if (2 * finished.size() <= replays) {
      return new Prediction(
          Optional.empty(), Optional.empty(), typical.rounds(), typical.throttleRatio());
    }
    Finish middle =
        new Finish(
            nanos(Percentiles.median(finished, f -> f.total().toNanos())),
            nanos(Percentiles.median(finished, f -> f.downtime().toNanos())),
            (int) Math.round(Percentiles.median(finished, Finish::syncCount)));
    var spread =
        new Prediction.Replays(
            replays,
            finished.size(),
            nanos(Percentiles.of(finished, f -> f.total().toNanos(), 10)),
            nanos(Percentiles.of(finished, f -> f.total().toNanos(), 90)));
    return new Prediction(
        Optional.of(middle), Optional.of(spread), typical.rounds(), typical.throttleRatio());
  }

  private static Prediction expected(Scenario asked) {
    Outcome outcome = Kernel.run(asked, Engine.EXPECTED_COUNTS);
    return new Prediction(
        finish(outcome),
        Optional.empty(),
        outcome.record().rounds(),
        outcome.record().throttleRatio());
  }

  private static Optional<Finish> finish(Outcome outcome) {
    MigrationRecord record = outcome.record();
    return outcome
        .downtime()
        .map(Downtime::total)
        .map(downtime -> new Finish(record.total(), downtime, record.syncCount()));
  }

  private static Duration nanos(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}

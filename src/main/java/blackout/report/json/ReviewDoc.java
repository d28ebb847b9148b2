package blackout.report.json;

import blackout.exhibit.AdviceText;
import blackout.json.Description;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.Drains;
import blackout.plan.drain.WhatIf;
import blackout.plan.stats.MonteCarlo;
import blackout.plan.stats.Samples;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What a planner asks of a cluster. */
public record ReviewDoc(
    @Description("The time there is to patch all nodes, in milliseconds.") Duration windowMs,
    @Description("Whether somebody stated the window; otherwise it is an assumption.")
        boolean windowStated,
    @Description("How long patching all nodes takes, in milliseconds.") Duration totalMs,
    @Description("Whether that fits the window.") boolean fits,
    @Description("How many live migrations run at once, in words.") String atOnce,
    @Description("The VMs whose users wait longest, each with what helps.") List<Advised> worst,
    @Description("The hosts in turn; of a large cluster only the fullest.")
        List<DrainDoc.Host> drains,
    @Description("What other numbers at once would cost for all hosts together.")
        List<DrainDoc.Choice> choices,
    @Description("The host whose VMs have the most memory.") DrainDoc.Host fullest,
    @Description("What-if scenarios.") List<Case> whatIf,
    @Description("How sure the drain of the fullest host is; left out if nothing moves live.")
        Optional<Sureness> sureness) {

  private static final double[] LEVELS = {0.5, 0.9, 0.99};

  /** A VM and what helps it. */
  public record Advised(
      @Description("The name of the VM.") String name,
      @Description("The pause that its users accept, in milliseconds.") Duration goalMs,
      @Description("The cheapest action that reaches the goal, or what comes closest.")
          String action,
      @Description("The pause then, in milliseconds; null if it never moves.")
          @Nullable Duration downtimeMs,
      @Description("Whether that reaches the goal.") boolean reachesGoal,
      @Description("The least payload rate that reaches the goal, in bytes a second; null if none.")
          @Nullable Double neededBytesPerS) {
    static Advised of(CapacityReview.Advised vm) {
      return new Advised(
          vm.vm().vm().name(),
          vm.goal(),
          AdviceText.words(vm.action()),
          vm.action().downtime().orElse(null),
          vm.action().reachesGoal(),
          vm.bandwidth().orElse(null));
    }
  }

  /** A what-if scenario. */
  public record Case(
      @JsonProperty("case") @Description("What is different.") String change,
      @Description("The VMs whose live migration never ends.") int neverEnding,
      @Description("The VMs that are out for longer than a second, or never move.") int overGoal,
      @Description("The longest pause, in milliseconds; null if a VM never ends.")
          @Nullable Duration longestDowntimeMs,
      @Description("The longest live migration, in milliseconds; null if a VM never ends.")
          @Nullable Duration longestTotalMs,
      @Description("When the fullest host is empty, in milliseconds; null if never.")
          @Nullable Duration drainedMs) {
    static Case of(WhatIf other) {
      return new Case(
          other.change(),
          other.neverEnding(),
          other.overGoal(),
          other.longestDowntime().orElse(null),
          other.longestTime().orElse(null),
          other.drained().orElse(null));
    }
  }

  /** How sure a drain is. */
  public record Sureness(
      @Description("The number of cases that were drawn.") int cases,
      @Description("Quantiles of the time in which the host is empty.") List<Quantile> makespan,
      @Description("Quantiles of the longest pause.") List<Quantile> longestDowntime,
      @Description("What each input does, the strongest first.") List<Input> inputs) {
    static Sureness of(CapacityReview.Sureness sure) {
      return new Sureness(
          sure.result().makespans().count(),
          Quantile.all(sure.result().makespans()),
          Quantile.all(sure.result().downtimes()),
          sure.tornado().stream().map(swing -> Input.of(swing, sure.shares())).toList());
    }
  }

  /** A quantile with its interval of 95 % confidence. */
  public record Quantile(
      @Description("The level, 0 to 1.") double level,
      @Description("The quantile, in milliseconds; null if it never ends.") @Nullable Duration ms,
      @Description("The low end of the interval, in milliseconds; null if it never ends.")
          @Nullable Duration lowMs,
      @Description("The high end of the interval, in milliseconds; null if it never ends.")
          @Nullable Duration highMs) {
    static List<Quantile> all(Samples samples) {
      return DoubleStream.of(LEVELS)
          .mapToObj(
              level -> {
                Samples.Estimate e = samples.quantile(level);
                return new Quantile(level, time(e.value()), time(e.low()), time(e.high()));
              })
          .toList();
    }
  }

  /** What one input does. */
  public record Input(
      @Description("The input.") String name,
      @Description("When the host is empty with the input at its P10, in milliseconds.")
          @Nullable Duration makespanAtP10Ms,
      @Description("When the host is empty with the input at its P90, in milliseconds.")
          @Nullable Duration makespanAtP90Ms,
      @Description("The share of the variance that is its own, 0 to 1.")
          Optional<Double> sobolFirst,
      @Description("The standard error of that share.") Optional<Double> sobolFirstError,
      @Description("The share of the variance that it takes part in, 0 to 1.")
          Optional<Double> sobolTotal,
      @Description("The standard error of that share.") Optional<Double> sobolTotalError) {
    static Input of(
        MonteCarlo.Swing<DrainRisk.Input> swing, List<MonteCarlo.Share<DrainRisk.Input>> shares) {
      Optional<MonteCarlo.Share<DrainRisk.Input>> share =
          shares.stream().filter(s -> s.input() == swing.input()).findFirst();
      return new Input(
          swing.input().label(),
          time(swing.low().total()),
          time(swing.high().total()),
          share.map(s -> s.index().first()),
          share.map(s -> s.index().firstError()),
          share.map(s -> s.index().total()),
          share.map(s -> s.index().totalError()));
    }
  }

  static ReviewDoc of(CapacityReview review) {
    return new ReviewDoc(
        review.window(),
        review.maintenance().asked().isPresent(),
        review.total(),
        review.maintenance().fits(),
        review.rules().atOnce().name(),
        review.worst().stream().map(Advised::of).toList(),
        review.drains().stream().map(DrainDoc.Host::of).toList(),
        DrainDoc.Choice.all(Drains.choices(review.drains(), review.rules())),
        DrainDoc.Host.of(review.fullest().drain()),
        review.whatIf().stream().map(Case::of).toList(),
        review.fullest().sure().map(Sureness::of));
  }

  /** A time in seconds; null if it is infinite. */
  private static @Nullable Duration time(double seconds) {
    return Double.isInfinite(seconds) ? null : Duration.ofNanos(Math.round(seconds * 1e9));
  }
}

package blackout.report;

import blackout.exhibit.AdviceText;
import blackout.plan.drain.CapacityReview;
import blackout.plan.drain.Drain;
import blackout.plan.drain.DrainRisk;
import blackout.plan.drain.Drains;
import blackout.plan.drain.WhatIf;
import blackout.plan.stats.Samples;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A capacity review for other programs. */
final class JsonReview {

  private static final double[] LEVELS = {0.5, 0.9, 0.99};

  private JsonReview() {}

  static ObjectNode of(CapacityReview review) {
    ObjectNode node = JsonReport.object();
    node.put("window_ms", JsonReport.millis(review.window()));
    node.put("window_stated", review.maintenance().asked().isPresent());
    node.put("total_ms", JsonReport.millis(review.total()));
    node.put("fits", review.maintenance().fits());
    node.put("at_once", review.rules().atOnce().name());
    ArrayNode worst = node.putArray("worst");
    for (CapacityReview.Advised vm : review.worst()) {
      worst
          .addObject()
          .put("name", vm.vm().vm().name())
          .put("goal_ms", JsonReport.millis(vm.goal()))
          .put("action", AdviceText.words(vm.action()))
          .put("downtime_ms", vm.action().downtime().map(JsonReport::millis).orElse(null))
          .put("reaches_goal", vm.action().reachesGoal())
          .put("needed_bytes_per_s", vm.bandwidth().orElse(null));
    }
    ArrayNode drains = node.putArray("drains");
    review.drains().forEach(drain -> drains.add(drain(drain)));
    node.set("choices", choices(Drains.choices(review.drains(), review.rules())));
    node.set("fullest", drain(review.fullest().drain()));
    ArrayNode whatIf = node.putArray("what_if");
    for (WhatIf other : review.whatIf()) {
      whatIf
          .addObject()
          .put("case", other.change())
          .put("never_ending", other.neverEnding())
          .put("over_goal", other.overGoal())
          .put("longest_downtime_ms", JsonReport.millis(other.longestDowntime()))
          .put("longest_total_ms", JsonReport.millis(other.longestTime()))
          .put("drained_ms", other.drained().map(JsonReport::millis).orElse(null));
    }
    review.fullest().sure().ifPresent(sure -> node.set("sureness", sureness(sure)));
    return node;
  }

  private static ObjectNode drain(Drain drain) {
    ObjectNode node = JsonReport.object();
    node.put("host", drain.host());
    node.put("makespan_ms", JsonReport.millis(drain.makespan()));
    node.put("keeps_reserve", drain.keepsReserve());
    ArrayNode stuck = node.putArray("stuck");
    drain.stuck().forEach(stuck::add);
    node.putObject("order")
        .put("proven", drain.order().proven())
        .put("found_ms", JsonReport.millis(drain.order().found()))
        .put("bound_ms", JsonReport.millis(drain.order().bound()));
    node.set("choices", choices(drain.choices()));
    ArrayNode moves = node.putArray("moves");
    for (Drain.Move move : drain.moves()) {
      moves
          .addObject()
          .put("name", move.vm())
          .put("to", move.to())
          .put("way", move.way().label())
          .put("because", move.why())
          .put("start_ms", JsonReport.millis(move.start()))
          .put("end_ms", JsonReport.millis(move.end()))
          .put("downtime_ms", JsonReport.millis(move.downtime()));
    }
    return node;
  }

  /** What other numbers at once would cost. */
  private static ArrayNode choices(List<Drain.Choice> choices) {
    ArrayNode list = JsonReport.object().arrayNode();
    for (Drain.Choice choice : choices) {
      list.addObject()
          .put("at_once", choice.name())
          .put("makespan_ms", JsonReport.millis(choice.makespan()))
          .put("longest_downtime_ms", JsonReport.millis(choice.worstDowntime()))
          .put("downtimes_ms", JsonReport.millis(choice.totalDowntime()))
          .put("never_ending", choice.neverEnding());
    }
    return list;
  }

  private static ObjectNode sureness(CapacityReview.Sureness sure) {
    ObjectNode node = JsonReport.object();
    node.put("cases", sure.result().makespans().count());
    node.set("makespan", quantiles(sure.result().makespans()));
    node.set("longest_downtime", quantiles(sure.result().downtimes()));
    ArrayNode inputs = node.putArray("inputs");
    for (DrainRisk.Swing swing : sure.tornado()) {
      ObjectNode input = inputs.addObject();
      input.put("name", swing.input().label());
      input.put("makespan_at_p10_ms", millis(swing.low().makespan()));
      input.put("makespan_at_p90_ms", millis(swing.high().makespan()));
      sure.shares().stream()
          .filter(share -> share.input() == swing.input())
          .forEach(
              share ->
                  input
                      .put("sobol_first", share.index().first())
                      .put("sobol_first_error", share.index().firstError())
                      .put("sobol_total", share.index().total())
                      .put("sobol_total_error", share.index().totalError()));
    }
    return node;
  }

  /** Infinite times, which JSON has not, are null. */
  private static ArrayNode quantiles(Samples samples) {
    ArrayNode list = JsonReport.object().arrayNode();
    for (double level : LEVELS) {
      Samples.Estimate estimate = samples.quantile(level);
      list.addObject()
          .put("level", level)
          .put("ms", millis(estimate.value()))
          .put("low_ms", millis(estimate.low()))
          .put("high_ms", millis(estimate.high()));
    }
    return list;
  }

  private static @Nullable BigDecimal millis(double seconds) {
    return Double.isInfinite(seconds)
        ? null
        : JsonReport.millis(Duration.ofNanos(Math.round(seconds * 1e9)));
  }
}

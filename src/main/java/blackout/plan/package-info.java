/**
 * Many virtual machines at once. Start at {@link blackout.plan.move.Question} for one move, at
 * {@link blackout.plan.cluster.EstateForecast} for an estate and at {@link
 * blackout.plan.drain.Drains} for nodes that are emptied. Each part may use those before it:
 * statistics, move, cluster, drain. The room may use every room from quantity to calibrate.
 */
@NullMarked
package blackout.plan;

import org.jspecify.annotations.NullMarked;

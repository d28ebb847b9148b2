/**
 * Statistics that know nothing of virtual machines: quantiles with intervals, spreads, Sobol
 * indices, fair shares.
 */
@NullMarked
package blackout.plan.stats;

import org.jspecify.annotations.NullMarked;

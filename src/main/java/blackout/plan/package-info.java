/**
 * Many virtual machines at once: shared links, waves, drains, maintenance windows, uncertainty and
 * availability. It may use every room from quantity to calibrate.
 */
@NullMarked
package blackout.plan;

import org.jspecify.annotations.NullMarked;

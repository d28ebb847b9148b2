/**
 * The page-level replay of a live migration: pages, guest writes, one policy per hypervisor, and
 * the two engines behind them. {@link blackout.kernel.Kernel} is the way in.
 *
 * <p>Four rooms within, each using only those before it, and {@code page} and {@code meanfield} not
 * each other: {@code transfer} (what every migration has: its input, the clock, the wire, the
 * counts), {@code page} (the engine that keeps a bit a page), {@code meanfield} (the engine in
 * expected counts), {@code policy} (what each hypervisor does).
 *
 * <p>Plain and seeded: the same scenario gives the same outcome. No input or output, no clock, no
 * logging. Times are nanoseconds of simulated time, amounts are pages and bytes. Uses {@code
 * quantity}, {@code inventory}, {@code scenario} and {@code outcome}; the closed forms of the
 * estimates are unknown to it, so that each can check the other.
 */
@NullMarked
package blackout.kernel;

import org.jspecify.annotations.NullMarked;

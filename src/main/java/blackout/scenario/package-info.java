/**
 * The question: which VM, over which link, by which hypervisor, with which limits and seed.
 *
 * <p>A scenario can be saved, compared, printed and replayed; it computes nothing. Uses {@code
 * quantity} and {@code inventory}. Start with {@link blackout.scenario.Scenario}.
 */
@NullMarked
package blackout.scenario;

import org.jspecify.annotations.NullMarked;

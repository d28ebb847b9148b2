/**
 * The answer: how a move ended, its downtime in named parts, its rounds, and where every number
 * came from.
 *
 * <p>Nothing here computes or formats. Uses {@code quantity}, {@code inventory} and {@code
 * scenario}. Start with {@link blackout.outcome.Outcome}. <em>Converged</em>: the pause met the
 * limit; <em>forced</em>: a limit on rounds came first; <em>aborted</em>: the guest never left the
 * source.
 */
@NullMarked
package blackout.outcome;

import org.jspecify.annotations.NullMarked;

/**
 * The rules of a cluster that can move its virtual machines, what breaks them, and the one verdict
 * over them. It looks at estates as they are written down and at what is handed in as predicted; it
 * computes no prediction of its own.
 *
 * <p>Start with {@link blackout.check.Assessment} and {@link blackout.check.Verdict}. Each rule
 * stands in a file of its own in {@code check.rules}. A fact that the estate does not state is
 * never a pass.
 */
@NullMarked
package blackout.check;

import org.jspecify.annotations.NullMarked;

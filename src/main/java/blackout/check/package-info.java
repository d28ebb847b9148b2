/**
 * The rules of a cluster that can move its virtual machines, and what breaks them. It reads estates
 * and scenarios as they are written down and predicts nothing: it uses neither the kernel nor the
 * estimates nor the plans.
 *
 * <p>Start with {@link blackout.check.Checks} and {@link blackout.check.CheckResult}. Each rule is
 * data and a few lines that look at an estate, in a file by its letter: N for nodes, W for
 * networks, S for storage, V for virtual machines. A fact that the estate does not state is never a
 * pass.
 */
@NullMarked
package blackout.check;

import org.jspecify.annotations.NullMarked;

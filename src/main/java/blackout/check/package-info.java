/**
 * The rules of a cluster that can move its virtual machines, and what breaks them. It reads estates
 * and scenarios as they are written down and predicts nothing: it uses neither the kernel nor the
 * estimates nor the plans.
 */
@NullMarked
package blackout.check;

import org.jspecify.annotations.NullMarked;

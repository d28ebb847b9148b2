/**
 * The virtual machines of an estate, each as if it alone moved; the loss of a node, and a year of
 * both.
 */
@NullMarked
package blackout.plan.cluster;

import org.jspecify.annotations.NullMarked;

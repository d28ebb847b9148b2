/**
 * Nodes that are emptied: order, places, shared links, uncertainty, and the review of an estate's
 * capacity.
 */
@NullMarked
package blackout.plan.drain;

import org.jspecify.annotations.NullMarked;

/**
 * The engine in expected counts: extents of pages that are alike, and the share of them that waits.
 */
@NullMarked
package blackout.kernel.meanfield;

import org.jspecify.annotations.NullMarked;

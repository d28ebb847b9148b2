/**
 * Closed forms and bounds for the time and the downtime of a move, each with the paper or posting
 * it comes from: live migration ({@link blackout.estimate.PreCopyEstimate} is the common answer),
 * saved state ({@link blackout.estimate.SavedState}) and restart after a crash ({@link
 * blackout.estimate.CrashRestart}).
 *
 * <p>Nothing here replays pages: this room knows nothing of the page-level replay, so that the two
 * can be held against each other. It may use quantity, inventory, scenario and outcome. A number
 * from here is called <em>estimated</em>.
 */
@NullMarked
package blackout.estimate;

import org.jspecify.annotations.NullMarked;

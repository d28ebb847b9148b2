/**
 * Closed forms and bounds for the time and the outage of a migration, each with the paper it comes
 * from. Nothing here simulates: this room knows nothing of the kernel, so that the two can be held
 * against each other. It may use quantity, inventory, scenario and outcome.
 */
@NullMarked
package blackout.estimate;

import org.jspecify.annotations.NullMarked;

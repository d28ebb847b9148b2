/**
 * From measurements to a workload and a link, and the accuracy of predictions against measured
 * runs. It may use the kernel, the estimates and every room they use.
 */
@NullMarked
package blackout.calibrate;

import org.jspecify.annotations.NullMarked;

/**
 * Amounts with their units: bytes, rates, pages and times, how they are read and printed, and the
 * check that speaks.
 *
 * <p>Start with {@link blackout.quantity.ByteCount} and {@link blackout.quantity.DataRate}. This
 * room knows nothing of virtual machines and uses only the JDK. Memory is counted in binary bytes
 * (GiB), links in decimal bits (Gbit/s); a unit that means two things is refused with an
 * explanation.
 */
@NullMarked
package blackout.quantity;

import org.jspecify.annotations.NullMarked;

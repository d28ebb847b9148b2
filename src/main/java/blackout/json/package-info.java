/**
 * How documents of other programs are written: records, one mapper, and the rules that all of them
 * keep.
 *
 * <p>The key of a component is its name in snake case. An amount is a number in the unit that its
 * key names ({@link blackout.json.AmountModule}). A component that may be null is written as null;
 * an empty {@link java.util.Optional} is left out.
 */
@NullMarked
package blackout.json;

import org.jspecify.annotations.NullMarked;

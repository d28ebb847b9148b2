/**
 * From CSV, XLSX and JSON files to estates, scenarios and measured runs, each with where it came
 * from and what was wrong with it. It reads and never computes: it uses neither outcome, estimate,
 * kernel nor plan.
 *
 * <p>Start with {@link blackout.ingest.EstateFile}. A {@link blackout.ingest.Problem} names file,
 * place, value and expectation; what can be used comes with its problems as {@link
 * blackout.ingest.Loaded}, what cannot is an {@link blackout.ingest.UnreadableInput}.
 */
@NullMarked
package blackout.ingest;

import org.jspecify.annotations.NullMarked;

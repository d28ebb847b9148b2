/**
 * From CSV, XLSX and JSON files to estates, scenarios and measured runs, each with where it came
 * from and what was wrong with it. It reads and never computes: it uses neither outcome, estimate,
 * kernel nor plan.
 */
@NullMarked
package blackout.ingest;

import org.jspecify.annotations.NullMarked;

/**
 * The HTML page of a result and its twins in JSON, CSV and JUnit XML. It arranges what the exhibits
 * show and what the earlier rooms found. It may use every room but notebook and cli.
 */
@NullMarked
package blackout.report;

import org.jspecify.annotations.NullMarked;

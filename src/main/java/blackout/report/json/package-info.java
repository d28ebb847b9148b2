/**
 * The documents that other programs read: one record for each, whose components are the keys. The
 * JSON Schemas in {@code blackout/schemas} are made of them.
 */
@NullMarked
package blackout.report.json;

import org.jspecify.annotations.NullMarked;

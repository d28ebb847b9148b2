/**
 * Texts as tools write them, whatever their format: encodings, lines, tables, trees of JSON,
 * numbers. Nothing here knows a VM.
 */
@NullMarked
package blackout.ingest.text;

import org.jspecify.annotations.NullMarked;

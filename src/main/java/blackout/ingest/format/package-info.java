/**
 * The formats of sources, one reader each. A format is found by the content of a file and reads it
 * into findings; {@link blackout.ingest.format.SourceFormats} lists them.
 */
@NullMarked
package blackout.ingest.format;

import org.jspecify.annotations.NullMarked;

/**
 * The view of measurements on what was found. Start with {@link
 * blackout.ingest.measured.MeasurementSource}.
 */
@NullMarked
package blackout.ingest.measured;

import org.jspecify.annotations.NullMarked;

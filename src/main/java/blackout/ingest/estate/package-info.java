/**
 * The view of an estate on what was found: hosts, VMs, volumes and networks with what had to be
 * assumed. Start with {@link blackout.ingest.estate.EstateSource}.
 */
@NullMarked
package blackout.ingest.estate;

import org.jspecify.annotations.NullMarked;

/**
 * What sources say: facts of VMs, hosts, adapters, volumes and clusters, each with its place. A
 * {@link blackout.ingest.fact.Findings} holds all of them; formats add to it, views take from it.
 */
@NullMarked
package blackout.ingest.fact;

import org.jspecify.annotations.NullMarked;

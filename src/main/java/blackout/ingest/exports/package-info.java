/**
 * From the exports that planners have to an estate. A {@link blackout.ingest.exports.ExportFormat}
 * knows a kind of file by its content and reads it into {@link blackout.ingest.exports.Harvest
 * facts} about VMs, hosts and what else it tells, each with the place it stands at; facts about one
 * VM from several files are brought together by its identity; the {@link
 * blackout.ingest.exports.EstateBuilder} makes an estate of them and says what it had to assume.
 *
 * <p>Start with {@link blackout.ingest.exports.EstateSource}, which reads estate files as well.
 */
@NullMarked
package blackout.ingest.exports;

import org.jspecify.annotations.NullMarked;

package blackout.report.json;

import blackout.json.Description;
import blackout.json.Json;
import blackout.outcome.Provenance;
import blackout.plan.cluster.FleetForecast;
import blackout.report.json.ReportDoc.ProvenanceDoc;
import java.util.List;

/** The VMs of an estate of any size, one on a line. */
@Description("The VMs of an estate of any size, one on a line.")
public record FleetDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The name of the estate, untrusted text.") String estate,
    @Description("How the VMs were predicted: page by page, or expected counts.") String engine,
    @Description("What made this document, of what.") ProvenanceDoc provenance,
    @Description("The VMs in the order of the estate.") List<VmDoc> vms) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-fleet/1";

  /** What stands behind the last VM. */
  public static final String TAIL = "\n]}\n";

  /** The text before the first VM: there may be too many for one list. */
  public static String head(FleetForecast fleet, Provenance provenance) {
    return Json.head(
        new FleetDoc(
            SCHEMA,
            fleet.estate().name(),
            fleet.engine().label(),
            ProvenanceDoc.of(provenance),
            List.of()));
  }
}

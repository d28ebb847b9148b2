package blackout.report.json;

import blackout.inventory.WorkloadClass;
import blackout.json.Description;
import blackout.quantity.DataRate;
import java.util.List;

/** One VM whose dirty rate is guessed by what its guest does. */
@Description("The downtime of one VM over the dirty rates of a class of guests: a guess.")
public record EstimateRangeDoc(
    @Description("The name and version of the form.") String schema,
    @Description("The class of the guest.") WorkloadClass workload,
    @Description("Whether somebody named the class; otherwise it is assumed.")
        boolean workloadStated,
    @Description("What the range of the class rests on.") String source,
    @Description("The virtual processors by which it is scaled.") int virtualProcessors,
    @Description("What to know first, one line each.") List<String> notes,
    @Description("The cases, by rising dirty rate.") List<Case> cases) {

  /** The name and version of the form; a change that breaks readers counts the number up. */
  public static final String SCHEMA = "blackout-estimate-range/1";

  /** A case. */
  public record Case(
      @Description("Least, likeliest or most.") String name,
      @Description("The dirty rate in bytes per second.") DataRate dirtyRateBytesPerS,
      @Description("What is predicted with it.") EstimateDoc estimate) {}
}

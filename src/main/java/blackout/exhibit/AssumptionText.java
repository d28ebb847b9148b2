package blackout.exhibit;

import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.plan.drain.AssumptionWeights;
import blackout.plan.drain.AssumptionWeights.Fate;
import blackout.plan.drain.AssumptionWeights.Weighed;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The assumptions that matter most to the result, in sentences, and what replaces each. */
public final class AssumptionText {

  /** The cases of an assumption that are told: an assumption about a readable line. */
  private static final int MOST_CASES = 3;

  private AssumptionText() {}

  /**
   * A heading and a numbered sentence for each of the assumptions that matter most; none where none
   * matters.
   *
   * @param most how many at most
   */
  public static List<String> of(Estate estate, int most) {
    if (estate.assumptions().isEmpty()) {
      return List.of();
    }
    var weighing = new AssumptionWeights(estate);
    List<Weighed> weights = weighing.weighed(most);
    if (weights.isEmpty()) {
      return List.of();
    }
    Fate now = weighing.asAssumed();
    List<String> lines = new ArrayList<>();
    lines.add(
        ("What matters most to the result: each assumption is varied by itself, and %s, the fullest"
                + " host, emptied one VM after the other. As assumed: %s.")
            .formatted(weighing.host(), fate(now)));
    for (int i = 0; i < weights.size(); i++) {
      lines.add((i + 1) + ". " + sentence(weights.get(i), now));
    }
    return lines;
  }

  private static String sentence(Weighed weighed, Fate now) {
    List<String> cases = new ArrayList<>();
    weighed
        .cases()
        .forEach((what, fate) -> cases.add("With " + what + ": " + difference(now, fate)));
    Assumption assumption = weighed.assumption();
    return "%s = %s. %s. To replace it: %s."
        .formatted(
            what(assumption),
            assumption.value(),
            String.join(". ", cases.subList(0, Math.min(MOST_CASES, cases.size()))),
            replaced(assumption));
  }

  private static String fate(Fate fate) {
    return "emptied in %s, longest downtime %s%s%s, back %s after a crash"
        .formatted(
            Amounts.duration(fate.empty()),
            Amounts.duration(fate.downtime()),
            vms(fate.never(), "never ending"),
            vms(fate.staying(), "staying"),
            Amounts.duration(fate.crash()));
  }

  /** What is otherwise than as assumed. */
  private static String difference(Fate now, Fate then) {
    List<String> parts = new ArrayList<>();
    if (differ(now.empty(), then.empty())) {
      parts.add("emptied in " + Amounts.duration(then.empty()));
    }
    if (differ(now.downtime(), then.downtime())) {
      parts.add("longest downtime " + Amounts.duration(then.downtime()));
    }
    if (now.never() != then.never()) {
      parts.add(Text.count(then.never(), "VM") + " never ending");
    }
    if (now.staying() != then.staying()) {
      parts.add(Text.count(then.staying(), "VM") + " staying");
    }
    if (differ(now.crash(), then.crash())) {
      parts.add("back " + Amounts.duration(then.crash()) + " after a crash");
    }
    return parts.isEmpty() ? "nothing changes" : String.join(", ", parts);
  }

  private static String vms(int count, String how) {
    return count == 0 ? "" : ", " + Text.count(count, "VM") + " " + how;
  }

  /** Whether a reader would see them as two: by more than a fiftieth. */
  private static boolean differ(Duration a, Duration b) {
    return Math.abs(a.toNanos() - b.toNanos()) > a.toNanos() / 50;
  }

  private static String what(Assumption assumption) {
    String field = assumption.field();
    if (assumption.code().filter(Assumption.WRITES::equals).isPresent()) {
      return "The dirty rates of VMs";
    }
    return switch (field) {
      case "/nodes" -> "The memory of hosts";
      case "/volumes" -> "Which hosts see the volumes";
      default -> field;
    };
  }

  /** Where the fact is found that takes the place of an assumption. */
  private static String replaced(Assumption assumption) {
    String field = assumption.field();
    if (assumption.code().filter(Assumption.WRITES::equals).isPresent()) {
      return "measure dirty rates of the largest and busiest VMs, then calibrate --into";
    }
    if (field.startsWith("/storage")) {
      return "--storage, measured as VMs are saved";
    }
    if (field.startsWith("/failover")) {
      return "the time that your guests take to boot, in the estate file";
    }
    return switch (field) {
      case "/live_migration/line_rate_gbit_s" ->
          "--link; or the tabs vNIC, vSC_VMK and vPort, the adapters of the collector";
      case "/live_migration/payload_ratio" -> "the MTU of the network (vSC_VMK), or iperf3";
      case "/hypervisor" -> "--hypervisor with the version";
      case "/windows_version" -> "Get-VMHost, Get-SCVMHost or the collector; or --hypervisor";
      case "/nodes" -> "vHost, Get-VMHost, virsh nodeinfo, or the list of nodes";
      case "/volumes" ->
          "vDatastore with its column Hosts, or vMultiPath; visible_to in the estate";
      default -> "the key in the estate file";
    };
  }
}

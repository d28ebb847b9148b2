package blackout.ingest.fact;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether a VM runs, by the words and numbers of all products: VMware {@code poweredOn}; Hyper-V
 * {@code Running} or 2, and its states of lost storage such as {@code OffCritical} or 32784; virsh
 * {@code shut off}, {@code idle} (a processor waits, the VM runs); Nova {@code ACTIVE}; KubeVirt
 * {@code Running}; Proxmox {@code stopped}. One that starts or resumes has its memory already and
 * counts as running; one that stops or is saved will be gone.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/dotnet/api/microsoft.hyperv.powershell.vmstate">VMState</a>
 * @see <a href="https://libvirt.org/manpages/virsh.html#list">virsh list</a>
 */
final class PowerStates {

  private static final String RUN =
      "poweredon poweron running active online idle blocked inshutdown migrating livemigrating up"
          + " verifyresize resize reboot hardreboot rescue on starting resuming reset resetting"
          + " poweringup rebootinprogress migratingfrom migratingto undermigration"
          + " livemigratingsource 2 10 11 32777";

  private static final String DO_NOT =
      "poweredoff poweroff suspended off saved fastsaved paused stored stopped shutoff shutdown"
          + " halted down offline error failed stopping saving fastsaving pausing crashed dying"
          + " pmsuspended shelved shelvedoffloaded deleted softdeleted build pending scheduling"
          + " scheduled succeeded waitforlaunch incompletevmconfiguration underutilized missing"
          + " unmanaged hostnotresponding orphaned poweringdown savingstate restoringstate prelaunch"
          + " provisioning imagelocked imageillegal nostate notresponding 3 4 6 9 32773 32776 32779"
          + " 32780 32781 32782";

  /** States of Hyper-V whose storage is gone, as numbers: 32783 runs, the others do not. */
  private static final int RUNNING_CRITICAL = 32_783;

  private static final int LAST_CRITICAL = 32_794;

  private static final Map<String, Boolean> STATES = states();

  private PowerStates() {}

  /**
   * @throws IllegalArgumentException if the state is not known
   */
  static Boolean runs(String cell) {
    String word = TitleWords.languages().word(cell, STATES.keySet());
    Boolean runs =
        STATES.get(word.endsWith("critical") ? word.substring(0, word.length() - 8) : word);
    if (runs == null) {
      throw new IllegalArgumentException("no state");
    }
    return runs;
  }

  private static Map<String, Boolean> states() {
    var states = new HashMap<String, Boolean>();
    for (String state : RUN.split(" ", -1)) {
      states.put(state, true);
    }
    for (String state : DO_NOT.split(" ", -1)) {
      states.put(state, false);
    }
    for (int number = RUNNING_CRITICAL; number <= LAST_CRITICAL; number++) {
      states.put(Integer.toString(number), number == RUNNING_CRITICAL);
    }
    return states;
  }
}

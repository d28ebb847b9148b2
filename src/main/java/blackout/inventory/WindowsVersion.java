package blackout.inventory;

import blackout.inventory.Hypervisor.Slots;
import blackout.quantity.Labelled;
import java.util.Collections;
import java.util.EnumSet;

/** The Windows Server versions whose failover clusters are known here, oldest first. */
public enum WindowsVersion implements Labelled {
  WINDOWS_2008("2008"),
  WINDOWS_2008_R2("2008 R2"),
  WINDOWS_2012("2012"),
  WINDOWS_2012_R2("2012 R2"),
  WINDOWS_2016("2016"),
  WINDOWS_2019("2019"),
  WINDOWS_2022("2022"),
  WINDOWS_2025("2025");

  private final String label;

  WindowsVersion(String label) {
    this.label = label;
  }

  /** The version as people and files write it, for example {@code "2008 R2"}. */
  @Override
  public String label() {
    return label;
  }

  public static WindowsVersion oldest() {
    return Collections.min(EnumSet.allOf(WindowsVersion.class));
  }

  public static WindowsVersion newest() {
    return Collections.max(EnumSet.allOf(WindowsVersion.class));
  }

  public boolean isAtLeast(WindowsVersion other) {
    return compareTo(other) >= 0;
  }

  public boolean isBetween(WindowsVersion first, WindowsVersion last) {
    return isAtLeast(first) && last.isAtLeast(this);
  }

  /** Live migration came with 2008 R2; 2008 only saves and restores. */
  public boolean hasLiveMigration() {
    return isAtLeast(WINDOWS_2008_R2);
  }

  /** Before 2012 a node takes part in one live migration at a time. */
  public boolean movesSeveralAtOnce() {
    return isAtLeast(WINDOWS_2012);
  }

  /**
   * The live migrations that a node takes part in at once by default. Before 2012 that is one and
   * cannot be changed; from then on {@code MaximumVirtualMachineMigrations}, which the page of the
   * cmdlet describes and the post of Karl-WE gives; since 2022, with its update of September 2022,
   * {@code MaximumParallelMigrations} of the cluster, which overrides what a node has set. One that
   * finds no place is queued.
   *
   * @see <a
   *     href="http://windowsitpro.com/virtualization/q-how-many-concurrent-live-migrations-does-each-pair-hyper-v-nodes-cluster-support">J.
   *     Savill: How many concurrent live migrations does each pair of Hyper-V nodes support,
   *     Windows IT Pro</a>
   * @see <a
   *     href="https://learn.microsoft.com/en-us/powershell/module/hyper-v/set-vmhost">Set-VMHost</a>
   * @see <a
   *     href="https://techcommunity.microsoft.com/discussions/windowsserver/blog-windows-server--azure-local-keeps-setting-live-migration-to-1---here-is-why/3850949">Windows
   *     Server keeps setting live migration to 1, Tech Community, 19 Jun 2023</a>
   * @see <a
   *     href="https://techcommunity.microsoft.com/t5/failover-clustering/new-cluster-wide-control-for-virtual-machine-live-migrations-in/ba-p/3709680">New
   *     cluster-wide control for virtual machine live migrations, Tech Community, 5 Jan 2023</a>
   */
  Slots slots() {
    int most = isBetween(WINDOWS_2012, WINDOWS_2019) ? 2 : 1;
    String source =
        movesSeveralAtOnce()
            ? "default of " + this
            : "Hyper-V: Live Migration FAQ, Windows Server 2008 R2";
    return new Slots(most, most, source);
  }

  /** From 2012 on a node can be drained: its VMs leave by priority. */
  public boolean hasNodeDrain() {
    return isAtLeast(WINDOWS_2012);
  }

  /** The name in full, for example {@code "Windows Server 2008 R2"}. */
  @Override
  public String toString() {
    return "Windows Server " + label;
  }
}

package blackout.check;

import blackout.inventory.Estate;
import blackout.inventory.WindowsVersion;
import java.util.Arrays;
import java.util.List;

/**
 * Where a check stands in the report. The categories of validation grew with the versions: four in
 * 2008, Cluster Configuration from 2008 R2, Hyper-V Configuration from 2012. Downtime is our own.
 *
 * @see <a
 *     href="https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/jj134244(v=ws.11)">Validate
 *     Hardware for a Failover Cluster</a>
 */
public enum Category {
  SYSTEM_CONFIGURATION("System Configuration", WindowsVersion.WINDOWS_2008),
  INVENTORY("Inventory", WindowsVersion.WINDOWS_2008),
  NETWORK("Network", WindowsVersion.WINDOWS_2008),
  STORAGE("Storage", WindowsVersion.WINDOWS_2008),
  CLUSTER_CONFIGURATION("Cluster Configuration", WindowsVersion.WINDOWS_2008_R2),
  HYPER_V_CONFIGURATION("Hyper-V Configuration", WindowsVersion.WINDOWS_2012),
  DOWNTIME("Downtime", WindowsVersion.WINDOWS_2008);

  private final String title;
  private final WindowsVersion since;

  Category(String title, WindowsVersion since) {
    this.title = title;
    this.since = since;
  }

  public String title() {
    return title;
  }

  /** The categories of an estate, in the order of the report; all of them without Windows. */
  public static List<Category> of(Estate estate) {
    return Arrays.stream(values()).filter(c -> c.in(estate) == c).toList();
  }

  /** As {@link #in(WindowsVersion)}; this one without Windows. */
  public Category in(Estate estate) {
    return estate.windows().map(this::in).orElse(this);
  }

  /**
   * This category, or the one that holds its checks in a version that does not have it yet: what
   * Hyper-V Configuration holds stood under Cluster Configuration in 2008 R2, and under System
   * Configuration in 2008.
   */
  public Category in(WindowsVersion version) {
    if (version.isAtLeast(since)) {
      return this;
    }
    return this == HYPER_V_CONFIGURATION && version.isAtLeast(CLUSTER_CONFIGURATION.since)
        ? CLUSTER_CONFIGURATION
        : SYSTEM_CONFIGURATION;
  }
}

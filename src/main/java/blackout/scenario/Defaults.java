package blackout.scenario;

/** What holds where nobody says, in the words that people would use. */
public final class Defaults {

  /** Whose live migration. */
  public static final String HYPERVISOR = "hyper-v-2008-r2";

  /** The hypervisor whose measurements are taken in. */
  public static final String MEASURED_HYPERVISOR = "qemu-7.2";

  /** The pause asked for: QEMU's default of {@code downtime-limit}, also Cloud Hypervisor's. */
  public static final String DOWNTIME_LIMIT = "300ms";

  /** How fast saved states are written and read: an assumption. */
  public static final String STORAGE = "100MiB/s";

  /** The start of a VM after a crash until its guest boots: an assumption. */
  public static final String VM_START = "5s";

  /** The boot of a guest after a crash until it serves: an assumption. */
  public static final String GUEST_BOOT = "60s";

  /** A guest writes an eighth of its memory: an assumption. */
  public static final int MEMORY_PER_WORKING_SET = 8;

  /** {@link #MEMORY_PER_WORKING_SET} in words. */
  public static final String WORKING_SET = "an eighth of its memory";

  /**
   * The share of an Ethernet line rate left for TCP payload at MTU 1500: 1448 B of payload in the
   * 1538 B that a full frame takes up on the wire (RFC 894 and 1323, IEEE 802.3), in the four
   * digits that an estate file has.
   */
  public static final double PAYLOAD_RATIO = 0.9415;

  private Defaults() {}
}

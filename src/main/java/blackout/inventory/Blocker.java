package blackout.inventory;

import blackout.quantity.Labelled;

/**
 * What keeps a VM from moving, or may keep it.
 *
 * @param kind what it is
 * @param evidence where it stands and what stands there, untrusted text
 */
public record Blocker(Kind kind, String evidence) {

  /** What a blocker does to a planned move. */
  public enum Effect {
    /** It moves neither live nor with a saved state; it is shut down, or stays. */
    STAYS,
    /** It does not move live. */
    NOT_LIVE,
    /** It moves, on a condition that somebody should look at. */
    TOLD
  }

  /** What a blocker is. */
  public enum Kind implements Labelled {
    /** Passthrough, SR-IOV, a vGPU, a USB or serial device of the host. */
    HOST_DEVICE("host device", Effect.STAYS, true),
    /** A CD drive of the host or of a client, or an image that lies on one host. */
    HOST_MEDIA("host media", Effect.STAYS, false),
    /** A CD image that the target has to reach. */
    IMAGE("CD image", Effect.TOLD, false),
    /** A disk that no other host sees. */
    LOCAL_DISK("local disk", Effect.STAYS, true),
    /** A SCSI bus that VMs share. */
    SHARED_BUS("shared bus", Effect.STAYS, false),
    /** A disk of the storage network that the guest sees as it is. */
    RAW_DISK("raw disk", Effect.TOLD, false),
    /** A disk that several VMs write to. */
    SHARED_DISK("shared disk", Effect.TOLD, false),
    /** A disk that no snapshot holds. */
    INDEPENDENT_DISK("independent disk", Effect.TOLD, false),
    /** A snapshot, or disks that wait for consolidation. */
    SNAPSHOT("snapshot", Effect.TOLD, false),
    /** A second VM follows it in step. */
    FAULT_TOLERANCE("fault tolerance", Effect.TOLD, false),
    /** The guest sees the processor of its host. */
    HOST_PROCESSOR("host processor", Effect.TOLD, false),
    /** The target has to set its memory aside. */
    MEMORY_RESERVATION("memory reservation", Effect.TOLD, false),
    /** The target needs as many free huge pages. */
    HUGE_PAGES("huge pages", Effect.TOLD, false),
    /** The state of its TPM has to be where the target reads it. */
    TPM("TPM", Effect.TOLD, false),
    /** Its memory is encrypted by the processor. */
    CONFIDENTIAL("confidential guest", Effect.STAYS, false),
    /** Its platform shuts it down where a host is emptied. */
    NOT_EVICTED("eviction strategy", Effect.NOT_LIVE, false),
    /** Its platform says that it does not move live. */
    NOT_MIGRATABLE("not live migratable", Effect.NOT_LIVE, false),
    /** It is in a state in which nothing moves it. */
    STATE("state", Effect.STAYS, false);

    private final String label;
    private final Effect effect;
    private final boolean bound;

    Kind(String label, Effect effect, boolean bound) {
      this.label = label;
      this.effect = effect;
      this.bound = bound;
    }

    @Override
    public String label() {
      return label;
    }

    public Effect effect() {
      return effect;
    }

    /** Whether the VM starts on no other host, even after the loss of its own. */
    public boolean isBound() {
      return bound;
    }
  }

  @Override
  public String toString() {
    return kind.label() + " (" + evidence + ")";
  }
}

package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/**
 * What memory travels over: a wire, and perhaps a limit that the sender keeps to while the guest
 * runs. A hypervisor that ignores its own limit in the final copy is still held back by the wire.
 *
 * @param wire the payload rate of the wire, more than 0
 * @param senderLimit the rate the sender was told to keep to ({@code max-bandwidth} in QEMU), more
 *     than 0; empty for none
 * @param buffer the bytes between sender and wire that the sender can fill at once: socket and
 *     adapter buffers
 */
@RecordBuilder
public record Link(DataRate wire, Optional<DataRate> senderLimit, ByteCount buffer)
    implements LinkBuilder.With {

  /** The default Linux socket send buffer, {@code net.core.wmem_default}: 208 KiB. */
  public static final ByteCount LINUX_SOCKET_BUFFER = new ByteCount(212_992);

  public Link {
    require(wire.bytesPerSecond() > 0, "link carries nothing: %s", wire);
    require(
        senderLimit.isEmpty() || senderLimit.get().bytesPerSecond() > 0,
        "sender limit lets nothing through: %s",
        senderLimit.orElse(DataRate.ZERO));
  }

  /** A wire that alone limits the migration. */
  public static Link wire(DataRate rate) {
    return new Link(rate, Optional.empty(), LINUX_SOCKET_BUFFER);
  }

  /** A wire, and a lower limit that the sender keeps to while the guest runs. */
  public static Link limited(DataRate wire, DataRate senderLimit) {
    return new Link(wire, Optional.of(senderLimit), LINUX_SOCKET_BUFFER);
  }

  /** The rate while the guest runs. */
  public DataRate liveRate() {
    return senderLimit.map(wire::min).orElse(wire);
  }
}

package blackout.kernel.transfer;

/**
 * What a page of each class costs on the wire and at the sender.
 *
 * @param rawBytes a page sent whole, header included (B)
 * @param zeroBytes a zero page (B); the raw size where the hypervisor makes no zero test
 * @param deltaBytes a page sent as a difference (B)
 * @param rawNanos sender time of a page sent whole (ns)
 * @param zeroNanos sender time of a zero page (ns)
 * @param deltaNanos sender time of a page sent as a difference (ns)
 */
public record PageCosts(
    double rawBytes,
    double zeroBytes,
    double deltaBytes,
    double rawNanos,
    double zeroNanos,
    double deltaNanos) {

  /**
   * The costs of a hypervisor that makes no zero test: every page is sent whole.
   *
   * @param headerBytes what goes with each page (B)
   */
  public static PageCosts whole(KernelInput input, double headerBytes) {
    double bytes = KernelInput.PAGE_BYTES + headerBytes;
    double nanos = input.costs().rawPageNanos();
    return new PageCosts(bytes, bytes, bytes, nanos, nanos, nanos);
  }
}

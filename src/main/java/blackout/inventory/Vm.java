package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.ByteCount;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A virtual machine as far as its memory is concerned.
 *
 * @param name the name in the inventory, untrusted text
 * @param memory the assigned memory, at least one page of 4096 B
 * @param zeroPages the pages of 4096 B that hold only zeros, because the guest never touched them;
 *     never written
 * @param workload how the guest writes; its working set lies among the other pages
 * @param zerosLast whether the zero pages are known to stand behind all others, as in a guest made
 *     for measuring; those of an operating system lie scattered
 */
@RecordBuilder
public record Vm(
    String name, ByteCount memory, long zeroPages, Workload workload, boolean zerosLast)
    implements VmBuilder.With {

  /** The page of the x86 architecture, in which every hypervisor here tracks and sends memory. */
  public static final int PAGE_BYTES = 4096;

  /** A VM with an operating system: its zero pages lie scattered. */
  public Vm(String name, ByteCount memory, long zeroPages, Workload workload) {
    this(name, memory, zeroPages, workload, false);
  }

  public Vm {
    require(
        memory.bytes() >= PAGE_BYTES, "VM \"%s\" has less memory than one page: %s", name, memory);
    long pages = memory.pages(PAGE_BYTES);
    // Guarded, because an import makes many and the arrays of the messages would cost.
    if (zeroPages < 0 || zeroPages > pages) {
      require(
          false,
          "VM \"%s\": %s zero pages do not fit a memory of %s pages",
          name,
          zeroPages,
          pages);
    }
    long workingSet = workload.workingSetPages();
    if (workingSet > pages - zeroPages) {
      require(
          false,
          "VM \"%s\": a working set of %s pages does not fit the %s pages that are not zero",
          name,
          workingSet,
          pages - zeroPages);
    }
  }

  /** All pages, zero or not. */
  public long pages() {
    return memory.pages(PAGE_BYTES);
  }

  /** The pages that are not zero. */
  public long residentPages() {
    return pages() - zeroPages;
  }
}

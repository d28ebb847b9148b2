package blackout.ingest.estate;

import blackout.ingest.fact.DirtyRate;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.VmField;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.quantity.ByteCount;
import blackout.scenario.Defaults;
import java.util.Optional;

/**
 * How a VM writes, from what an export says.
 *
 * <p>A guest that writes at random over {@code W} pages at a rate of {@code r} writes per second
 * dirties
 *
 * <pre>  n = W (1 - exp(-r t / W))</pre>
 *
 * distinct pages in a window of {@code t}. A window gives {@code n}; {@code W} is the eighth of the
 * memory that the command {@code estimate} assumes as well, or more if so many pages were seen, and
 * {@code r} follows. Where nothing was measured {@code r} is that of its {@link GuestClass}, and
 * {@code W} at most the memory that was active: touched memory bounds written memory from above.
 *
 * @param workload the writes
 * @param source how they are known
 */
record Writes(Workload workload, Sourced source) {

  /** A window that dirtied more than this share of W says too little about the rate. */
  private static final double MOST_RATIO = 0.95;

  private static final long MIB_PAGES = (1 << 20) / Vm.PAGE_BYTES;

  static Writes of(Facts<VmField> vm, ByteCount memory) {
    Optional<Fact> measured = vm.fact(VmField.DIRTY_RATE);
    return measured.isPresent()
            && measured.get().value() instanceof DirtyRate rate
            && Findings.isPossible(rate.rate())
        ? measured(measured.get(), rate, memory)
        : assumed(vm, memory);
  }

  private static Writes measured(Fact fact, DirtyRate rate, ByteCount memory) {
    double seconds = rate.window().toNanos() / 1e9;
    double pages = rate.rate().bytesPerSecond() * seconds / Vm.PAGE_BYTES;
    long allPages = memory.pages(Vm.PAGE_BYTES);
    double least = Math.max(usualPages(memory), pages / MOST_RATIO);
    long workingSet = Math.min(wholeMebibytes(least), allPages);
    double ratio = Math.min(pages / workingSet, MOST_RATIO);
    double writesPerSecond = -workingSet / seconds * Math.log1p(-ratio);
    String source =
        fact.place() + ": " + rate.rate() + " in windows of " + rate.window().toSeconds() + " s";
    return of(workingSet, writesPerSecond, fact.origin(), source);
  }

  private static Writes assumed(Facts<VmField> vm, ByteCount memory) {
    long processors =
        vm.value(VmField.PROCESSORS, Long.class)
            .filter(count -> count > 0 && count <= 4096)
            .orElse(GuestClass.USUAL_PROCESSORS);
    GuestClass guest = GuestClass.of(vm.text(VmField.NAME).orElse(""));
    double least = usualPages(memory);
    String source = guest.reason(processors);
    Optional<ByteCount> active =
        vm.value(VmField.ACTIVE_MEMORY, ByteCount.class).filter(a -> a.bytes() > 0);
    if (active.isPresent() && active.get().pages(Vm.PAGE_BYTES) < least) {
      least = active.get().pages(Vm.PAGE_BYTES);
      source = String.join(", over the active memory of ", source, active.get().toString());
    }
    double writesPerSecond = guest.dirtyRate(processors).bytesPerSecond() / Vm.PAGE_BYTES;
    long workingSet = Math.min(wholeMebibytes(least), memory.pages(Vm.PAGE_BYTES));
    return of(workingSet, writesPerSecond, Origin.ASSUMED, source);
  }

  private static Writes of(long workingSet, double writesPerSecond, Origin origin, String source) {
    return new Writes(
        Workload.steady(workingSet, writesPerSecond), new Sourced(Origins.WRITES, origin, source));
  }

  private static double usualPages(ByteCount memory) {
    return (double) memory.pages(Vm.PAGE_BYTES) / Defaults.MEMORY_PER_WORKING_SET;
  }

  /** An estate file states working sets in whole MiB, at least one. */
  private static long wholeMebibytes(double pages) {
    return Math.max(1, (long) Math.ceil(pages / MIB_PAGES)) * MIB_PAGES;
  }
}

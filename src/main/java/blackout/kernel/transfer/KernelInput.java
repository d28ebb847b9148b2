package blackout.kernel.transfer;

import static blackout.quantity.Require.require;

import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * A scenario in primitives: the door of the kernel.
 *
 * <p>Addresses: the first region that the guest writes begins 2 MiB into memory if it fits there,
 * or behind zero pages; the others follow it. {@link Layout} says where the zero pages lie.
 *
 * @param pages all pages of the guest
 * @param zeroPages the pages that hold only zeros
 * @param zeroFirstPage the first page of the span over which they are evenly spread
 * @param zeroSpan the length of that span, no less than the zero pages
 * @param writes how the guest writes, region by region
 * @param wireBytesPerSecond what the wire carries
 * @param senderBytesPerSecond what the sender keeps to while the guest runs; infinite for no limit
 * @param bufferBytes the bytes the sender can be ahead of the wire
 * @param downtimeLimitMillis the pause asked for (ms)
 * @param options what is switched on
 * @param costs what the hosts take
 * @param seed the seed of the writes
 * @param giveUpNanos the simulated time after which the move is cancelled (ns)
 */
public record KernelInput(
    long pages,
    long zeroPages,
    long zeroFirstPage,
    long zeroSpan,
    List<WritePlan> writes,
    double wireBytesPerSecond,
    double senderBytesPerSecond,
    double bufferBytes,
    double downtimeLimitMillis,
    MigrationOptions options,
    HostCosts costs,
    long seed,
    double giveUpNanos) {

  /** Where the first written region begins if it fits there: 2 MiB, above what firmware uses. */
  private static final long FIRST_REGION_PAGE = 512;

  /** Slices of memory over which classes of pages are spread: an assumption. */
  private static final int SLICES = 16;

  public static final int PAGE_BYTES = Vm.PAGE_BYTES;

  /**
   * KVM clears its dirty log in chunks of 2^18 pages, 1 GiB (CLEAR_BITMAP_SHIFT_DEFAULT in QEMU's
   * ram.h).
   */
  public static final int CHUNK_PAGES = 1 << 18;

  /**
   * The most pages that are followed one by one: 4 TiB, whose sets of pages take 128 MiB each.
   * Where there are so many, chance hardly matters.
   */
  public static final long MOST_REPLAYED_PAGES = 1L << 30;

  /** The most pages that one array of words of 64 can hold. */
  public static final long MOST_PAGES = (Integer.MAX_VALUE - 8) * 64L;

  public KernelInput {
    writes = List.copyOf(writes);
  }

  /**
   * The input of a scenario.
   *
   * @throws IllegalArgumentException if the guest has more pages than a page set can hold
   */
  public static KernelInput of(Scenario scenario) {
    Vm vm = scenario.vm();
    if (vm.pages() > MOST_PAGES) { // guarded, because sweeps come here a million times
      require(
          false,
          "VM \"%s\" has %s pages, more than the %s that the kernel can hold",
          vm.name(),
          vm.pages(),
          MOST_PAGES);
    }
    Workload workload = vm.workload();
    if (workload instanceof Workload.MeasuredCurve curve) {
      workload = CurveFit.regions(curve, vm.pages(), vm.residentPages());
    }
    Layout layout = Layout.of(vm, workload);
    return new KernelInput(
        vm.pages(),
        vm.zeroPages(),
        layout.zeroFirst,
        layout.zeroSpan,
        plans(workload, layout.writtenFirst, layout.writtenEnd),
        scenario.link().wire().bytesPerSecond(),
        scenario.link().senderLimit().map(r -> r.bytesPerSecond()).orElse(Double.POSITIVE_INFINITY),
        scenario.link().buffer().bytes(),
        scenario.downtimeLimit().toNanos() / 1e6,
        scenario.options(),
        scenario.costs(),
        scenario.seed(),
        scenario.giveUpAfter().toNanos());
  }

  /**
   * Of the pages of a span that come before one, how many are zero.
   *
   * @param page counted from the first page of the span, 0 to its length
   */
  public long zerosBefore(long page) {
    return page >= zeroSpan ? zeroPages : (long) ((double) zeroPages / zeroSpan * page);
  }

  /**
   * Classes of pages that lie among one another: each slice of memory has its part of each. Some
   * chunks of 1 GiB and rounds that begin anywhere are enough that the order does not matter.
   */
  private static List<WritePlan> scattered(List<Workload.Region> classes, long first, long end) {
    var plans = new ArrayList<WritePlan>();
    double stride = (double) (end - first) / SLICES;
    for (int slice = 0; slice < SLICES; slice++) {
      long at = first + (long) (slice * stride);
      for (Workload.Region region : classes) {
        long pages = region.pages() * (slice + 1) / SLICES - region.pages() * slice / SLICES;
        if (pages > 0) {
          plans.add(WritePlan.random(at, pages, region.writesPerSecond() * pages / region.pages()));
          at += pages;
        }
      }
    }
    return plans;
  }

  private static List<WritePlan> plans(Workload workload, long firstPage, long end) {
    if (workload instanceof Workload.Fitted fitted) {
      return fitted.regions().size() > 1
          ? scattered(fitted.regions(), firstPage, end)
          : plans(new Workload.Regions(fitted.regions()), firstPage, end);
    }
    long first = firstPage;
    if (workload instanceof Workload.Regions regions) {
      var plans = new WritePlan[regions.regions().size()];
      for (int i = 0; i < plans.length; i++) {
        Workload.Region region = regions.regions().get(i);
        plans[i] =
            region.pattern() == Workload.Pattern.RANDOM
                ? WritePlan.random(first, region.pages(), region.writesPerSecond())
                : WritePlan.sequential(first, region.pages(), region.writesPerSecond());
        first += region.pages();
      }
      return List.of(plans);
    } else if (workload instanceof Workload.Zipf zipf) {
      return List.of(
          WritePlan.zipf(first, zipf.workingSetPages(), zipf.writesPerSecond(), zipf.exponent()));
    } else if (workload instanceof Workload.Traced traced) {
      long[] distinct = traced.distinctPages().stream().mapToLong(Long::longValue).toArray();
      return List.of(
          WritePlan.traced(
              first, traced.workingSetPages(), (double) traced.interval().toNanos(), distinct));
    } else {
      throw new AssertionError(workload);
    }
  }

  /**
   * Where zero pages and written pages lie. A guest made for measuring has its zero pages at the
   * end. An operating system takes its memory from the top, so what the sender comes to last is in
   * use: a Linux guest with 76 % zero pages paused for 256 of the 300 ms that its limit let through
   * (our own measurement). Its zero pages are evenly scattered among a quarter of what it uses and
   * never writes, below all that it writes and the rest; that it is a quarter is an assumption on
   * which no pause depends.
   *
   * <p>Of a guest known by dirty-rate windows, that is to say a small one that was measured, the
   * top fiftieth of memory, and at least 16 MiB, is in use behind the zero pages, as far as it is
   * not written and if that is 4 MiB: what the rows of {@code
   * datasets/qemu-7.2-measured/linux.jsonl} show.
   */
  private record Layout(long zeroFirst, long zeroSpan, long writtenFirst, long writtenEnd) {

    private static final int AMONG_ZEROS = 4;
    private static final int TOP = 50;
    private static final long TOP_PAGES = 4096;
    private static final long LEAST_TOP_PAGES = 1024;

    static Layout of(Vm vm, Workload workload) {
      long resident = vm.residentPages();
      long zeros = vm.zeroPages();
      long unwritten = resident - workload.workingSetPages();
      long first = Math.min(FIRST_REGION_PAGE, unwritten);
      if (zeros == 0 || vm.zerosLast()) {
        return new Layout(resident, zeros, first, resident);
      }
      boolean windows =
          vm.workload() instanceof Workload.MeasuredCurve
              || vm.workload() instanceof Workload.Fitted;
      long top = Math.min(unwritten - first, Math.max(TOP_PAGES, vm.pages() / TOP));
      if (windows && top >= LEAST_TOP_PAGES) {
        return new Layout(resident - top, zeros, first, resident - top);
      }
      long span = zeros + (unwritten - first) / AMONG_ZEROS;
      return new Layout(first, span, first + span, vm.pages());
    }
  }
}

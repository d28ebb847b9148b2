package blackout.bench;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One migration of a 16 GiB guest that writes 100,000 random pages a second over a working set of
 * 2,000,000 pages, by QEMU 7.2 over 10 Gbit/s with a limit of 300 ms: page by page, in expected
 * counts, and beside them a bare loop that only draws as many pages and sets their bits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx200m")
public class KernelBench {

  private static final int WORKING_SET_PAGES = 2_000_000;

  private Scenario scenario;
  private long writes;

  /** Counts the writes of the whole migration, so that the bare loop draws as many. */
  @Setup
  public void prepare() {
    scenario =
        Scenario.of(
            new Vm(
                "bench", ByteCount.gibibytes(16), 0, Workload.steady(WORKING_SET_PAGES, 100_000)),
            Link.wire(DataRate.gigabitsPerSecond(10)),
            "qemu-7.2");
    Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);
    writes = Math.round(outcome.record().total().toNanos() / 1e9 * 100_000);
  }

  /** Page by page. */
  @Benchmark
  public Outcome pageExact() {
    return Kernel.run(scenario, Engine.PAGE_BY_PAGE);
  }

  /** In expected counts, without a record of the rounds. */
  @Benchmark
  public Outcome meanField() {
    return Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }

  /** The baseline: only the random pages and their bits. */
  @Benchmark
  public long bareLoop() {
    var random = new SplittableRandom(1);
    long[] words = new long[WORKING_SET_PAGES / 64 + 1];
    for (long i = 0; i < writes; i++) {
      int page = random.nextInt(WORKING_SET_PAGES);
      words[page >>> 6] |= 1L << page;
    }
    return words[0];
  }
}

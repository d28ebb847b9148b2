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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the cost of one prediction grows with memory and write rate: a quarter of memory is written
 * at random, by QEMU 7.2 over 25 Gbit/s. More rounds come with the rate.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx200m")
public class ScalingBench {

  /** Memory (GiB). */
  @Param({"1", "8", "64", "256"})
  public long memoryGibibytes;

  /** Page writes per second; 600,000 are nearly four fifths of the link. */
  @Param({"0", "200000", "600000"})
  public double writesPerSecond;

  private Scenario scenario;

  /** Makes the scenario. */
  @Setup
  public void prepare() {
    ByteCount memory = ByteCount.gibibytes(memoryGibibytes);
    scenario =
        Scenario.of(
            new Vm("scaling", memory, 0, Workload.steady(memory.pages(4096) / 4, writesPerSecond)),
            Link.wire(DataRate.gigabitsPerSecond(25)),
            "qemu-7.2");
  }

  /** Page by page. */
  @Benchmark
  public Outcome pageExact() {
    return Kernel.run(scenario, Engine.PAGE_BY_PAGE);
  }

  /** In expected counts. */
  @Benchmark
  public Outcome meanField() {
    return Kernel.run(scenario, Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of());
  }
}

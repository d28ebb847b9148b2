package blackout.bench;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A guest of 1 TiB with a working set of 64 GiB and 1,000,000 writes a second over 25 Gbit/s, page
 * by page within 200 MiB of heap.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgs = "-Xmx200m")
public class LargeGuestBench {

  private final Scenario scenario =
      Scenario.of(
          new Vm(
              "large",
              ByteCount.gibibytes(1024),
              0,
              Workload.steady(ByteCount.gibibytes(64).pages(Vm.PAGE_BYTES), 1_000_000)),
          Link.wire(DataRate.gigabitsPerSecond(25)),
          "qemu-7.2");

  /** Page by page. */
  @Benchmark
  public Outcome pageExact() {
    return Kernel.run(scenario, Engine.PAGE_BY_PAGE);
  }
}

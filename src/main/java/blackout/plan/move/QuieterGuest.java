package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.inventory.Vm;
import blackout.inventory.Workload;
import java.time.Duration;

/** A guest at an hour when it writes less or more, in the same pattern. */
public final class QuieterGuest {

  private QuieterGuest() {}

  /**
   * The VM with that share of its writes.
   *
   * @param ratio the share of its writes, more than 0; a busier hour has more than 1
   */
  public static Vm of(Vm vm, double ratio) {
    require(ratio > 0 && ratio < 1e6, "share of the writes is not a number above 0: %s", ratio);
    return new Vm(vm.name(), vm.memory(), vm.zeroPages(), of(vm.workload(), ratio));
  }

  private static Workload of(Workload workload, double ratio) {
    if (workload instanceof Workload.Regions regions) {
      return new Workload.Regions(
          regions.regions().stream()
              .map(r -> new Workload.Region(r.pattern(), r.pages(), r.writesPerSecond() * ratio))
              .toList());
    }
    if (workload instanceof Workload.Fitted fitted) {
      return new Workload.Fitted(
          fitted.regions().stream()
              .map(r -> new Workload.Region(r.pattern(), r.pages(), r.writesPerSecond() * ratio))
              .toList());
    }
    if (workload instanceof Workload.Zipf zipf) {
      return new Workload.Zipf(
          zipf.workingSetPages(), zipf.writesPerSecond() * ratio, zipf.exponent());
    }
    if (workload instanceof Workload.Traced traced) {
      return new Workload.Traced(
          traced.workingSetPages(), longer(traced.interval(), ratio), traced.distinctPages());
    }
    if (workload instanceof Workload.MeasuredCurve curve) {
      // What was written in a window is written in a longer one now.
      return new Workload.MeasuredCurve(
          curve.windows().stream()
              .map(w -> new Workload.Window(longer(w.length(), ratio), w.rate().times(ratio)))
              .toList(),
          curve.samplesPerGibibyte());
    }
    throw new AssertionError(workload);
  }

  private static Duration longer(Duration time, double ratio) {
    return Duration.ofNanos(Math.round(time.toNanos() / ratio));
  }
}

package blackout.ingest;

import blackout.calibrate.CalibratedVm;
import blackout.calibrate.Calibration;
import blackout.calibrate.WorkloadFit;
import blackout.inventory.Grade;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.inventory.Vm;
import blackout.json.Json;
import blackout.quantity.ByteCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VMs of a calibration as they stand in an estate file, as far as measurements say.
 *
 * @param vms those of which something fits
 */
public record FittedVms(List<FittedVm> vms) {

  /**
   * A VM whose writes were fitted.
   *
   * @param memoryMib the memory when it was measured, if a source says it
   * @param zeroPageRatio the share of its pages that hold only zeros, if that was seen
   * @param writes how it writes
   * @param origins where the writes are from
   */
  public record FittedVm(
      String name,
      Optional<ByteCount> memoryMib,
      Optional<BigDecimal> zeroPageRatio,
      WritesDoc writes,
      Map<String, String> origins) {
    static FittedVm of(CalibratedVm vm, WorkloadFit fit) {
      Origin origin = vm.grade() == Grade.A ? Origin.MEASURED : Origin.INFERRED;
      String source = "fitted to " + fit.points().size() + " " + fit.basis().label();
      return new FittedVm(
          vm.name(),
          vm.memory().map(memory -> new ByteCount(memory.bytes() >> 20 << 20)),
          vm.memory()
              .filter(memory -> vm.zeroPages() > 0)
              .map(memory -> (double) vm.zeroPages() / memory.pages(Vm.PAGE_BYTES))
              .map(ratio -> Json.plain(Math.round(1e4 * ratio) / 1e4)),
          WritesDoc.of(fit),
          Map.of(Origins.WRITES, new Sourced(Origins.WRITES, origin, source).text()));
    }
  }

  public static FittedVms of(Calibration calibration) {
    return new FittedVms(
        calibration.vms().stream()
            .flatMap(vm -> vm.best().map(fit -> FittedVm.of(vm, fit)).stream())
            .toList());
  }
}

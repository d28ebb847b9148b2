package blackout.calibrate;

import blackout.calibrate.WorkloadFit.Basis;
import blackout.inventory.Grade;
import blackout.inventory.Vm;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostProfile;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the measurements of one VM come to.
 *
 * @param name untrusted text
 * @param memory the assigned memory, if anything said it
 * @param zeroPages the pages that hold only zeros, as far as known
 * @param touched a bound for the working set, if anything said one
 * @param fits the workloads fitted, one for each basis that there is
 * @param link what the stream of its migration carried, if one was watched
 * @param predictions what each fit says of a migration; empty without memory or link
 * @param observed the end of its migration, if one was watched to its end
 * @param observedTotal how long its migration took, which is known of some whose pause is not
 * @param observedNever whether its migration was watched and did not complete
 * @param resolution how exactly the times of that end are known; zero for to the millisecond
 * @param grade how much the workload is to be trusted
 * @param host what its migration tells of the hosts, if one was watched
 * @param notes what each migration that was read is, and what of it is in the fits
 */
public record CalibratedVm(
    String name,
    Optional<ByteCount> memory,
    long zeroPages,
    Optional<ByteCount> touched,
    List<WorkloadFit> fits,
    Optional<DataRate> link,
    Map<Basis, FitPrediction> predictions,
    Optional<Finish> observed,
    Optional<Duration> observedTotal,
    boolean observedNever,
    Duration resolution,
    Grade grade,
    Optional<HostProfile> host,
    List<MigrationUse> attempts,
    List<String> notes) {

  /**
   * A migration that was read.
   *
   * @param ended how it ended and after how long: {@code "completed after 4 s"}
   * @param use what of it is in the fits, or why nothing is
   */
  public record MigrationUse(ObservedMigration migration, String ended, String use) {}

  public CalibratedVm {
    fits = List.copyOf(fits);
    attempts = List.copyOf(attempts);
    notes = List.copyOf(notes);
    predictions = Collections.unmodifiableMap(new EnumMap<>(predictions));
  }

  /**
   * The fit to use: the first of passes, windows and totals that tells both numbers; if none does,
   * the first there is.
   */
  public Optional<WorkloadFit> best() {
    List<WorkloadFit> ordered =
        Stream.of(Basis.PASSES, Basis.WINDOWS, Basis.TOTALS)
            .flatMap(basis -> fits.stream().filter(f -> f.basis() == basis))
            .toList();
    return ordered.stream()
        .filter(f -> f.isIdentified() || f.isTrueToItsPasses())
        .findFirst()
        .or(() -> ordered.stream().findFirst());
  }

  /** The pages that are not zero, if the memory is known. */
  public Optional<Long> residentPages() {
    return memory.map(m -> m.pages(Vm.PAGE_BYTES) - zeroPages);
  }
}

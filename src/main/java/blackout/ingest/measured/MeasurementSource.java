package blackout.ingest.measured;

import blackout.calibrate.Observation;
import blackout.ingest.Loaded;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.VmField;
import blackout.ingest.format.SourceFormats;
import blackout.ingest.format.SourceOptions;
import blackout.ingest.text.SourceFile;
import blackout.quantity.ByteCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody measured of VMs, from a file of any format: the observations that are in it, and
 * the memory of each VM that runs, with how much of it was active.
 */
public final class MeasurementSource {

  private MeasurementSource() {}

  /**
   * What a file holds, and what in it could not be used.
   *
   * @throws UnreadableInput if the file cannot be read, its format is not known, or nothing in it
   *     was measured
   */
  public static Loaded<Measured> load(Path path, SourceOptions options) {
    return of(SourceFile.open(path), options);
  }

  /**
   * The same for the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   */
  public static Loaded<Measured> parse(byte[] bytes, String source, SourceOptions options) {
    return of(SourceFile.of(bytes, source), options);
  }

  private static Loaded<Measured> of(SourceFile file, SourceOptions options) {
    var findings = new Findings();
    SourceFormats.Result result = SourceFormats.read(file, findings, options);
    findings.settle();
    var found = new ArrayList<Observation>(findings.observations());
    for (Facts<VmField> vm : findings.vms().all()) {
      if (vm.value(VmField.RUNNING, Boolean.class).orElse(true)
          && !vm.value(VmField.TEMPLATE, Boolean.class).orElse(false)) {
        memory(vm).ifPresent(found::add);
        size(vm, VmField.ACTIVE_MEMORY)
            .ifPresent(
                a ->
                    found.add(
                        new Observation.Touched(
                            vm.text(VmField.NAME), a.place().toString(), bytes(a))));
      }
    }
    if (found.stream().allMatch(Observation.Memory.class::isInstance)) {
      throw new UnreadableInput(refusal(file, result, found.size(), findings.problems()));
    }
    return new Loaded<>(new Measured(List.copyOf(found), findings.notes()), findings.problems());
  }

  private static List<Problem> refusal(
      SourceFile file, SourceFormats.Result result, int sizes, List<Problem> problems) {
    var all = new ArrayList<Problem>();
    if (result.format().isEmpty()) {
      all.add(result.unknown());
    } else if (problems.isEmpty() || sizes > 0) {
      all.add(
          new Problem(
              file.name(),
              "",
              result.format().get()
                  + (sizes > 0 ? " with the memory of " + sizes + " VMs and" : " with")
                  + " nothing that was measured",
              "a dirty rate, active memory, or a migration that was watched or has finished"));
    }
    problems.stream().filter(p -> !all.contains(p)).forEach(all::add);
    return all;
  }

  private static Optional<Observation> memory(Facts<VmField> vm) {
    return size(vm, VmField.MEMORY)
        .or(() -> size(vm, VmField.STARTUP_MEMORY))
        .map(m -> new Observation.Memory(vm.text(VmField.NAME), m.place().toString(), bytes(m)));
  }

  private static Optional<Fact> size(Facts<VmField> vm, VmField field) {
    return vm.fact(field).filter(f -> f.value() instanceof ByteCount size && size.bytes() > 0);
  }

  private static ByteCount bytes(Fact size) {
    return (ByteCount) size.value();
  }
}

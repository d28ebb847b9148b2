package blackout.ingest.measured;

import blackout.calibrate.Observation;
import blackout.ingest.CounterNames;
import blackout.ingest.Loaded;
import blackout.ingest.MeasurementFile;
import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.Findings;
import blackout.ingest.fact.VmField;
import blackout.ingest.format.RvToolsXlsx;
import blackout.ingest.text.SourceFile;
import blackout.quantity.ByteCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measurements from any file: a {@link MeasurementFile}, or a workbook of RVTools, which has the
 * memory of each VM and how much of it was active.
 */
public final class MeasurementSource {

  private MeasurementSource() {}

  /**
   * What a file holds, and what in it could not be used.
   *
   * @param names how performance counters are called
   * @throws UnreadableInput as {@link MeasurementFile#load}
   */
  public static Loaded<List<Observation>> load(Path path, CounterNames names) {
    SourceFile file = SourceFile.open(path);
    return file.head().zip() ? workbook(file) : MeasurementFile.load(path, names);
  }

  private static Loaded<List<Observation>> workbook(SourceFile file) {
    var rvTools = new RvToolsXlsx();
    if (!rvTools.recognises(file)) {
      throw SourceFile.refused(
          file.name(), "an archive", "a workbook of RVTools with the sheet vInfo");
    }
    var findings = new Findings();
    rvTools.take(file, findings, "a workbook that can be read to its end");
    findings.vms().settle();
    var found = new ArrayList<Observation>();
    for (Facts<VmField> vm : findings.vms().all()) {
      if (vm.value(VmField.RUNNING, Boolean.class).orElse(false)
          && !vm.value(VmField.TEMPLATE, Boolean.class).orElse(false)) {
        Optional<String> name = vm.text(VmField.NAME);
        size(vm, VmField.MEMORY)
            .ifPresent(
                m -> found.add(new Observation.Memory(name, m.place().toString(), bytes(m))));
        size(vm, VmField.ACTIVE_MEMORY)
            .ifPresent(
                a -> found.add(new Observation.Touched(name, a.place().toString(), bytes(a))));
      }
    }
    if (found.isEmpty()) {
      var all = new ArrayList<Problem>();
      all.add(new Problem(file.name(), "", "no VM that is on", "at least one with its memory"));
      all.addAll(findings.problems());
      throw new UnreadableInput(all);
    }
    return new Loaded<>(List.copyOf(found), findings.problems());
  }

  private static Optional<Fact> size(Facts<VmField> vm, VmField field) {
    return vm.fact(field).filter(f -> f.value() instanceof ByteCount);
  }

  private static ByteCount bytes(Fact size) {
    return (ByteCount) size.value();
  }
}

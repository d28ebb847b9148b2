package blackout.ingest;

import blackout.calibrate.MeasuredRun;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.ObservedMigration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what somebody measured of VMs. The format is recognised from the content: answers of QEMU's
 * monitor, what virsh prints, metrics of KubeVirt, performance counters of Windows, memory as
 * RVTools exports it, and measured migrations as {@link MeasuredRunFile} reads them.
 */
public final class MeasurementFile {

  private static final String FORMATS =
      "answers of QEMU to query-dirty-rate or query-migrate, what virsh domstats --dirtyrate or"
          + " domjobinfo prints, KubeVirt metrics, performance counters as CSV, or a vMemory CSV";

  private MeasurementFile() {}

  /**
   * What a file holds, and what in it could not be used.
   *
   * @param names how performance counters are called
   * @throws UnreadableInput if the file cannot be read, its format is not known, or nothing in it
   *     can be used
   */
  public static Loaded<List<Observation>> load(Path file, CounterNames names) {
    return parse(SourceBytes.read(file), JsonText.sourceName(file), names);
  }

  /**
   * The same for the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   */
  public static Loaded<List<Observation>> parse(byte[] bytes, String source, CounterNames names) {
    var complaints = new Complaints(source);
    List<Observation> found = read(SourceBytes.text(bytes), complaints, names);
    if (found.isEmpty()) {
      if (complaints.all().isEmpty()) {
        complaints.add("", "no finished measurement", "at least one in " + source);
      }
      throw new UnreadableInput(complaints.all());
    }
    return new Loaded<>(List.copyOf(found), complaints.all());
  }

  private static List<Observation> read(String text, Complaints complaints, CounterNames names) {
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      return json(text, complaints);
    }
    if (PerfmonCsv.recognises(start)) {
      return PerfmonCsv.read(start, names, complaints);
    }
    if (TouchedMemoryCsv.recognises(start)) {
      return TouchedMemoryCsv.read(start, complaints);
    }
    if (PrometheusText.recognises(text)) {
      return PrometheusText.read(text, complaints);
    }
    if (LibvirtText.recognises(text)) {
      return LibvirtText.read(text, complaints);
    }
    complaints.add("line 1", text.isBlank() ? "an empty file" : firstLine(start), FORMATS);
    return List.of();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Values one after the other; if one is broken, line by line, so that it costs its line. */
  private static List<Observation> json(String text, Complaints complaints) {
    LocatedJson.Sequence whole = LocatedJson.sequence(text, complaints.source(), 1);
    List<LocatedJson> values = new ArrayList<>(whole.values());
    if (whole.problem().isPresent()) {
      values.clear();
      int number = 0;
      for (String line : text.split("\\R", -1)) {
        number++;
        if (!line.isBlank()) {
          LocatedJson.Sequence part = LocatedJson.sequence(line, complaints.source(), number);
          values.addAll(part.values());
          part.problem().ifPresent(complaints::add);
        }
      }
    }
    if (values.stream().anyMatch(v -> v.has("guest") && v.has("measured"))) {
      return runs(text, values, complaints);
    }
    return QmpText.read(values.stream().filter(LocatedJson::isObjectOrArray).toList(), complaints);
  }

  private static List<Observation> runs(
      String text, List<LocatedJson> values, Complaints complaints) {
    var loaded = MeasuredRunFile.parse(text, complaints.source());
    loaded.problems().forEach(complaints::add);
    var found = new ArrayList<Observation>();
    for (MeasuredRun run : loaded.value()) {
      Optional<String> vm = Optional.of(run.id());
      String source = complaints.source();
      run.guest()
          .windows()
          .forEach(
              w ->
                  found.add(
                      new DirtyWindow(vm, source, w, Method.PAGE_SAMPLING, 512, List.of(), false)));
      found.add(
          new Observation.Migration(vm, source, ObservedMigration.of(run, totals(run, values))));
    }
    return found;
  }

  private static Optional<ObservedMigration.Totals> totals(
      MeasuredRun run, List<LocatedJson> values) {
    return values.stream()
        .filter(v -> v.at("id").map(LocatedJson::text).equals(Optional.of(run.id())))
        .flatMap(v -> v.at("measured").stream())
        .flatMap(m -> count(m, "normal_pages").stream())
        .findFirst()
        .map(
            raw ->
                new ObservedMigration.Totals(
                    run.guest().memoryPages(),
                    raw,
                    run.guest().memoryPages() - run.guest().residentPages()));
  }

  private static Optional<Long> count(LocatedJson object, String key) {
    return object
        .at(key)
        .filter(v -> v.isNumber() && v.text().matches("[0-9]{1,15}"))
        .map(v -> Long.parseLong(v.text()));
  }
}

package blackout.ingest.format;

import blackout.calibrate.MeasuredRun;
import blackout.calibrate.Observation;
import blackout.calibrate.Observation.DirtyWindow;
import blackout.calibrate.Observation.Method;
import blackout.calibrate.ObservedMigration;
import blackout.ingest.Loaded;
import blackout.ingest.MeasuredRunFile;
import blackout.ingest.UnreadableInput;
import blackout.ingest.text.LocatedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measured migrations in the form of this project, as {@link MeasuredRunFile} reads them. */
final class MeasuredRuns implements SourceFormat {

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private final Reading reading;
    private final List<LocatedJson> rows = new ArrayList<>();

    Reader(Reading reading) {
      this.reading = reading;
    }

    @Override
    public String name() {
      return "measured migrations";
    }

    @Override
    public boolean json(String list, LocatedJson value) {
      boolean row = value.has("guest") && value.has("measured");
      if (row) {
        rows.add(value);
      }
      return row;
    }

    @Override
    public void end() {
      if (rows.isEmpty()) {
        return;
      }
      String source = reading.file().name();
      try {
        Loaded<List<MeasuredRun>> loaded = MeasuredRunFile.parse(reading.file().text(), source);
        loaded.problems().forEach(reading.findings()::problem);
        for (MeasuredRun run : loaded.value()) {
          take(run, source);
        }
      } catch (UnreadableInput e) {
        e.problems().forEach(reading.findings()::problem);
      } catch (IOException e) {
        reading.problem("", String.valueOf(e.getMessage()), "a file that can be read to its end");
      }
    }

    private void take(MeasuredRun run, String source) {
      Optional<String> vm = Optional.of(run.id());
      run.guest()
          .windows()
          .forEach(
              w ->
                  reading
                      .findings()
                      .observe(
                          new DirtyWindow(
                              vm, source, w, Method.PAGE_SAMPLING, 512, List.of(), false)));
      reading
          .findings()
          .observe(
              new Observation.WatchedMigration(vm, source, ObservedMigration.of(run, totals(run))));
    }

    private Optional<ObservedMigration.Totals> totals(MeasuredRun run) {
      return rows.stream()
          .filter(row -> row.text("id").equals(Optional.of(run.id())))
          .flatMap(row -> row.text("measured", "normal_pages").stream())
          .filter(count -> count.matches("[0-9]{1,15}"))
          .findFirst()
          .map(
              raw ->
                  new ObservedMigration.Totals(
                      run.guest().memoryPages(),
                      Long.parseLong(raw),
                      run.guest().memoryPages() - run.guest().residentPages()));
    }
  }
}

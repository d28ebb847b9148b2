package blackout.ingest;

import blackout.calibrate.Finish;
import blackout.calibrate.MeasuredRun;
import blackout.calibrate.MeasuredRun.LimitedBy;
import blackout.calibrate.MeasuredRun.MeasuredEnd;
import blackout.calibrate.MeasuredRun.MeasuredGuest;
import blackout.calibrate.MeasuredRun.Sync;
import blackout.inventory.Hypervisors;
import blackout.inventory.Workload;
import blackout.inventory.Workload.Pattern;
import blackout.inventory.Workload.Region;
import blackout.inventory.Workload.Window;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From a line that its schema has accepted to a measured run. */
final class MeasuredRunJson {

  private MeasuredRunJson() {}

  /** What a schema cannot say: values that do not fit each other. */
  static Optional<Problem> misfit(Section row, String at) {
    String hypervisor = row.text("hypervisor");
    if (!Hypervisors.names().contains(hypervisor)) {
      return problem(
          at,
          "/hypervisor",
          '"' + hypervisor + '"',
          "a hypervisor; " + Hypervisors.expected(hypervisor));
    }
    try {
      Hypervisors.named(hypervisor).requireOptions(MeasuredOptions.of(row));
    } catch (IllegalArgumentException e) {
      return problem(at, "/options", row.json().path("options"), String.valueOf(e.getMessage()));
    }
    Section guest = row.part("guest");
    long memory = guest.json().path("memory_pages").longValue();
    long resident = guest.json().path("resident_pages").longValue();
    if (resident > memory) {
      return problem(
          at, "/guest/resident_pages", resident, "at most the " + memory + " pages of memory");
    }
    long written =
        guest.parts("writes").stream()
            .mapToLong(w -> w.json().path("region_pages").longValue())
            .sum();
    if (written > resident) {
      return problem(
          at,
          "/guest/writes",
          "regions of " + written + " pages",
          "at most the " + resident + " pages that are not zero");
    }
    return guest.json().path("writes").isArray()
        ? Optional.empty()
        : windowsMisfit(guest, at, resident);
  }

  private static Optional<Problem> windowsMisfit(Section guest, String at, long resident) {
    List<Window> windows = windows(guest);
    if (windows.isEmpty()) {
      return problem(
          at, "/guest", "neither writes nor dirty-rate windows", "at least one of the two");
    }
    long seen = new Workload.MeasuredCurve(windows, 1).workingSetPages();
    return seen <= resident
        ? Optional.empty()
        : problem(
            at,
            "/guest/dirty_rate_windows",
            "a window of " + seen + " dirty pages",
            "at most the " + resident + " pages that are not zero");
  }

  private static List<Window> windows(Section guest) {
    return guest.parts("dirty_rate_windows").stream().map(MeasuredRunJson::window).toList();
  }

  private static Optional<Problem> problem(
      String at, String place, Object value, String expectation) {
    return Optional.of(new Problem(at, place, String.valueOf(value), expectation));
  }

  /** The run of a line without {@link #misfit}. */
  static MeasuredRun run(Section row) {
    Section link = row.part("link");
    return new MeasuredRun(
        row.text("id"),
        Hypervisors.named(row.text("hypervisor")),
        guest(row.part("guest"), row),
        link.text("limited_by").equals("wire") ? LimitedBy.WIRE : LimitedBy.SENDER,
        new DataRate(link.number("bytes_per_second")),
        millis(row, "downtime_limit_ms"),
        row.text("accel").equals("kvm"),
        row.flag("prealloc").orElse(false),
        MeasuredOptions.of(row),
        millis(row, "give_up_after_ms"),
        measured(row.part("measured")));
  }

  private static MeasuredGuest guest(Section guest, Section row) {
    List<Region> told = guest.parts("writes").stream().map(MeasuredRunJson::region).toList();
    List<Region> writes = MeasuredOptions.atMeasuredPace(told, row);
    return new MeasuredGuest(
        guest.json().path("memory_pages").longValue(),
        guest.json().path("resident_pages").longValue(),
        guest.json().path("writes").isArray()
            ? Optional.of(new Workload.Regions(writes))
            : Optional.empty(),
        windows(guest));
  }

  private static Region region(Section write) {
    return new Region(
        write.text("kind").equals("random") ? Pattern.RANDOM : Pattern.SEQUENTIAL,
        write.json().path("region_pages").longValue(),
        write.number("writes_per_second"));
  }

  private static Window window(Section window) {
    return new Window(
        Duration.ofNanos(Math.round(window.number("seconds") * 1e9)),
        DataRate.mebibytesPerSecond(window.number("mib_per_second")));
  }

  private static MeasuredEnd measured(Section measured) {
    Optional<Finish> finish =
        measured.json().path("completed").asBoolean()
            ? Optional.of(
                new Finish(
                    millis(measured, "total_ms"),
                    millis(measured, "downtime_ms"),
                    measured.count("dirty_sync_count")))
            : Optional.empty();
    return new MeasuredEnd(
        finish,
        measured
            .optionalNumber("cpu_throttle_percent")
            .filter(percent -> percent > 0)
            .map(percent -> percent / 100),
        measured.parts("syncs").stream()
            .map(
                sync ->
                    new Sync(
                        millis(sync, "at_ms"), sync.json().path("dirty_pages_period").longValue()))
            .toList());
  }

  private static Duration millis(Section section, String key) {
    return Duration.ofNanos(Math.round(section.number(key) * 1e6));
  }
}

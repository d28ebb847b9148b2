package blackout.ingest.format;

import blackout.calibrate.Attempt;
import blackout.calibrate.DirtyCount;
import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of Cloud Hypervisor at level debug, a line a pass: what it sent, in MiB, and how long
 * that took. What the next pass begins with was dirtied in it.
 *
 * @see <a
 *     href="https://github.com/cloud-hypervisor/cloud-hypervisor/blob/main/docs/live_migration.md">Live
 *     migration of Cloud Hypervisor</a>
 */
final class CloudHypervisor implements SourceFormat {

  private static final Pattern PASS =
      Pattern.compile(
          "Precopy: iter=([0-9]{1,6}) total=([0-9.]{1,15})MiB curr=([0-9.]{1,15})MiB bw=([0-9.]{1,15})MiB/s"
              + " transfer=([0-9.]{1,12})s overhead=([0-9.]{1,12})ms est_downtime=([0-9.]{1,12})ms elapsed=([0-9.]{1,12})s");

  private static final int MIB_PAGES = 256;

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private final Reading reading;
    private final List<MigrationPoll> polls = new ArrayList<>();
    private final List<DirtyCount.Logged> passes = new ArrayList<>();
    private double secondsBefore;
    private double memoryMebibytes;
    private long firstLine;

    Reader(Reading reading) {
      this.reading = reading;
    }

    @Override
    public String name() {
      return "log of Cloud Hypervisor";
    }

    @Override
    public boolean line(long number, String text) {
      if (text.indexOf("Precopy: iter=") < 0) {
        return false;
      }
      Matcher pass = PASS.matcher(text);
      if (!pass.find()) {
        reading.problem("line " + number, text, "a pass with its MiB, rate and seconds");
        return true;
      }
      if (pass.group(1).equals("0")) {
        end();
        firstLine = number;
        memoryMebibytes = value(pass, 3);
      }
      reading.findings().products().add(Product.QEMU);
      double mebibytes = value(pass, 3);
      if (secondsBefore > 0 && mebibytes > 0) {
        passes.add(DirtyCount.Logged.of(secondsBefore, mebibytes * MIB_PAGES));
      }
      secondsBefore = value(pass, 5) + value(pass, 6) / 1000;
      var counters = new EnumMap<Counter, Double>(Counter.class);
      counters.put(Counter.SYNCS, Double.valueOf(pass.group(1)) + 1);
      counters.put(Counter.SENT_BYTES, value(pass, 2) * (1 << 20));
      counters.put(Counter.BYTES_PER_SECOND, value(pass, 4) * (1 << 20));
      counters.put(Counter.EXPECTED_DOWNTIME_SECONDS, value(pass, 7) / 1000);
      if (memoryMebibytes > 0) {
        counters.put(Counter.MEMORY_BYTES, memoryMebibytes * (1 << 20));
      }
      polls.add(
          new MigrationPoll(
              Status.ACTIVE,
              Duration.ofNanos(Math.round(Math.min(value(pass, 8), 1e8) * 1e9)),
              counters));
      return true;
    }

    private static double value(Matcher pass, int group) {
      return Reading.plain(pass.group(group)).orElse(0.0);
    }

    @Override
    public void end() {
      if (!polls.isEmpty()) {
        Attempts.hand(
            reading,
            Optional.empty(),
            reading.at(firstLine),
            new Attempt(Duration.ofMillis(10), polls, passes),
            false);
      }
      polls.clear();
      passes.clear();
      secondsBefore = 0;
      memoryMebibytes = 0;
    }
  }
}

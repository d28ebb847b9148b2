package blackout.ingest;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes the samples of {@code datasets/measurements}: what hypervisors would print of one guest
 * whose writes are known, replayed by our kernel. Only {@code -Dsamples.update=true} writes them.
 */
final class SampleMeasurements {

  /** The guest of every sample: 4 GiB, of which it writes 625 MiB at random, 35 MiB/s. */
  static final long WORKING_SET_PAGES = 160_000;

  static final double WRITES_PER_SECOND = 9_000;

  static final Vm GUEST =
      new Vm(
          "web01",
          ByteCount.gibibytes(4),
          200_000,
          Workload.steady(WORKING_SET_PAGES, WRITES_PER_SECOND));

  static final DataRate LINK = DataRate.megabitsPerSecond(940);

  private static final List<Integer> WINDOW_SECONDS = List.of(1, 2, 5, 10, 20, 40);

  /** Windows of page sampling with 512 samples per GiB; three of each length. */
  private static final int REPEATS = 3;

  private SampleMeasurements() {}

  static void write(Path folder) throws IOException {
    put(folder.resolve("qmp/dirty-rate-windows.json"), qmpWindows());
    put(folder.resolve("qmp/query-migrate-series.json"), qmpSeries());
    put(folder.resolve("libvirt/domstats-dirtyrate.txt"), domstats());
    put(folder.resolve("libvirt/domjobinfo-completed.txt"), domjobinfo());
    put(folder.resolve("kubevirt/metrics.txt"), kubevirt());
    put(folder.resolve("hyper-v/live-migration.csv"), perfmon(",", '.', false));
    Path translated = folder.resolve("hyper-v/live-migration-translated.csv");
    put(translated, "");
    byte[] utf16 = perfmon(";", ',', true).getBytes(StandardCharsets.UTF_16LE);
    byte[] marked = new byte[utf16.length + 2];
    marked[0] = (byte) 0xFF;
    marked[1] = (byte) 0xFE;
    System.arraycopy(utf16, 0, marked, 2, utf16.length);
    Files.write(translated, marked);
    put(folder.resolve("rvtools/RVTools_tabvMemory.csv"), rvtools());
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The rate of a window as QEMU prints it: whole MiB/s, cut off. */
  private static long window(int seconds, long seed) {
    var random = new SplittableRandom(seed);
    var written = new BitSet();
    for (long i = 0; i < WRITES_PER_SECOND * seconds; i++) {
      written.set((int) random.nextLong(WORKING_SET_PAGES));
    }
    int hits = 0;
    for (int i = 0; i < 2048; i++) {
      hits += written.get((int) random.nextLong(GUEST.pages())) ? 1 : 0;
    }
    return hits * 4096L * 1000 / (2048L * seconds * 1000);
  }

  private static String qmpWindows() {
    var text = new StringBuilder();
    long start = 1_700_000_000;
    for (int i = 0; i < WINDOW_SECONDS.size() * REPEATS; i++) {
      int seconds = WINDOW_SECONDS.get(i / REPEATS);
      text.append(
          String.format(
              Locale.ROOT,
              "{\"return\": {\"status\": \"measured\", \"sample-pages\": 512, \"dirty-rate\": %d,"
                  + " \"mode\": \"page-sampling\", \"start-time\": %d, \"calc-time\": %d,"
                  + " \"calc-time-unit\": \"second\"}}%n",
              window(seconds, i + 1),
              start,
              seconds));
      start += seconds + 5L;
    }
    return text.toString();
  }

  private static Outcome migration(String hypervisor) {
    return Kernel.run(Scenario.of(GUEST, Link.wire(LINK), hypervisor), Engine.PAGE_BY_PAGE);
  }

  /** A look every 100 ms while the guest runs, and one at the end. */
  private static String qmpSeries() {
    Outcome outcome = migration("qemu-7.2");
    var text = new StringBuilder("{\"QMP\": {\"version\": {}, \"capabilities\": []}}\n");
    long raw = 0;
    long zero = 0;
    long remaining = GUEST.pages();
    int syncs = 1;
    double next = 0.1;
    for (Round round : outcome.record().rounds()) {
      double start = round.start().toNanos() / 1e9;
      double length = round.duration().toNanos() / 1e9;
      for (; !round.paused() && next < start + length; next += 0.1) {
        double share = (next - start) / length;
        long sentRaw = Math.round(round.sent().rawPages() * share);
        long sentZero = Math.round(round.sent().zeroPages() * share);
        text.append(
            poll(
                "active",
                next * 1000,
                raw + sentRaw,
                zero + sentZero,
                remaining - sentRaw - sentZero,
                syncs,
                -1));
      }
      raw += round.sent().rawPages();
      zero += round.sent().zeroPages();
      remaining = round.remainingPages();
      syncs++;
    }
    double downtime = outcome.downtime().orElseThrow().total().toNanos() / 1e6;
    return text.append(
            poll(
                "completed",
                outcome.record().total().toNanos() / 1e6,
                raw,
                zero,
                0,
                outcome.record().syncCount(),
                downtime))
        .toString();
  }

  private static String poll(
      String status,
      double millis,
      long raw,
      long zero,
      long remaining,
      int syncs,
      double downtime) {
    double bytes = raw * 4104.0 + zero * 9.0;
    return String.format(
        Locale.ROOT,
        "{\"return\": {\"status\": \"%s\", \"total-time\": %.0f, \"setup-time\": 5%s, \"ram\":"
            + " {\"total\": %d, \"remaining\": %d, \"transferred\": %.0f, \"normal\": %d,"
            + " \"duplicate\": %d, \"mbps\": %.3f, \"dirty-sync-count\": %d, \"page-size\":"
            + " 4096}}}%n",
        status,
        millis,
        downtime < 0 ? "" : String.format(Locale.ROOT, ", \"downtime\": %.0f", downtime),
        GUEST.memory().bytes(),
        remaining * 4096,
        bytes,
        raw,
        zero,
        bytes * 8 / 1e3 / Math.max(1, millis - 5),
        syncs);
  }

  private static String domstats() {
    var text = new StringBuilder();
    for (int i = 0; i < WINDOW_SECONDS.size(); i++) {
      int seconds = WINDOW_SECONDS.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "Domain: 'web01'%n  balloon.maximum=4194304%n  dirtyrate.calc_status=2%n"
                  + "  dirtyrate.calc_start_time=%d%n  dirtyrate.calc_period=%d%n"
                  + "  dirtyrate.calc_mode=page-sampling%n  dirtyrate.megabytes_per_second=%d%n%n",
              348_414 + 60 * i,
              seconds,
              window(seconds, 100 + i)));
    }
    return text.toString();
  }

  private static String domjobinfo() {
    Outcome outcome = migration("qemu-7.2");
    Round.Sent sent = outcome.record().sent();
    double seconds = outcome.record().total().toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        """
        Job type:         Completed
        Operation:        Outgoing migration
        Time elapsed:     %-12.0f ms
        Data processed:   %.3f GiB
        Data remaining:   0.000 B
        Data total:       4.000 GiB
        Memory processed: %.3f GiB
        Memory remaining: 0.000 B
        Memory total:     4.000 GiB
        Memory bandwidth: %.3f MiB/s
        Dirty rate:       0            pages/s
        Page size:        4096         bytes
        Iteration:        %-12d
        Constant pages:   %-12d
        Normal pages:     %-12d
        Normal data:      %.3f GiB
        Total downtime:   %-12.0f ms
        Setup time:       5            ms
        """,
        seconds * 1000,
        sent.bytes().bytes() / (double) (1 << 30),
        sent.bytes().bytes() / (double) (1 << 30),
        sent.bytes().bytes() / (double) (1 << 20) / seconds,
        outcome.record().syncCount(),
        sent.zeroPages(),
        sent.rawPages(),
        sent.rawPages() * 4096.0 / (1 << 30),
        outcome.downtime().orElseThrow().total().toNanos() / 1e6);
  }

  private static String kubevirt() {
    var text =
        new StringBuilder(
            """
            # HELP kubevirt_vmi_memory_domain_bytes The amount of memory in bytes allocated to the domain.
            # TYPE kubevirt_vmi_memory_domain_bytes gauge
            kubevirt_vmi_memory_domain_bytes{namespace="shop",name="web01",node="node-1"} 4.294967296e+09
            # HELP kubevirt_vmi_dirty_rate_bytes_per_second Guest dirty-rate in bytes per second.
            # TYPE kubevirt_vmi_dirty_rate_bytes_per_second gauge
            """);
    for (int i = 0; i < 6; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "kubevirt_vmi_dirty_rate_bytes_per_second{namespace=\"shop\",name=\"web01\",node=\"node-1\"}"
                  + " %d %d%n",
              window(1, 200 + i) << 20,
              1_700_000_000_000L + i * 30_000L));
    }
    return text.append(
            "kubevirt_vmi_migration_memory_transfer_rate_bytes{namespace=\"shop\",name=\"web01\",node=\"node-1\"}"
                + " 1.1714e+08\n")
        .append(
            """
            kubevirt_vmi_migration_start_time_seconds{namespace="shop",name="web01",node="node-1"} 1.700000301e+09
            kubevirt_vmi_migration_end_time_seconds{namespace="shop",name="web01",node="node-1"} 1.700000337e+09
            kubevirt_vmi_migration_succeeded{namespace="shop",vmi="web01",node="node-1"} 1
            kubevirt_vmi_migration_failed{namespace="shop",vmi="web01",node="node-1"} 0
            """)
        .toString();
  }

  /** A sample a second; the translated names are made up. */
  private static String perfmon(String separator, char point, boolean translated) {
    Outcome outcome = migration("hyper-v-2008-r2");
    String object =
        translated
            ? "\\\\HV01\\Hyper-V-VM-Livemigration(web01:VM-Livemigration)\\"
            : "\\\\HV01\\Hyper-V VM Live Migration(web01:VM Live Migration)\\";
    List<String> names =
        translated
            ? List.of("Durchlauf Nr.", "Geänderte Seiten", "Blackout?", "Gesendete Bytes/s")
            : List.of(
                "Transfer Pass: Number",
                "Transfer pass: Dirty Page Count",
                "Transfer Pass: Is blackout",
                "TCP Transport: Bytes Sent/sec");
    var text = new StringBuilder("\"(PDH-CSV 4.0) (UTC)(0)\"");
    names.forEach(
        name -> text.append(separator).append('"').append(object).append(name).append('"'));
    text.append("\r\n");
    int second = 0;
    long dirty = GUEST.pages();
    double next = Math.ceil(outcome.record().rounds().get(0).start().toNanos() / 1e9);
    for (int idle = 0; idle < 3; idle++) {
      text.append(sample(second++, separator, List.of(" ", " ", " ", " ")));
    }
    int pass = 1;
    for (Round round : outcome.record().rounds()) {
      double end = (round.start().plus(round.duration())).toNanos() / 1e9;
      for (; next < end; next++) {
        String rate = String.format(Locale.ROOT, "%.6f", LINK.bytesPerSecond()).replace('.', point);
        text.append(
            sample(
                second++,
                separator,
                List.of(
                    Integer.toString(pass),
                    Long.toString(dirty),
                    round.paused() ? "1" : "0",
                    rate)));
      }
      dirty = round.remainingPages();
      pass++;
    }
    text.append(sample(second, separator, List.of(" ", " ", " ", " ")));
    return text.toString();
  }

  private static String sample(int second, String separator, List<String> cells) {
    var line =
        new StringBuilder(
            String.format(
                Locale.ROOT, "\"12/15/2025 10:%02d:%02d.000\"", 40 + second / 60, second % 60));
    cells.forEach(cell -> line.append(separator).append('"').append(cell).append('"'));
    return line.append("\r\n").toString();
  }

  private static String rvtools() {
    return """
    VM,Powerstate,Template,Size MiB,Consumed,Active,Host
    web01,poweredOn,False,"4,096","3,900","901",esx01.example
    db01,poweredOn,False,"131,072","118,400","21,504",esx02.example
    old01,poweredOff,False,"8,192",0,0,esx02.example
    golden,poweredOff,True,"4,096",0,0,esx01.example
    """;
  }
}

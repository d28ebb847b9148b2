package blackout.calibrate;

import blackout.calibrate.MigrationPoll.Counter;
import blackout.inventory.Link;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.HostProfile.Figure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a watched migration tells of its stream and its hosts. QEMU lifts its limit in the pause, so
 * bytes that went there much faster than in the passes say that those ran at a limit, and what a
 * page takes without one.
 *
 * @param link the stream: the wire and, if the passes ran at a limit, that
 * @param host the hosts, with what the migration tells of them in place of what is usual
 * @param limited how it is known that the passes ran at a limit; empty if they did not
 */
record WatchedStream(Link link, HostProfile host, Optional<String> limited) {

  /** A pause that carries so much more than the passes shows a limit in those. */
  private static final double CLEARLY_FASTER = 1.4;

  /** QEMU's max-bandwidth since 5.2: 128 MiB/s (migration/options.c). */
  private static final double USUAL_LIMIT = 128 << 20;

  /** By so much QEMU's own count is above its limit, at most: a flush of 64 pages a window. */
  private static final double ABOVE_LIMIT = 1.013;

  /** A wire that is faster than any sender. */
  private static final DataRate FREE = new DataRate(1e12);

  private static final double PAGE_WIRE_BYTES = 4104;

  /**
   * What the pauses of one move differ by when it is made again (ms), as a standard deviation: in
   * the series of a PostgreSQL guest of 2026 repeats differ by 10 to 20 ms.
   */
  private static final double PAUSE_NOISE_MILLIS = 8;

  /** The pause without memory of a small guest on hosts that were watched (ms): an assumption. */
  private static final double USUAL_FIXED_MILLIS = 4;

  /** Zero pages between two looks that are enough to tell what one takes. */
  private static final double MANY_ZERO_PAGES = 50_000;

  /**
   * @param rate what the stream carried while the guest ran
   * @param usual the hosts where nothing is told of them
   */
  static WatchedStream of(Attempt record, DataRate rate, HostProfile usual) {
    double live = rate.bytesPerSecond();
    Optional<DataRate> pause = record.pauseRate();
    Optional<DataRate> told =
        record.limit().filter(l -> l.bytesPerSecond() < live * CLEARLY_FASTER);
    Optional<String> limited = Optional.empty();
    if (pause.isPresent() && pause.get().bytesPerSecond() > live * CLEARLY_FASTER) {
      limited =
          Optional.of(
              "the pause carried "
                  + Amounts.linkRate(pause.get())
                  + ", the passes "
                  + Amounts.linkRate(rate));
    } else if (told.isPresent()) {
      limited = Optional.of("the record names " + Amounts.linkRate(told.get()));
    } else if (live > USUAL_LIMIT / ABOVE_LIMIT && live < USUAL_LIMIT * ABOVE_LIMIT) {
      limited = Optional.of("they carried QEMU's usual 128 MiB/s, which is a guess");
    }
    HostProfile host = host(record, usual, limited.isPresent());
    return new WatchedStream(
        limited.isPresent()
            ? new Link(FREE, Optional.of(rate), Link.LINUX_SOCKET_BUFFER)
            : Link.wire(rate),
        host,
        limited);
  }

  private static HostProfile host(Attempt record, HostProfile usual, boolean limited) {
    Map<HostFigure, Figure> known = new EnumMap<>(HostFigure.class);
    record
        .lastOf(Counter.SETUP_SECONDS)
        .filter(s -> s < 60)
        .ifPresent(s -> known.put(HostFigure.SETUP, measured(s * 1e3, 0.5, "setup-time")));
    double usualZero = usual.costs(0, 0).zeroPageNanos();
    fastestZero(record)
        .filter(ns -> ns < usualZero)
        .ifPresent(ns -> known.put(HostFigure.ZERO_PAGE, measured(ns, ns / 4, "fastest looks")));
    if (record.postCopy() || stoppedBefore(record)) {
      wholePause(record, known);
    } else if (limited) {
      pause(record, usual, known);
    }
    known.put(HostFigure.PAYLOAD, new Figure(1, 1, 1, "the rate is that of the payload"));
    HostProfile host = usual;
    for (Map.Entry<HostFigure, Figure> each : known.entrySet()) {
      host = host.with(each.getKey(), each.getValue());
    }
    return new HostProfile("learned", "learned from a migration that was watched", host.figures());
  }

  /**
   * The pause is a fixed part and a time for each page: two unknowns in one equation. The likeliest
   * pair is taken, by what is usual of both and by how far the pauses of repeats lie apart: a
   * single pause is no better known than that.
   */
  private static void pause(Attempt record, HostProfile usual, Map<HostFigure, Figure> known) {
    double pause = record.last().counter(Counter.DOWNTIME_SECONDS).orElse(0.0) * 1e3;
    double pages = record.last().counter(Counter.DOWNTIME_BYTES).orElse(0.0) / PAGE_WIRE_BYTES;
    if (pause < 1 || pages < 500) {
      return;
    }
    Figure raw = usual.figures().get(HostFigure.RAW_PAGE);
    double usualRaw = raw == null ? 1500 : raw.value();
    double best = Double.POSITIVE_INFINITY;
    double bestRaw = usualRaw;
    double bestFixed = USUAL_FIXED_MILLIS;
    for (double page = usualRaw / 3; page < usualRaw * 3; page *= 1.02) {
      for (double fixed = 0.5; fixed < 100; fixed *= 1.05) {
        double off = (page * pages / 1e6 + fixed - pause) / PAUSE_NOISE_MILLIS;
        double ofPage = Math.log(page / usualRaw) / 0.15;
        double ofFixed = Math.log(fixed / USUAL_FIXED_MILLIS) / 0.9;
        double misfit = off * off + ofPage * ofPage + ofFixed * ofFixed;
        if (misfit < best) {
          best = misfit;
          bestRaw = page;
          bestFixed = fixed;
        }
      }
    }
    String origin = "downtime and downtime-bytes of the migration that was watched";
    known.put(HostFigure.RAW_PAGE, new Figure(bestRaw, bestRaw / 1.3, bestRaw * 1.3, origin));
    known.put(HostFigure.FIXED_PAUSE, new Figure(bestFixed, bestFixed / 3, bestFixed * 4, origin));
    known.put(HostFigure.PROCESSOR_PAUSE, new Figure(0, 0, 0, "in fixed_pause_ms"));
    known.put(HostFigure.DEVICE_STATE, new Figure(0, 0, 0, "in fixed_pause_ms"));
    known.put(HostFigure.FIRST_TOUCH, new Figure(0, 0, 0, "in raw_page_ns"));
  }

  /** Whether the guest was stopped before it moved, so that all was sent in a pause. */
  private static boolean stoppedBefore(Attempt record) {
    double all = record.lastOf(Counter.SENT_BYTES).orElse(Double.POSITIVE_INFINITY);
    return record.last().counter(Counter.DOWNTIME_BYTES).orElse(0.0) > 0.9 * all;
  }

  /**
   * The pause of a switch to post-copy is a fixed part and a time for each run of pages written,
   * that of a guest that stood still a fixed part and the last pages: which of the two is open.
   * Where no page was seen written it is the fixed part alone.
   */
  private static void wholePause(Attempt record, Map<HostFigure, Figure> known) {
    double pause = record.lastOf(Counter.DOWNTIME_SECONDS).orElse(0.0) * 1e3;
    if (pause <= 0) {
      return;
    }
    boolean alone = record.postCopy() && WatchedMigrations.observed(record).passes().isEmpty();
    double fixed = alone ? pause : Math.min(USUAL_FIXED_MILLIS, pause / 2);
    String origin = "downtime of the migration that was watched";
    known.put(HostFigure.FIXED_PAUSE, new Figure(fixed, 0, Math.max(fixed, pause), origin));
    known.put(HostFigure.PROCESSOR_PAUSE, new Figure(0, 0, 0, "in fixed_pause_ms"));
    known.put(HostFigure.DEVICE_STATE, new Figure(0, 0, 0, "in fixed_pause_ms"));
  }

  /**
   * The least time that a zero page was seen to take. It may take less: a stream at its limit waits
   * between them.
   */
  private static Optional<Double> fastestZero(Attempt record) {
    List<MigrationPoll> polls = record.polls();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < polls.size(); i++) {
      MigrationPoll a = polls.get(i - 1);
      MigrationPoll b = polls.get(i);
      if (a.postCopy() || b.postCopy() || a.sentPages().isEmpty() || b.sentPages().isEmpty()) {
        continue;
      }
      double zero = (double) b.zeroPages().orElse(0L) - a.zeroPages().orElse(0L);
      double raw = (double) b.rawPages().orElse(0L) - a.rawPages().orElse(0L);
      double nanos = (double) b.elapsed().toNanos() - a.elapsed().toNanos();
      if (zero > MANY_ZERO_PAGES && raw < zero / 10) {
        least = Math.min(least, nanos / zero);
      }
    }
    return least < 2000 ? Optional.of(least) : Optional.empty();
  }

  private static Figure measured(double value, double error, String from) {
    return new Figure(
        value, Math.max(0, value - error), value + error, from + " of the migration watched");
  }
}

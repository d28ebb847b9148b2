package blackout.calibrate;

import java.util.List;
import java.util.Optional;

/**
 * How far other tools were off on 54 migrations of QEMU 7.2 taken on the same machine in the same
 * way, none with auto-converge; 51 completed. 26 of them are in {@code datasets/qemu-7.2-measured},
 * so these figures and ours are close to, but not quite, the same test. Each tool was run (the
 * geometric form computed) for this project in 2026, and told the guest's true memory, working set
 * and write rate. Total time errors are over rows that completed in both; downtime errors over
 * those of them that a wire held back.
 *
 * @param tool the tool and its version
 * @param source where it is
 * @param verdictRight the rows of 54 where it is right about completing
 * @param totalMedian median error of the total time, as a share of the measured one
 * @param totalP90 its 90th percentile
 * @param downtimeMedianMillis median error of the downtime (ms), empty if it predicts none
 * @param downtimeP90Millis its 90th percentile (ms)
 */
public record PeerAccuracy(
    String tool,
    String source,
    int verdictRight,
    double totalMedian,
    double totalP90,
    Optional<Double> downtimeMedianMillis,
    Optional<Double> downtimeP90Millis) {

  /** The migrations that the tools were run on. */
  public static final int ROWS = 54;

  /** The tools, best first by the median of the total time, each told the memory in use. */
  public static final List<PeerAccuracy> ALL =
      List.of(
          of(
              "predict_migration.py, posted for QEMU in 2023",
              "https://lore.kernel.org/qemu-devel/cover.1677589218.git.gudkov.andrei@huawei.com/",
              49,
              0.053,
              0.329,
              44,
              231),
          of(
              "CloudSim Plus 8.5.7, full bandwidth",
              "https://github.com/cloudsimplus/cloudsimplus",
              51,
              0.179,
              0.484,
              267,
              875),
          new PeerAccuracy(
              "BtrPlace 1.12.12-SNAPSHOT, mVM",
              "https://github.com/btrplace/scheduler",
              51,
              0.263,
              1.265,
              Optional.empty(),
              Optional.empty()),
          of(
              "DISSECT-CF 0.9.8-SNAPSHOT",
              "https://github.com/kecskemeti/dissect-cf",
              51,
              0.274,
              1.122,
              243,
              593),
          of(
              "SimGrid 3.32, live-migration plugin",
              "https://framagit.org/simgrid/simgrid",
              50,
              0.282,
              2.188,
              252,
              958),
          of(
              "geometric series (a formula, no tool)",
              "https://doi.org/10.1145/1996130.1996154",
              49,
              0.328,
              3.496,
              59,
              342));

  private static PeerAccuracy of(
      String tool,
      String source,
      int verdictRight,
      double totalMedian,
      double totalP90,
      double downtimeMedianMillis,
      double downtimeP90Millis) {
    return new PeerAccuracy(
        tool,
        source,
        verdictRight,
        totalMedian,
        totalP90,
        Optional.of(downtimeMedianMillis),
        Optional.of(downtimeP90Millis));
  }
}

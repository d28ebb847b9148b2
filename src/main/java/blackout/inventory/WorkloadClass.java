package blackout.inventory;

import static blackout.quantity.Require.require;

import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import blackout.quantity.Labelled;
import blackout.quantity.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a guest does, for those who have not measured how it writes: a range of dirty rates, never
 * one number. Few dirty rates are published; where there is one the class cites it, where there is
 * none it says so. A prediction that rests on a class is a guess, and one measurement replaces it.
 */
public enum WorkloadClass implements Labelled {
  /** Idle Linux guests just booted: 479,929 KiB were dirty after a pass of 83.1 s. */
  IDLE(
      "idle",
      0.1,
      1,
      6,
      false,
      "an idle Linux guest of 1 TiB just booted dirtied 5.6 MiB/s (J. Quintela, qemu-devel, 2 Aug"
          + " 2022, <20220802063907.18882-1-quintela@redhat.com>)"),
  INFRASTRUCTURE(
      "infrastructure",
      0.2,
      1,
      5,
      true,
      "no figure is published; an assumption between idle and general"),
  VDI("vdi", 0.5, 2, 10, true, "no figure is published; an assumption between idle and web"),
  WEB(
      "web",
      1,
      4,
      13,
      true,
      "of SPECweb only the pause is published (Clark et al., NSDI 2005, 210 ms); an assumption"
          + " between idle and java"),
  GENERAL("general", 1, 4, 15, true, "no figure is published; an assumption between idle and java"),
  /** 67,551 pages of 4 KiB a second by 20 processors; a factor of three to both sides. */
  JAVA(
      "java",
      4,
      13,
      40,
      true,
      "a Java warehouse load, 20 processors 80 % busy, dirtied 13 MiB/s for each (QEMU commit"
          + " 7ca1dfad952d, 2013); a factor of three to both sides is assumed"),
  /** What the hypervisor saw at its syncs, of 4 processors, by 4 and by 16 client threads. */
  SQL(
      "sql",
      5,
      10,
      40,
      true,
      "PostgreSQL under YCSB on 4 processors dirtied 5 to 38 MiB/s for each (LordWicked,"
          + " live-migration-thesis-code, 2026)"),
  /** 2,958 sampled pages in 60 s, 236 in 1 s; a sampled page stands for 512. */
  CACHE(
      "cache",
      98,
      250,
      530,
      false,
      "memcached under YCSB, 32 GiB, dirtied 98 MiB/s over 60 s and 530 MiB/s over 0.1 s (A. Gudkov,"
          + " qemu-devel, 28 Feb 2023); its processors are not stated, so nothing is scaled"),
  BUILD("build", 4, 20, 100, true, "no figure is published; an assumption between java and memory"),
  /** 598,555 pages of 4 KiB a second by 4 processes. */
  MEMORY(
      "memory",
      100,
      400,
      600,
      true,
      "stress --vm 4 dirtied 585 MiB/s for each process (J. Quintela, qemu-devel, 10 Mar 2022,"
          + " <20220310153454.3929-1-quintela@redhat.com>)");

  private final String label;
  private final double least;
  private final double likeliest;
  private final double most;
  private final boolean perProcessor;
  private final String source;

  WorkloadClass(
      String label,
      double least,
      double likeliest,
      double most,
      boolean perProcessor,
      String source) {
    this.label = label;
    this.least = least;
    this.likeliest = likeliest;
    this.most = most;
    this.perProcessor = perProcessor;
    this.source = source;
  }

  /**
   * The dirty rates of a guest.
   *
   * @param least few such guests dirty less
   * @param likeliest what is taken where one number is needed
   * @param most few dirty more
   */
  public record Range(DataRate least, DataRate likeliest, DataRate most) {

    /** The three rates, rising. */
    public List<DataRate> rates() {
      return List.of(least, likeliest, most);
    }
  }

  @Override
  public String label() {
    return label;
  }

  /** Where the range is from, or that nothing is published. */
  public String source() {
    return source;
  }

  /** The likeliest rate, in MiB/s for each processor, or of the guest where nothing is scaled. */
  public double likeliestMebibytes() {
    return likeliest;
  }

  /**
   * The dirty rates of a guest of this class.
   *
   * @param processors its virtual processors, at least 1
   */
  public Range range(long processors) {
    require(processors >= 1, "a guest has at least 1 processor, not %s", processors);
    double by = perProcessor ? processors : 1;
    return new Range(
        DataRate.mebibytesPerSecond(least * by),
        DataRate.mebibytesPerSecond(likeliest * by),
        DataRate.mebibytesPerSecond(most * by));
  }

  /** The class and its range in a line. */
  public String words(long processors) {
    Range range = range(processors);
    return "class %s%s: %s to %s, most likely %s"
        .formatted(
            label,
            perProcessor ? ", " + Text.count(processors, "processor") : "",
            Amounts.rate(range.least()),
            Amounts.rate(range.most()),
            Amounts.rate(range.likeliest()));
  }

  /** The names of all classes. */
  public static List<String> names() {
    return Arrays.stream(values()).map(WorkloadClass::label).toList();
  }

  /**
   * The class of a name, in any case of letters.
   *
   * @throws IllegalArgumentException if there is none; the message suggests the nearest
   */
  public static WorkloadClass named(String name) {
    return Arrays.stream(values())
        .filter(c -> c.label.equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no workload \"%s\"; %sthere are %s"
                        .formatted(name, near(name), String.join(", ", names()))));
  }

  private static String near(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return names().stream()
        .filter(n -> Text.distance(n, lower) <= Math.min(2, lower.length() / 2))
        .min(Comparator.comparing(n -> Text.distance(n, lower)))
        .map(n -> "did you mean " + n + "? ")
        .orElse("");
  }
}

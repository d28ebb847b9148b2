package blackout.plan.move;

import static blackout.quantity.Require.require;

import blackout.inventory.Hypervisor;
import blackout.inventory.Vm;
import blackout.kernel.Detail;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Live migrations for every combination of some values. The last axis turns fastest: the points of
 * one hypervisor, memory, dirty rate and working set follow one another, link by link. Every point
 * is computed from its number alone, so the points are the same in whatever order and by however
 * many threads.
 *
 * @param base what all points share
 * @param hypervisors at least one
 * @param memories at least one
 * @param dirtyRates at least one
 * @param workingSets sizes; empty for the share of memory of the base
 * @param links at least one
 */
public record Sweep(
    Question base,
    List<Hypervisor> hypervisors,
    List<ByteCount> memories,
    List<DataRate> dirtyRates,
    List<ByteCount> workingSets,
    List<DataRate> links) {

  /**
   * One point.
   *
   * @param question what is predicted
   * @param outcome in expected counts, without rounds; empty where the working set does not fit the
   *     memory, or the memory does not travel in {@link DataRate#LONGEST}
   */
  public record Point(Question question, Optional<Outcome> outcome) {}

  /**
   * @throws IllegalArgumentException if an axis has no values, a hypervisor has not what is
   *     switched on, or there are more than 2^63 points
   */
  public Sweep {
    hypervisors = List.copyOf(hypervisors);
    memories = List.copyOf(memories);
    dirtyRates = List.copyOf(dirtyRates);
    workingSets = List.copyOf(workingSets);
    links = List.copyOf(links);
    require(
        !hypervisors.isEmpty() && !memories.isEmpty() && !dirtyRates.isEmpty() && !links.isEmpty(),
        "a sweep needs a hypervisor, a memory, a dirty rate and a link");
    hypervisors.forEach(h -> h.requireOptions(base.options()));
    size(hypervisors, memories, dirtyRates, workingSets, links);
  }

  public long size() {
    return size(hypervisors, memories, dirtyRates, workingSets, links);
  }

  private static long size(List<?>... axes) {
    long size = 1;
    for (List<?> axis : axes) {
      long values = Math.max(1, axis.size());
      require(size <= Long.MAX_VALUE / values, "a sweep of more than 2^63 points never ends");
      size *= values;
    }
    return size;
  }

  /**
   * What is asked at a point.
   *
   * @param number 0 to {@link #size} - 1
   */
  public Question question(long number) {
    long rest = number;
    DataRate link = links.get((int) (rest % links.size()));
    rest /= links.size();
    int sets = Math.max(1, workingSets.size());
    int set = (int) (rest % sets);
    rest /= sets;
    DataRate dirtyRate = dirtyRates.get((int) (rest % dirtyRates.size()));
    rest /= dirtyRates.size();
    ByteCount memory = memories.get((int) (rest % memories.size()));
    rest /= memories.size();
    Guest guest = base.guest().withMemory(memory).withDirtyRate(dirtyRate);
    return base.withGuest(
            workingSets.isEmpty() ? guest : guest.withWorkingSet(workingSets.get(set)))
        .withLink(link)
        .withHypervisor(hypervisors.get((int) rest));
  }

  /** Predicts one point. */
  public Point point(long number) {
    Question question = question(number);
    long pages = question.guest().memory().pages(Vm.PAGE_BYTES);
    long resident = pages - (long) (pages * question.guest().zeroRatio());
    boolean travels =
        question.migration().link().liveRate().moves(question.guest().memory(), DataRate.LONGEST);
    return question.guest().writtenPages() > resident || !travels
        ? new Point(question, Optional.empty())
        : new Point(
            question,
            Optional.of(
                Kernel.run(question.scenario(), Engine.EXPECTED_COUNTS, Detail.TOTALS, List.of())));
  }

  /** Predicts the points from one number up to another, that one excluded, one after the other. */
  public List<Point> points(long from, long to) {
    return LongStream.range(from, to).mapToObj(this::point).toList();
  }

  /** Predicts all points, side by side. */
  public List<Point> points() {
    require(size() <= 1 << 20, "%s points are too many for one list", size());
    return IntStream.range(0, (int) size()).parallel().mapToObj(this::point).toList();
  }
}

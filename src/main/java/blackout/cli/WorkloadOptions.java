package blackout.cli;

import blackout.inventory.WorkloadClass;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a guest does, in place of a dirty rate that nobody measured. */
final class WorkloadOptions {

  /** The names of the classes. */
  static final class Classes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return WorkloadClass.names().iterator();
    }
  }

  @Option(
      names = "--workload",
      paramLabel = "CLASS",
      completionCandidates = Classes.class,
      converter = Quantities.WorkloadName.class,
      description =
          "In place of --dirty-rate: what the guest does, one of ${COMPLETION-CANDIDATES}. The"
              + " answer is a range and a guess; --vcpus scales it.")
  private Optional<WorkloadClass> workload = Optional.empty();

  Optional<WorkloadClass> workload() {
    return workload;
  }

  /**
   * A range of dirty rates that stands for one nobody measured.
   *
   * @param workload the class
   * @param processors of the guest
   * @param asked whether somebody named the class; otherwise it is assumed
   */
  record Guess(WorkloadClass workload, int processors, boolean asked) {
    WorkloadClass.Range range() {
      return workload.range(processors);
    }
  }
}

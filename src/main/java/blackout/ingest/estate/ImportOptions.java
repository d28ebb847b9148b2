package blackout.ingest.estate;

import blackout.ingest.format.SourceOptions;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Optional;

/**
 * What the planner says that no export does.
 *
 * @param clusters the names of the clusters to read; none for all
 * @param link the line rate of the migration network
 * @param storage the rate at which saved states are written and read
 * @param hypervisor the profile of the live migration
 * @param sources what the user says of titles and counters
 */
public record ImportOptions(
    List<String> clusters,
    Optional<DataRate> link,
    Optional<DataRate> storage,
    Optional<String> hypervisor,
    SourceOptions sources) {
  public ImportOptions {
    clusters = List.copyOf(clusters);
  }

  /** Nothing is said. */
  public static final ImportOptions NONE =
      new ImportOptions(
          List.of(), Optional.empty(), Optional.empty(), Optional.empty(), SourceOptions.NONE);
}

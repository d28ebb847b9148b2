package blackout.cli;

import blackout.quantity.DataRate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The link of a migration, by its port or by what was measured of it. */
final class LinkOptions {

  @Option(
      names = "--link",
      paramLabel = "RATE",
      converter = Quantities.PortRate.class,
      description =
          "The port of the migration network, such as 1Gbit/s; 94.15 %% of it is payload (TCP, MTU"
              + " 1500).")
  private Optional<DataRate> port = Optional.empty();

  @Option(
      names = "--payload",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description = "In place of --link: the payload that was measured, such as 940Mbit/s.")
  private Optional<DataRate> payload = Optional.empty();

  /** Whether the payload was measured. */
  boolean isMeasured() {
    return payload.isPresent();
  }

  /**
   * The payload rate; empty if neither is given.
   *
   * @throws IllegalArgumentException if both are given
   */
  Optional<DataRate> payload() {
    if (port.isPresent() && payload.isPresent()) {
      throw new IllegalArgumentException("--link and --payload are two ways to say one thing");
    }
    return port.or(() -> payload);
  }
}

package blackout.cli;

import picocli.CommandLine.Option;

/** The seed, the same option in every command that has chance in it. */
final class SeedOption {

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "NUMBER",
      description = "Seed of the random numbers (${DEFAULT-VALUE}).")
  private long seed;

  long value() {
    return seed;
  }
}

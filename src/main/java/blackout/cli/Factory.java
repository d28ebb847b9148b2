package blackout.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and hands each of them the terminal. */
record Factory(Terminal terminal) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ReportCommand.class) {
      return type.cast(new ReportCommand(terminal));
    }
    if (type == CompareCommand.class) {
      return type.cast(new CompareCommand(terminal));
    }
    if (type == ImportCommand.class) {
      return type.cast(new ImportCommand(terminal));
    }
    if (type == ValidateCommand.class) {
      return type.cast(new ValidateCommand(terminal));
    }
    if (type == AvailabilityCommand.class) {
      return type.cast(new AvailabilityCommand(terminal));
    }
    if (type == ChecksCommand.class) {
      return type.cast(new ChecksCommand(terminal));
    }
    if (type == EstimateCommand.class) {
      return type.cast(new EstimateCommand(terminal));
    }
    if (type == SolveCommand.class) {
      return type.cast(new SolveCommand(terminal));
    }
    if (type == SweepCommand.class) {
      return type.cast(new SweepCommand(terminal));
    }
    if (type == AccuracyCommand.class) {
      return type.cast(new AccuracyCommand(terminal));
    }
    if (type == CalibrateCommand.class) {
      return type.cast(new CalibrateCommand(terminal));
    }
    if (type == DrainCommand.class) {
      return type.cast(new DrainCommand(terminal));
    }
    if (type == FleetCommand.class) {
      return type.cast(new FleetCommand(terminal));
    }
    if (type == RiskCommand.class) {
      return type.cast(new RiskCommand(terminal));
    }
    if (type == AdviseCommand.class) {
      return type.cast(new AdviseCommand(terminal));
    }
    if (type == HypervisorsCommand.class) {
      return type.cast(new HypervisorsCommand(terminal));
    }
    if (type == SchemaCommand.class) {
      return type.cast(new SchemaCommand(terminal));
    }
    if (type == CompletionCommand.class) {
      return type.cast(new CompletionCommand(terminal));
    }
    return CommandLine.defaultFactory().create(type);
  }
}

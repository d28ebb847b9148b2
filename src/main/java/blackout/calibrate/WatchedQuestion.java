package blackout.calibrate;

import blackout.calibrate.Calibration.Settings;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.quantity.DataRate;
import blackout.scenario.HostFigure;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The two questions of a calibration: the migration that was watched, whatever is to be predicted,
 * and the one to predict.
 */
final class WatchedQuestion {

  private WatchedQuestion() {}

  /** What an attempt tells of its stream; empty if its rate is not known. */
  static Optional<WatchedStream> stream(ObservedMigration migration, Settings settings) {
    HostProfile usual = settings.host().profile(settings.hypervisor());
    return migration
        .rate()
        .filter(rate -> rate.bytesPerSecond() > 0)
        .map(
            rate ->
                migration
                    .record()
                    .map(
                        record -> WatchedStream.of(record, SeriesFitting.rate(record, rate), usual))
                    .orElseGet(() -> new WatchedStream(Link.wire(rate), usual, Optional.empty())));
  }

  /** A migration as it was watched, for a VM. */
  static Optional<Function<Vm, Scenario>> watched(ObservedMigration migration, Settings settings) {
    if (migration.run().isPresent()) {
      Scenario asked = MeasuringHost.scenario(migration.run().get());
      return Optional.of(asked::withVm);
    }
    boolean throttled = migration.record().flatMap(Attempt::throttle).isPresent();
    return stream(migration, settings)
        .map(
            stream ->
                vm ->
                    hidden(stream.host(), stream.link(), false)
                        .on(
                            Scenario.of(vm, settings.migration().withLink(stream.link()))
                                .withDowntimeLimit(
                                    migration
                                        .record()
                                        .flatMap(Attempt::downtimeLimit)
                                        .filter(limit -> limit.toNanos() > 0)
                                        .orElse(settings.downtimeLimit()))
                                .withOptions(
                                    MigrationOptions.none()
                                        .withAutoConverge(throttled)
                                        .withRearm(settings.options().rearm()))));
  }

  /** The migration to predict: that of the watched one where its row says everything. */
  static Optional<BiFunction<Vm, HostProfile, Scenario>> asked(
      Optional<MeasuredRun> run, Optional<WatchedStream> stream, Settings settings) {
    if (run.isPresent() && !settings.linkSaid()) {
      Scenario asked = MeasuringHost.scenario(run.get());
      return Optional.of((vm, host) -> asked.withVm(vm));
    }
    Optional<DataRate> limit = settings.link().senderLimit();
    Optional<Link> link =
        settings.linkSaid()
            ? Optional.of(settings.link())
            : stream.map(WatchedStream::link).map(l -> l.withSenderLimit(limit.or(l::senderLimit)));
    HostChoice chosen = settings.host();
    return link.map(
        over ->
            (vm, host) ->
                hidden(host, over, settings.options().postCopy().isPresent())
                    .on(
                        Scenario.of(vm, settings.migration().withLink(over)),
                        chosen.processors(),
                        chosen.devices()));
  }

  /**
   * Zero pages lie among the others, and a stream that waits for its limit finds them meanwhile;
   * the kernel, which puts them at the end of memory, would count their time again.
   */
  private static HostProfile hidden(HostProfile host, Link link, boolean postCopy) {
    return link.senderLimit().isPresent() && !postCopy
        ? host.with(HostFigure.ZERO_PAGE, new HostProfile.Figure(0, 0, 0, "hidden by the limit"))
        : host;
  }

  /** The hosts to predict on: those asked for, else what the watched migration tells of its own. */
  static HostProfile host(
      Optional<ObservedMigration> watched, Optional<WatchedStream> stream, Settings settings) {
    HostChoice chosen = settings.host();
    if (chosen.profile().isPresent()) {
      return chosen.profile().get();
    }
    return watched
        .flatMap(ObservedMigration::run)
        .filter(run -> !settings.linkSaid())
        .map(MeasuringHost::profile)
        .or(() -> stream.map(WatchedStream::host))
        .orElseGet(() -> chosen.profile(settings.hypervisor()));
  }
}

package blackout.calibrate;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.HostProfile;
import blackout.scenario.Scenario;
import java.util.Optional;

/**
 * The machines on which measured rows were taken, as host profiles: {@code laboratory-tcg} for
 * emulation, {@code laboratory-kvm} for KVM. Nothing in them is fitted to a single row.
 */
public final class MeasuringHost {

  /** A local socket, so fast that only the processors count. */
  private static final DataRate LOCAL_SOCKET = new DataRate(1e13);

  private MeasuringHost() {}

  /** What the machine takes on which a run was measured, and where the reader has said so. */
  public static HostProfile profile(MeasuredRun run) {
    return HostProfiles.named(run.kvm() ? "laboratory-kvm" : "laboratory-tcg");
  }

  /** What the machine under emulation takes. */
  public static HostCosts costs() {
    return HostProfiles.named("laboratory-tcg").costs(0, 0);
  }

  /** The inputs of a run as a question; nothing that was measured is in it. */
  public static Scenario scenario(MeasuredRun run) {
    return scenario(run, profile(run));
  }

  /** The inputs of a run as a question, on hosts of a profile. */
  public static Scenario scenario(MeasuredRun run, HostProfile host) {
    Scenario asked =
        Scenario.of(run.vm(), link(run), run.hypervisor())
            .withDowntimeLimit(run.downtimeLimit())
            .withOptions(run.options().withRearm(run.kvm() ? Rearm.PER_CHUNK : Rearm.AT_SYNC))
            .withGiveUpAfter(run.giveUpAfter());
    Scenario hosted = host.on(asked, 1, 0);
    return run.preallocated() ? hosted.withCosts(hosted.costs().withoutFirstTouch()) : hosted;
  }

  private static Link link(MeasuredRun run) {
    return switch (run.limitedBy()) {
      case WIRE -> Link.wire(run.rate());
      case SENDER -> new Link(LOCAL_SOCKET, Optional.of(run.rate()), Link.LINUX_SOCKET_BUFFER);
    };
  }
}

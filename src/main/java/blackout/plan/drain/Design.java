package blackout.plan.drain;

import static blackout.quantity.Require.require;

import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.Estate;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Node;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Platform;
import blackout.inventory.StorageRates;
import blackout.inventory.WindowsVersion;
import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import blackout.scenario.Defaults;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a planner thinks of buying or switching on, on top of what a cluster has. What is empty
 * stays as the estate says.
 *
 * @param name what it is called; untrusted text
 * @param port the line rate of the migration network, more than 0
 * @param hypervisor whose live migration; the VMs stay the same
 * @param storage how fast saved states are written and read
 * @param options what is switched on at the hypervisor, in place of what is now
 * @param downtimeLimit the target downtime, more than 0
 * @param senderLimit what a sender keeps to while the guest runs, more than 0
 * @param atOnce how many live migrations at once, as {@link Concurrency#parse} reads it
 */
@RecordBuilder
public record Design(
    String name,
    Optional<DataRate> port,
    Optional<Hypervisors.Named> hypervisor,
    Optional<DataRate> storage,
    Optional<MigrationOptions> options,
    Optional<Duration> downtimeLimit,
    Optional<DataRate> senderLimit,
    Optional<String> atOnce)
    implements DesignBuilder.With {

  /** The cluster as its estate says. */
  public static final Design AS_IT_IS =
      new Design(
          "as it is",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Design {
    positive(port, "port");
    positive(storage, "storage rate");
    positive(senderLimit, "limit of the sender");
    require(
        downtimeLimit.isEmpty()
            || !(downtimeLimit.get().isZero() || downtimeLimit.get().isNegative()),
        "%s: downtime limit of 0",
        name);
  }

  /** With another port; its name says it. */
  public Design at(DataRate rate) {
    return withName(also(Amounts.linkRate(rate))).withPort(Optional.of(rate));
  }

  /** By another hypervisor; its name says it. */
  public Design by(Hypervisors.Named named) {
    return withName(also(named.said())).withHypervisor(Optional.of(named));
  }

  /** With other storage; its name says it. */
  public Design on(DataRate rate) {
    return withName(also("storage " + rate)).withStorage(Optional.of(rate));
  }

  /** With another number of live migrations at once; its name says it. */
  public Design slots(String rule) {
    return withName(also(rule + " at once")).withAtOnce(Optional.of(rule));
  }

  private String also(String more) {
    return equals(AS_IT_IS) ? more : name + ", " + more;
  }

  private static void positive(Optional<DataRate> rate, String what) {
    require(rate.isEmpty() || rate.get().bytesPerSecond() > 0, "%s of 0 B/s moves nothing", what);
  }

  /**
   * The cluster with this design. With another hypervisor, what was switched on at the old one is
   * not, and nodes have the version of Windows that its name says.
   *
   * @throws IllegalArgumentException if the hypervisor does not have an option, or nothing moves
   *     live where a link was asked for
   */
  public Estate on(Estate estate) {
    Platform platform = platform(estate);
    boolean moved = !platform.hypervisor().equals(estate.hypervisor());
    Optional<MigrationLink> link = link(estate, platform, moved);
    link.ifPresent(l -> platform.hypervisor().ifPresent(by -> by.requireOptions(l.options())));
    List<Node> nodes = estate.nodes();
    if (platform instanceof Platform.Windows windows && !platform.equals(estate.platform())) {
      nodes = nodes.stream().map(node -> with(node, windows.version())).toList();
    }
    if (port.isPresent() && link.isPresent()) {
      String network = link.get().network();
      nodes = nodes.stream().map(node -> with(node, network, port.get())).toList();
    }
    return estate
        .withPlatform(platform)
        .withNodes(nodes)
        .withMigrationLink(link)
        .withStorage(storage.map(rate -> new StorageRates(rate, rate)).orElse(estate.storage()))
        .withAssumptions(estate.assumptions().stream().filter(a -> holds(a, moved)).toList());
  }

  /** Whether an assumption is about something that this design leaves as it is. */
  private boolean holds(Assumption assumption, boolean moved) {
    String field = assumption.field();
    return !changed(moved, field, "/live_migration/")
        && !changed(port.isPresent(), field, "/live_migration/line_rate_gbit_s")
        && !changed(options.isPresent(), field, "/live_migration/options")
        && !changed(downtimeLimit.isPresent(), field, "/live_migration/downtime_limit_ms")
        && !changed(storage.isPresent(), field, "/storage/");
  }

  private static boolean changed(boolean asked, String field, String beginning) {
    return asked && field.startsWith(beginning);
  }

  /** How hosts are emptied then. */
  public DrainRules rules(Estate changed, long seed) {
    DrainRules usual = DrainRules.of(changed).withSeed(seed);
    DataRate link =
        changed.migrationLink().map(MigrationLink::link).map(l -> l.wire()).orElse(DataRate.ZERO);
    return atOnce.map(text -> usual.withAtOnce(Concurrency.parse(text, link))).orElse(usual);
  }

  private Platform platform(Estate estate) {
    if (hypervisor.isEmpty()) {
      return estate.platform();
    }
    Hypervisors.Named named = hypervisor.get();
    Hypervisor by = named.hypervisor();
    Optional<WindowsVersion> version =
        by.isHyperV() ? named.windows().or(by::namedVersion) : Optional.empty();
    return Platform.of(Optional.of(named.said()), version);
  }

  private Optional<MigrationLink> link(Estate estate, Platform platform, boolean moved) {
    boolean asked =
        port.isPresent()
            || options.isPresent()
            || downtimeLimit.isPresent()
            || senderLimit.isPresent();
    if (platform.hypervisor().isEmpty()) {
      require(!asked, "%s: %s has no live migration", name, platform);
      return Optional.empty();
    }
    if (estate.migrationLink().isEmpty()) {
      require(
          port.isPresent() || !(asked || moved),
          "%s: the estate states no migration network; name its port with --link",
          name);
      return port.map(rate -> optioned(fresh(estate, rate)));
    }
    MigrationLink now = estate.migrationLink().get();
    MigrationLink base =
        now.withLineRate(port.orElse(now.lineRate()))
            .withSenderLimit(senderLimit.or(now::senderLimit))
            .withSimultaneous(moved ? Optional.empty() : now.simultaneous())
            .withSmbLimitFactor(moved ? Optional.empty() : now.smbLimitFactor())
            .withDowntimeLimit(downtimeLimit.or(now::downtimeLimit))
            .withOptions(moved ? MigrationOptions.none() : now.options());
    return Optional.of(optioned(base));
  }

  private MigrationLink fresh(Estate estate, DataRate rate) {
    String network =
        estate.networks().stream().findFirst().map(ClusterNetwork::name).orElse("migration");
    return new MigrationLink(
        network,
        rate,
        Defaults.PAYLOAD_RATIO,
        senderLimit,
        Optional.empty(),
        Optional.empty(),
        downtimeLimit,
        MigrationOptions.none());
  }

  private MigrationLink optioned(MigrationLink link) {
    return link.withOptions(options.orElse(link.options()));
  }

  private static Node with(Node node, WindowsVersion version) {
    OperatingSystem os = node.os();
    return os.version().equals(Optional.of(version))
        ? node
        : node.withOs(
            os.withVersion(os.version().map(old -> version))
                .withServicePack(Optional.empty())
                .withUpdates(Optional.empty()));
  }

  private static Node with(Node node, String network, DataRate speed) {
    return node.withAdapters(
        node.adapters().stream()
            .map(
                a ->
                    a.network().equals(network) && a.speed().isPresent()
                        ? a.withSpeed(Optional.of(speed))
                        : a)
            .toList());
  }
}

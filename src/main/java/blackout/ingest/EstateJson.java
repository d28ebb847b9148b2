package blackout.ingest;

import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.DeltaCompression;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.FailoverSettings;
import blackout.inventory.IpInterface;
import blackout.inventory.Link;
import blackout.inventory.MigrationLink;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.PostCopy;
import blackout.inventory.MigrationOptions.Rearm;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.OperatingSystem;
import blackout.inventory.Origin;
import blackout.inventory.Origins;
import blackout.inventory.Processor;
import blackout.inventory.Sourced;
import blackout.inventory.StorageRates;
import blackout.inventory.StorageStack;
import blackout.inventory.Throttling;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Witness;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts of a cluster from the objects of an accepted {@code estate.json}. */
final class EstateJson {

  private EstateJson() {}

  static Optional<WindowsVersion> version(Section section, String key) {
    return section.choice(key, WindowsVersion.values(), WindowsVersion::label);
  }

  static Node node(Section node) {
    return new Node(
        node.text("name"),
        node.mebibytes("memory_mib"),
        os(node.part("os")),
        processor(node.part("processor")),
        roles(node.part("roles")),
        storageStack(node.part("storage_stack")),
        node.parts("adapters").stream().map(EstateJson::adapter).toList());
  }

  private static OperatingSystem os(Section os) {
    return new OperatingSystem(
        version(os, "version"),
        os.choice("edition", OperatingSystem.Edition.values(), OperatingSystem.Edition::label),
        os.choice(
            "installation",
            OperatingSystem.Installation.values(),
            OperatingSystem.Installation::label),
        os.optionalCount("service_pack"),
        os.optionalTexts("updates"),
        os.optionalText("system_drive"),
        os.flag("ntlm"),
        os.flag("tcp_chimney"));
  }

  private static Processor processor(Section processor) {
    return new Processor(
        processor.choice(
            "architecture", Processor.Architecture.values(), Processor.Architecture::label),
        processor.optionalText("manufacturer"),
        processor.optionalCount("family"),
        processor.optionalCount("model"),
        processor.optionalCount("stepping"),
        processor.flag("virtualization"),
        processor.flag("data_execution_prevention"));
  }

  private static NodeRoles roles(Section roles) {
    return new NodeRoles(
        roles.flag("failover_clustering"),
        roles.flag("hyper_v"),
        roles.optionalText("domain"),
        roles.optionalText("organizational_unit"),
        roles.flag("domain_controller"));
  }

  private static StorageStack storageStack(Section stack) {
    return new StorageStack(
        stack.optionalText("adapter"),
        stack.optionalText("driver"),
        stack.optionalText("firmware"),
        stack.optionalText("multipath"),
        stack.optionalText("device_specific_module"));
  }

  private static NetworkAdapter adapter(Section adapter) {
    return new NetworkAdapter(
        adapter.text("network"),
        adapter.optionalCount("ports").orElse(1),
        adapter.optionalGigabits("line_rate_gbit_s"),
        adapter
            .optionalText("address")
            .map(address -> IpInterface.parse(address, adapter.count("prefix_length"))),
        adapter.flag("client_for_microsoft_networks"),
        adapter.flag("file_and_printer_sharing"));
  }

  static ClusterNetwork network(Section network) {
    Set<ClusterNetwork.Purpose> purposes = EnumSet.noneOf(ClusterNetwork.Purpose.class);
    for (ClusterNetwork.Purpose purpose : ClusterNetwork.Purpose.values()) {
      if (network.texts("purposes").contains(purpose.label())) {
        purposes.add(purpose);
      }
    }
    return new ClusterNetwork(
        network.text("name"),
        purposes,
        network.choice(
            "cluster_use", ClusterNetwork.ClusterUse.values(), ClusterNetwork.ClusterUse::label),
        network.optionalCount("metric"),
        network.flag("ipsec"),
        network.optionalNumber("management_cap_ratio"),
        network.flag("migration_port_open"));
  }

  static VirtualSwitch virtualSwitch(Section virtualSwitch) {
    return new VirtualSwitch(
        virtualSwitch.text("node"),
        virtualSwitch.text("name"),
        virtualSwitch
            .choice("kind", VirtualSwitch.Kind.values(), VirtualSwitch.Kind::label)
            .orElseThrow(),
        virtualSwitch.optionalText("network"),
        virtualSwitch
            .optionalText("subnet")
            .map(
                subnet -> {
                  int slash = subnet.indexOf('/');
                  return IpInterface.parse(
                      subnet.substring(0, slash), Integer.parseInt(subnet.substring(slash + 1)));
                }));
  }

  static Volume volume(Section volume) {
    return new Volume(
        volume.text("name"),
        volume.choice("kind", Volume.Kind.values(), Volume.Kind::label).orElseThrow(),
        volume.optionalGibibytes("size_gib").orElseThrow(),
        volume.optionalGibibytes("free_gib"),
        volume.choice("file_system", Volume.FileSystem.values(), Enum::name),
        volume.choice("partition_style", Volume.PartitionStyle.values(), Enum::name),
        volume.flag("basic_disk"),
        volume.optionalCount("volumes_on_disk"),
        volume.flag("physical_disk_resource"),
        volume.flag("pass_through"),
        volume.flag("hyper_v_only"),
        volume.flag("redirected_access"),
        volume.flag("failed_backup"),
        volume.optionalTexts("visible_to"));
  }

  static Witness witness(Section witness) {
    return new Witness(
        witness.choice("kind", Witness.Kind.values(), Witness.Kind::label).orElseThrow(),
        witness.optionalText("volume"),
        witness.optionalCount("share_free_mib").map(mib -> witness.mebibytes("share_free_mib")));
  }

  static MigrationLink migrationLink(Section link) {
    DataRate wire =
        DataRate.gigabitsPerSecond(link.number("line_rate_gbit_s"))
            .times(link.number("payload_ratio"));
    return new MigrationLink(
        link.text("network"),
        new Link(wire, link.optionalGigabits("sender_limit_gbit_s"), Link.LINUX_SOCKET_BUFFER),
        link.optionalCount("simultaneous"),
        link.optionalCount("smb_limit_factor"),
        link.optionalPart("options").map(EstateJson::options).orElse(MigrationOptions.none()),
        link.optionalCount("downtime_limit_ms").map(Duration::ofMillis));
  }

  private static MigrationOptions options(Section options) {
    Throttling usual = Throttling.DEFAULT;
    Optional<Duration> afterTime =
        options.optionalCount("post_copy_after_ms").map(Duration::ofMillis);
    Optional<Integer> afterRounds = options.optionalCount("post_copy_after_rounds");
    return new MigrationOptions(
        options
            .flag("auto_converge")
            .map(
                on ->
                    new Throttling(
                        options
                            .optionalCount("throttle_initial_percent")
                            .orElse(usual.initialPercent()),
                        options
                            .optionalCount("throttle_increment_percent")
                            .orElse(usual.incrementPercent()),
                        options.optionalCount("throttle_most_percent").orElse(usual.mostPercent()),
                        options
                            .optionalCount("throttle_trigger_percent")
                            .orElse(usual.triggerPercent()))),
        options.optionalGigabits("switchover_bandwidth_gbit_s"),
        afterTime.isEmpty() && afterRounds.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PostCopy(
                    afterTime,
                    afterRounds,
                    options
                        .optionalCount("round_trip_us")
                        .map(us -> Duration.ofNanos(us * 1000L))
                        .orElse(PostCopy.ASSUMED_ROUND_TRIP))),
        options
            .optionalCount("xbzrle_mean_b")
            .map(
                bytes ->
                    new DeltaCompression(
                        bytes,
                        options
                            .optionalCount("xbzrle_cache_mib")
                            .map(ByteCount::mebibytes)
                            .orElse(DeltaCompression.DEFAULT_CACHE))),
        options.optionalNumber("compressed_ratio").orElse(1.0),
        options.optionalNumber("compression_mib_s").map(DataRate::mebibytesPerSecond),
        options.flag("multifd").orElse(false),
        options
            .optionalText("rearm")
            .map(when -> when.equals("sync") ? Rearm.AT_SYNC : Rearm.PER_CHUNK)
            .orElse(Rearm.DEFAULT));
  }

  static StorageRates storage(Section storage) {
    return new StorageRates(
        DataRate.mebibytesPerSecond(storage.number("write_mib_s")),
        DataRate.mebibytesPerSecond(storage.number("read_mib_s")));
  }

  static FailoverSettings failover(Section failover) {
    return new FailoverSettings(
        failover.millis("heartbeat_interval_ms"),
        failover.count("heartbeat_threshold"),
        failover.millis("ownership_move_ms"),
        failover.millis("disk_offline_ms"),
        failover.millis("disk_arbitration_ms"),
        failover.millis("disk_online_ms"),
        failover.millis("resume_ms"),
        failover.millis("vm_start_ms"),
        failover.optionalSeconds("guest_boot_s").orElse(Duration.ZERO),
        failover.count("starts_per_node"),
        failover.optionalSeconds("isolation_s"));
  }

  static DowntimeLimit limit(Section limit) {
    return new DowntimeLimit(limit.text("name"), limit.millis("limit_ms"), limit.text("source"));
  }

  /** Where the facts come from; nothing for VMs that do not say. */
  static Origins origins(Section root) {
    Map<String, List<Sourced>> vms = new LinkedHashMap<>();
    for (Section vm : root.parts("vms")) {
      List<Sourced> sources = new ArrayList<>();
      vm.json()
          .path("origins")
          .properties()
          .forEach(entry -> sources.add(sourced(entry.getKey(), entry.getValue().asText())));
      if (!sources.isEmpty()) {
        vms.put(vm.text("name"), sources);
      }
    }
    List<String> readings = root.texts("readings");
    return vms.isEmpty() && readings.isEmpty() ? Origins.NONE : new Origins(readings, vms);
  }

  private static Sourced sourced(String field, String text) {
    int colon = text.indexOf(": ");
    String label = colon < 0 ? "" : text.substring(0, colon);
    Origin origin =
        Arrays.stream(Origin.values())
            .filter(o -> o.label().equals(label))
            .findFirst()
            .orElse(Origin.ASSUMED);
    return new Sourced(field, origin, colon < 0 ? text : text.substring(colon + 2));
  }

  /** An assumption; its value is what stands at its pointer. */
  static Assumption assumption(Section assumption, JsonNode value) {
    return new Assumption(
        assumption.optionalText("code"),
        assumption.text("field"),
        value.isTextual() ? value.asText() : Problem.oneLine(JsonRules.shown(value)),
        assumption.text("reason"));
  }
}

package blackout.ingest;

import blackout.inventory.Assumption;
import blackout.inventory.Blocker;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.FailoverSettings;
import blackout.inventory.IpInterface;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.NodeRoles;
import blackout.inventory.NodeState;
import blackout.inventory.OperatingSystem;
import blackout.inventory.PlacementRule;
import blackout.inventory.Processor;
import blackout.inventory.StorageRates;
import blackout.inventory.StorageStack;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Witness;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * An estate as its file says it. The same records are read and written; those of the inventory are
 * themselves where the file says the same.
 */
public record EstateDoc(
    String schema,
    String name,
    Optional<WindowsVersion> windowsVersion,
    Optional<String> hypervisor,
    Optional<String> datacenter,
    Optional<String> address,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> readings,
    List<NodeDoc> nodes,
    List<ClusterNetwork> networks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SwitchDoc> virtualSwitches,
    List<Volume> volumes,
    Optional<Witness> witness,
    Optional<MigrationLinkDoc> liveMigration,
    StorageRates storage,
    FailoverSettings failover,
    Optional<Integer> drainLiveFromPriority,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DowntimeLimit> limits,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlacementRule> placementRules,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Blocker.Kind> lookedFor,
    List<EstateVmDoc> vms,
    List<Assumed> assumptions) {

  /** The name and version of the form. */
  static final String SCHEMA = "blackout-estate/1";

  /** The name and version of a file with several. */
  static final String SEVERAL = "blackout-estates/1";

  /** The clusters of a source, each an estate. */
  record Several(String schema, List<EstateDoc> clusters) {}

  static EstateDoc of(Estate estate) {
    return new EstateDoc(
        SCHEMA,
        estate.name(),
        estate.windows(),
        estate.platform().said(),
        estate.cluster().datacenter(),
        estate.cluster().address(),
        estate.origins().readings(),
        estate.nodes().stream().map(NodeDoc::of).toList(),
        estate.networks(),
        estate.switches().stream().map(SwitchDoc::of).toList(),
        estate.volumes(),
        estate.witness(),
        estate.migrationLink().map(MigrationLinkDoc::of),
        estate.storage(),
        estate.failover(),
        estate.drainThreshold(),
        estate.limits(),
        estate.cluster().rules(),
        estate.cluster().lookedFor(),
        estate.vms().stream()
            .map(vm -> EstateVmDoc.of(vm, estate.origins().of(vm.name())))
            .toList(),
        estate.assumptions().stream().map(Assumed::of).toList());
  }

  /** A host. */
  record NodeDoc(
      String name,
      ByteCount memoryMib,
      Optional<OperatingSystem> os,
      Optional<Processor> processor,
      Optional<NodeRoles> roles,
      Optional<StorageStack> storageStack,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AdapterDoc> adapters,
      Optional<NodeState> state,
      Optional<String> site,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Node.Agent> agents) {

    static NodeDoc of(Node node) {
      return new NodeDoc(
          node.name(),
          wholeMebibytes(node.memory()),
          Optional.of(node.os()).filter(os -> !os.equals(OperatingSystem.UNKNOWN)),
          Optional.of(node.processor()).filter(p -> !p.equals(Processor.UNKNOWN)),
          Optional.of(node.roles()).filter(roles -> !roles.equals(NodeRoles.UNKNOWN)),
          Optional.of(node.storageStack()).filter(s -> !s.equals(StorageStack.UNKNOWN)),
          node.adapters().stream().map(AdapterDoc::of).toList(),
          node.state(),
          node.site(),
          node.agents());
    }

    Node node() {
      return new Node(
          name,
          memoryMib,
          os.orElse(OperatingSystem.UNKNOWN),
          processor.orElse(Processor.UNKNOWN),
          roles.orElse(NodeRoles.UNKNOWN),
          storageStack.orElse(StorageStack.UNKNOWN),
          adapters.stream().map(AdapterDoc::adapter).toList(),
          state,
          site,
          agents);
    }
  }

  /** A network adapter; its subnet is an address and the length of a prefix. */
  record AdapterDoc(
      String network,
      Optional<Integer> ports,
      Optional<DataRate> lineRateGbitS,
      Optional<String> address,
      Optional<Integer> prefixLength,
      Optional<Boolean> clientForMicrosoftNetworks,
      Optional<Boolean> fileAndPrinterSharing) {

    static AdapterDoc of(NetworkAdapter adapter) {
      return new AdapterDoc(
          adapter.network(),
          Optional.of(adapter.ports()).filter(ports -> ports > 1),
          adapter.speed(),
          adapter.subnet().map(IpInterface::addressText),
          adapter.subnet().map(IpInterface::prefixLength),
          adapter.clientForMicrosoftNetworks(),
          adapter.fileAndPrinterSharing());
    }

    NetworkAdapter adapter() {
      return new NetworkAdapter(
          network,
          ports.orElse(1),
          lineRateGbitS,
          address.map(text -> IpInterface.parse(text, prefixLength.orElseThrow())),
          clientForMicrosoftNetworks,
          fileAndPrinterSharing);
    }
  }

  /** A virtual switch; its subnet is one text. */
  record SwitchDoc(
      String node,
      String name,
      VirtualSwitch.SwitchType kind,
      Optional<String> network,
      Optional<String> subnet) {

    static SwitchDoc of(VirtualSwitch all) {
      return new SwitchDoc(
          all.node(), all.name(), all.kind(), all.network(), all.subnet().map(Object::toString));
    }

    VirtualSwitch virtualSwitch() {
      return new VirtualSwitch(node, name, kind, network, subnet.map(SwitchDoc::subnet));
    }

    private static IpInterface subnet(String text) {
      int slash = text.indexOf('/');
      return IpInterface.parse(
          text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }
  }

  /** An assumption; its value is what stands at its field. */
  public record Assumed(Optional<String> code, String field, String reason) {
    static Assumed of(Assumption assumption) {
      return new Assumed(assumption.code(), assumption.field(), assumption.reason());
    }
  }

  /** Memory as a file states it: whole MiB, at least one. */
  static ByteCount wholeMebibytes(ByteCount memory) {
    return ByteCount.mebibytes(Math.max(1, memory.bytes() >> 20));
  }
}

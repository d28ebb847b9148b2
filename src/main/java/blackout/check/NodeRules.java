package blackout.check;

import static blackout.check.Category.CLUSTER_CONFIGURATION;
import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Category.INVENTORY;
import static blackout.check.Category.STORAGE;
import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Findings.names;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.OperatingSystem.Edition;
import blackout.inventory.OperatingSystem.Installation;
import blackout.inventory.Processor;
import blackout.inventory.StorageStack;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.quantity.ByteCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The rules N01 to N16: what the nodes must be, and be alike in. */
final class NodeRules {

  /** Nodes of a cluster up to 2008 R2. */
  private static final int NODES_2008_R2 = 16;

  /** Nodes of a cluster from 2012 on. */
  private static final int NODES_2012 = 64;

  private static final int CLUSTER_VMS_2008_R2 = 1000;
  private static final int NODE_VMS_2008_R2 = 384;

  /** One text says 4,000 VMs, the vendor 8,000: between the two is a warning. */
  private static final int CLUSTER_VMS_2012_LOW = 4000;

  private static final int CLUSTER_VMS_2012_HIGH = 8000;

  private NodeRules() {}

  static List<Rule> rules() {
    return List.of(
        rule(
            "N01",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "One Windows version and one architecture on all nodes",
            "operating system version and architecture of every node",
            "Install the same Windows version, x64, on every node.",
            Sources.FAQ + "; from 2016: " + Sources.ROLLING_UPGRADE,
            NodeRules::sameSystem),
        rule(
            "N02",
            SYSTEM_CONFIGURATION,
            WARN,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "The same service pack and updates on all nodes",
            "service pack and installed updates of every node",
            "Install the missing updates before VMs move.",
            Sources.FAQ,
            NodeRules::sameUpdates),
        rule(
            "N03",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.upTo(WindowsVersion.WINDOWS_2008_R2),
            "An edition that can be clustered",
            "edition of every node",
            "Use Enterprise or Datacenter, or Hyper-V Server 2008 R2.",
            Sources.FAQ,
            NodeRules::edition),
        rule(
            "N04",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ONLY_2008_R2,
            "The same installation type on all nodes",
            "installation type of every node; Hyper-V Server counts as Server Core",
            "Install all nodes in full, or all as Server Core.",
            Sources.HYPER_V_SERVER,
            NodeRules::sameInstallation),
        rule(
            "N05",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "Failover Clustering on every node, and up to 2008 R2 at most 16 nodes",
            "Failover Clustering feature of every node, number of nodes",
            "Install the Failover Clustering feature; split a cluster that is too large.",
            Sources.FAQ,
            NodeRules::clustering),
        rule(
            "N06",
            CLUSTER_CONFIGURATION,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2012),
            "No more nodes and VMs than a cluster of 2012 or later holds",
            "number of nodes and VMs",
            "Split the cluster.",
            Sources.LIMITS_2012,
            NodeRules::limits2012),
        rule(
            "N07",
            CLUSTER_CONFIGURATION,
            FAIL,
            Versions.ONLY_2008_R2,
            "No more VMs than a cluster of 2008 R2 holds, with one node in reserve",
            "number of VMs in the cluster and on every node, what is left without the largest node",
            "Move VMs to another cluster, or add a node.",
            Sources.LIMITS_2008_R2,
            NodeRules::limits2008R2),
        rule(
            "N08",
            INVENTORY,
            FAIL,
            Versions.ALL,
            "64-bit processors with hardware virtualization and hardware DEP",
            "architecture, Intel VT or AMD-V, and XD or NX of every node",
            "Switch both on in the firmware, or replace the processor.",
            Sources.HYPER_V_REQUIREMENTS,
            NodeRules::processorFeatures),
        rule(
            "N09",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "One processor manufacturer on all nodes",
            "processor manufacturer of every node",
            "Cluster nodes of one manufacturer only; between manufacturers a VM can only be"
                + " restarted.",
            Sources.FAQ,
            (estate, found) ->
                found.same(
                    "processor manufacturer", of(estate, n -> n.processor().manufacturer()))),
        rule(
                "N10",
                HYPER_V_CONFIGURATION,
                FAIL,
                Versions.from(WindowsVersion.WINDOWS_2008_R2),
                "Where processor generations differ, VMs may move between them",
                "processor family and model of every node, compatibility setting of every VM",
                "Turn on the setting for a different processor version. The VM must be off for it:"
                    + " plan that downtime.",
                Sources.COMPATIBILITY,
                NodeRules::compatibility)
            .after("N09"),
        rule(
            "N11",
            INVENTORY,
            INFO,
            Versions.ALL,
            "Processor steppings",
            "processor stepping of every node",
            "",
            "No vendor asks for the same stepping; told for comparison",
            (estate, found) ->
                found.same("processor stepping", of(estate, n -> n.processor().stepping()))),
        rule(
            "N12",
            STORAGE,
            WARN,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "The same storage adapter on all nodes",
            "storage adapter of every node",
            "Use the same adapter everywhere.",
            Sources.NETWORK_GUIDE,
            (estate, found) -> found.same("storage adapter", stack(estate, StorageStack::adapter))),
        rule(
            "N13",
            STORAGE,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2012),
            "The same multipath software, and adapters alike, on all nodes",
            "multipath software, device-specific module, storage driver and firmware of every node",
            "Install the same versions everywhere.",
            Sources.VALIDATION,
            NodeRules::sameStorageStack),
        rule(
            "N14",
            SYSTEM_CONFIGURATION,
            WARN,
            Versions.ALL,
            "One domain, one organizational unit, one role in it",
            "domain, organizational unit and domain role of every node",
            "Make all nodes members of one domain, their accounts in one unit.",
            Sources.VALIDATION_TESTS_2008,
            NodeRules::sameDomain),
        rule(
            "N15",
            SYSTEM_CONFIGURATION,
            FAIL,
            new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012),
            "NTLM on every node, for cluster shared volumes",
            "NTLM authentication of every node",
            "Allow NTLM in the policies of the nodes.",
            Sources.SHARED_VOLUMES,
            NodeRules::ntlm),
        rule(
            "N16",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "The same system drive on all nodes",
            "system drive of every node",
            "Install Windows on the same drive letter everywhere.",
            Sources.FAQ,
            (estate, found) ->
                found.same(
                    "system drive",
                    of(estate, n -> n.os().systemDrive().map(NodeRules::driveInCapitals)))));
  }

  private static Rule rule(
      String id,
      Category category,
      Severity severity,
      Versions versions,
      String title,
      String lookedAt,
      String action,
      String source,
      BiConsumer<Estate, Findings> look) {
    return new Rule(
        id, category, severity, versions, title, lookedAt, action, source, List.of(), look);
  }

  /** From 2016 on a mix is what a rolling upgrade goes through, and passes. */
  private static void sameSystem(Estate estate, Findings found) {
    boolean mayMix = estate.version().isAtLeast(WindowsVersion.WINDOWS_2016);
    var versions = new Findings(mayMix ? WARN : FAIL);
    versions.same("Windows version", of(estate, n -> n.os().version()));
    if (estate.nodes().stream()
        .map(n -> n.os().version().orElse(estate.version()))
        .noneMatch(estate.version()::equals)) {
      versions.broken(FAIL, "The estate is called " + estate.version() + ", and no node runs it");
    }
    found.adopt(versions);
    found.same(
        "architecture",
        of(estate, n -> n.processor().architecture().map(Processor.Architecture::label)));
  }

  private static void sameUpdates(Estate estate, Findings found) {
    found.same("service pack", of(estate, n -> n.os().servicePack()));
    var everywhere = new TreeSet<String>();
    estate.nodes().forEach(n -> everywhere.addAll(n.os().updates().orElse(List.of())));
    for (Node node : estate.nodes()) {
      if (node.os().updates().isEmpty()) {
        found.missing("updates of " + node.name());
        continue;
      }
      var lacking = new TreeSet<>(everywhere);
      lacking.removeAll(node.os().updates().get());
      if (lacking.isEmpty()) {
        found.fine(node.name() + " has all " + everywhere.size() + " updates");
      } else {
        found.broken(node.name() + " lacks " + names(List.copyOf(lacking)));
      }
    }
  }

  private static void edition(Estate estate, Findings found) {
    Map<String, Optional<Boolean>> good = new LinkedHashMap<>();
    for (Node node : estate.nodes()) {
      good.put(
          node.name() + node.os().edition().map(e -> " (" + e.label() + ")").orElse(""),
          node.os().edition().map(e -> canBeClustered(e, estate.version())));
    }
    found.all("an edition that can be clustered", true, good, "This edition cannot be clustered");
  }

  /** The free Hyper-V Server can be clustered since 2008 R2. */
  private static boolean canBeClustered(Edition edition, WindowsVersion version) {
    return switch (edition) {
      case ENTERPRISE, DATACENTER -> true;
      case HYPER_V_SERVER -> version.isAtLeast(WindowsVersion.WINDOWS_2008_R2);
      case STANDARD -> false;
    };
  }

  private static void sameInstallation(Estate estate, Findings found) {
    found.same(
        "installation type",
        of(
            estate,
            n ->
                n.os().edition().equals(Optional.of(Edition.HYPER_V_SERVER))
                    ? Optional.of(Installation.SERVER_CORE.label())
                    : n.os().installation().map(Installation::label)));
  }

  private static void clustering(Estate estate, Findings found) {
    found.all(
        "Failover Clustering",
        true,
        of(estate, n -> n.roles().failoverClustering()),
        "Without Failover Clustering");
    if (!estate.version().isAtLeast(WindowsVersion.WINDOWS_2012)) {
      atMost(found, FAIL, "nodes", estate.nodes().size(), NODES_2008_R2);
    }
  }

  private static void limits2012(Estate estate, Findings found) {
    atMost(found, FAIL, "nodes", estate.nodes().size(), NODES_2012);
    int vms = estate.vms().size();
    if (vms > CLUSTER_VMS_2012_HIGH) {
      atMost(found, FAIL, "VMs", vms, CLUSTER_VMS_2012_HIGH);
    } else {
      atMost(found, WARN, "VMs", vms, CLUSTER_VMS_2012_LOW);
    }
  }

  private static void limits2008R2(Estate estate, Findings found) {
    atMost(found, FAIL, "VMs", estate.vms().size(), CLUSTER_VMS_2008_R2);
    Map<String, Integer> counts = new LinkedHashMap<>();
    estate.vms().forEach(vm -> counts.merge(vm.node(), 1, Integer::sum));
    counts.forEach((node, vms) -> atMost(found, FAIL, "VMs on " + node, vms, NODE_VMS_2008_R2));

    int nodes = estate.nodes().size();
    if (estate.vms().size() > NODE_VMS_2008_R2 * (nodes - 1)) {
      found.broken(
          WARN,
          "No node in reserve for so many VMs: "
              + (nodes - 1)
              + " of "
              + nodes
              + " nodes run at most "
              + NODE_VMS_2008_R2 * (nodes - 1)
              + " VMs");
    }
    ByteCount largest = ByteCount.ZERO;
    ByteCount all = ByteCount.ZERO;
    for (Node node : estate.nodes()) {
      all = all.plus(node.memory());
      largest = node.memory().compareTo(largest) > 0 ? node.memory() : largest;
    }
    ByteCount needed =
        estate.vms().stream().map(v -> v.vm().memory()).reduce(ByteCount.ZERO, ByteCount::plus);
    var left = new ByteCount(all.bytes() - largest.bytes());
    String line = "the VMs need " + needed + ", the nodes without the largest one have " + left;
    if (needed.compareTo(left) > 0) {
      found.broken(WARN, "No node in reserve for memory: " + line);
    } else {
      found.fine("One node in reserve for memory: " + line);
    }
  }

  private static void processorFeatures(Estate estate, Findings found) {
    found.all(
        "x64",
        true,
        of(estate, n -> n.processor().architecture().map(a -> a == Processor.Architecture.X64)),
        "Not x64");
    found.all(
        "hardware virtualization",
        true,
        of(estate, n -> n.processor().virtualization()),
        "Without hardware virtualization");
    found.all(
        "hardware DEP",
        true,
        of(estate, n -> n.processor().dataExecutionPrevention()),
        "Without hardware DEP");
  }

  private static void compatibility(Estate estate, Findings found) {
    var generations = new Findings(INFO);
    generations.same("processor generation", of(estate, n -> generation(n.processor())));
    found.adopt(generations);
    long different = estate.nodes().stream().map(n -> generation(n.processor())).distinct().count();
    if (generations.result() != Result.SUCCESS || different < 2) {
      return;
    }
    Map<String, Optional<Boolean>> settings = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      settings.put(vm.name(), vm.processorCompatibility());
    }
    found.all(
        "processor compatibility",
        true,
        settings,
        "Generations differ, and the VM may not move between them");
  }

  private static Optional<String> generation(Processor processor) {
    return processor
        .family()
        .flatMap(family -> processor.model().map(model -> "family " + family + " model " + model));
  }

  private static void sameStorageStack(Estate estate, Findings found) {
    found.same("multipath software", stack(estate, StorageStack::multipath));
    found.same("device-specific module", stack(estate, StorageStack::deviceSpecificModule));
    var milder = new Findings(WARN);
    milder.same("storage driver", stack(estate, StorageStack::driver));
    milder.same("storage firmware", stack(estate, StorageStack::firmware));
    found.adopt(milder);
  }

  private static void sameDomain(Estate estate, Findings found) {
    found.same("domain", of(estate, n -> n.roles().domain()));
    found.same("organizational unit", of(estate, n -> n.roles().organizationalUnit()));
    found.same(
        "domain role",
        of(
            estate,
            n -> n.roles().domainController().map(dc -> dc ? "domain controller" : "member")));
  }

  private static void ntlm(Estate estate, Findings found) {
    if (estate.volumes().stream().noneMatch(v -> v.kind() == Volume.Kind.SHARED)) {
      found.beside("The estate has no cluster shared volume.");
      return;
    }
    found.all("NTLM", true, of(estate, n -> n.os().ntlm()), "NTLM is off");
  }

  static void atMost(Findings found, Severity severity, String what, int count, int limit) {
    if (count > limit) {
      found.broken(severity, count + " " + what + ", at most " + limit + " allowed");
    } else {
      found.fine(count + " " + what + ", at most " + limit + " allowed");
    }
  }

  private static String driveInCapitals(String drive) {
    return drive.toUpperCase(Locale.ROOT);
  }

  private static Map<String, Optional<String>> stack(
      Estate estate, Function<StorageStack, Optional<String>> fact) {
    return of(estate, n -> fact.apply(n.storageStack()));
  }

  /** A fact of every node, by its name. */
  static <T> Map<String, Optional<T>> of(Estate estate, Function<Node, Optional<T>> fact) {
    Map<String, Optional<T>> facts = new LinkedHashMap<>();
    estate.nodes().forEach(n -> facts.put(n.name(), fact.apply(n)));
    return facts;
  }
}

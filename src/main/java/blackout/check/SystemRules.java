package blackout.check;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.Findings.names;
import static blackout.check.Findings.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.Node;
import blackout.inventory.OperatingSystem.Edition;
import blackout.inventory.OperatingSystem.Installation;
import blackout.inventory.Processor;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The rules N01 to N05 and N14 to N16: what the systems of the nodes must be alike in. */
final class SystemRules {

  /** Nodes of a cluster up to 2008 R2. */
  private static final int NODES_2008_R2 = 16;

  private SystemRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "N01",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "One Windows version and one architecture on all nodes",
            "operating system version and architecture of every node",
            "Install the same Windows version, x64, on every node.",
            Sources.FAQ + "; from 2016: " + Sources.ROLLING_UPGRADE,
            SystemRules::sameSystem),
        new Rule(
            "N02",
            SYSTEM_CONFIGURATION,
            WARN,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "The same service pack and updates on all nodes",
            "service pack and installed updates of every node",
            "Install the missing updates before VMs move.",
            Sources.FAQ,
            SystemRules::sameUpdates),
        new Rule(
            "N03",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.upTo(WindowsVersion.WINDOWS_2008_R2),
            "An edition that can be clustered",
            "edition of every node",
            "Use Enterprise or Datacenter, or Hyper-V Server 2008 R2.",
            Sources.FAQ,
            SystemRules::edition),
        new Rule(
            "N04",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ONLY_2008_R2,
            "The same installation type on all nodes",
            "installation type of every node; Hyper-V Server counts as Server Core",
            "Install all nodes in full, or all as Server Core.",
            Sources.HYPER_V_SERVER,
            SystemRules::sameInstallation),
        new Rule(
            "N05",
            SYSTEM_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "Failover Clustering on every node, and up to 2008 R2 at most 16 nodes",
            "Failover Clustering feature of every node, number of nodes",
            "Install the Failover Clustering feature; split a cluster that is too large.",
            Sources.FAQ,
            SystemRules::clustering),
        new Rule(
            "N14",
            SYSTEM_CONFIGURATION,
            WARN,
            Versions.ALL,
            "One domain, one organizational unit, one role in it",
            "domain, organizational unit and domain role of every node",
            "Make all nodes members of one domain, their accounts in one unit.",
            Sources.VALIDATION_TESTS_2008,
            SystemRules::sameDomain),
        new Rule(
            "N15",
            SYSTEM_CONFIGURATION,
            FAIL,
            new Versions(WindowsVersion.WINDOWS_2008_R2, WindowsVersion.WINDOWS_2012),
            "NTLM on every node, for cluster shared volumes",
            "NTLM authentication of every node",
            "Allow NTLM in the policies of the nodes.",
            Sources.SHARED_VOLUMES,
            SystemRules::ntlm),
        new Rule(
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
                    ofNodes(estate, n -> n.os().systemDrive().map(SystemRules::driveInCapitals)))));
  }

  /** From 2016 on a mix is what a rolling upgrade goes through, and passes. */
  private static void sameSystem(Estate estate, Findings found) {
    boolean mayMix = estate.version().isAtLeast(WindowsVersion.WINDOWS_2016);
    var versions = new Findings(mayMix ? WARN : FAIL);
    versions.same("Windows version", ofNodes(estate, n -> n.os().version()));
    if (estate.nodes().stream()
        .map(n -> n.os().version().orElse(estate.version()))
        .noneMatch(estate.version()::equals)) {
      versions.broken(FAIL, "The estate is called " + estate.version() + ", and no node runs it");
    }
    found.adopt(versions);
    found.same(
        "architecture",
        ofNodes(estate, n -> n.processor().architecture().map(Processor.Architecture::label)));
  }

  private static void sameUpdates(Estate estate, Findings found) {
    found.same("service pack", ofNodes(estate, n -> n.os().servicePack()));
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
        ofNodes(
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
        ofNodes(estate, n -> n.roles().failoverClustering()),
        "Without Failover Clustering");
    if (!estate.version().isAtLeast(WindowsVersion.WINDOWS_2012)) {
      found.atMost(FAIL, "nodes", estate.nodes().size(), NODES_2008_R2);
    }
  }

  private static void sameDomain(Estate estate, Findings found) {
    found.same("domain", ofNodes(estate, n -> n.roles().domain()));
    found.same("organizational unit", ofNodes(estate, n -> n.roles().organizationalUnit()));
    found.same(
        "domain role",
        ofNodes(
            estate,
            n -> n.roles().domainController().map(dc -> dc ? "domain controller" : "member")));
  }

  private static void ntlm(Estate estate, Findings found) {
    if (estate.volumes().stream().noneMatch(v -> v.kind() == Volume.Kind.SHARED)) {
      found.beside("The estate has no cluster shared volume.");
      return;
    }
    found.all("NTLM", true, ofNodes(estate, n -> n.os().ntlm()), "NTLM is off");
  }

  private static String driveInCapitals(String drive) {
    return drive.toUpperCase(Locale.ROOT);
  }
}

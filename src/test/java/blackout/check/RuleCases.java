package blackout.check;

import static blackout.check.Result.FAILED;
import static blackout.check.Result.INCOMPLETE;
import static blackout.check.Result.SUCCESS;
import static blackout.check.Result.WARNING;

import blackout.inventory.WindowsVersion;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Estates that break a rule, leave it whole, or do not say what it asks for. Each is a data set of
 * this repository with a few changes, and what the rule says by its text.
 */
final class RuleCases {

  private static final String TWO = "two-node-r2";
  private static final String OLD = "exclusive-disks-2008";
  private static final String NEW = "cluster-2022";

  /** The same cluster as one of another platform. */
  private static final String NO_WINDOWS = "-/windows_version";

  private static final String VSPHERE = "/hypervisor = \"vmotion\"";

  private static final String KVM = "/hypervisor = \"qemu-10.1\"";

  private static final String LOOKED =
      "/looked_for = [\"shared bus\", \"shared disk\", \"independent disk\", \"fault tolerance\", \"host processor\", \"memory reservation\", \"huge pages\", \"not live migratable\", \"eviction strategy\"]";

  private static final String CAP = "/networks/3/management_cap_ratio = 0.1";

  private RuleCases() {}

  /**
   * One estate and one rule.
   *
   * @param evidence what one line of the evidence starts with
   */
  record Case(String id, String dataset, Result expected, String evidence, String... changes) {
    @Override
    public String toString() {
      return id + " " + expected + " on " + dataset + " with " + String.join(", ", changes);
    }
  }

  /** What keeps the first VM from moving. */
  private static String blocker(String kind, String evidence) {
    return "/vms/0/blockers = [{\"kind\": \"%s\", \"evidence\": \"%s\"}]".formatted(kind, evidence);
  }

  private static Case of(
      String id, String data, Result result, String evidence, String... changes) {
    return new Case(id, data, result, evidence, changes);
  }

  static List<Case> fires() {
    return List.of(
        of(
            "N17",
            TWO,
            FAILED,
            "Without the Hyper-V role: CLUSTERNODE-2",
            "/nodes/1/roles/hyper_v = false"),
        of(
            "N18",
            TWO,
            FAILED,
            "192.168.1.12 is also the address of CLUSTERNODE-2",
            "/address = \"192.168.1.12\""),
        of(
            "N18",
            TWO,
            FAILED,
            "No node has an address in a subnet of 172.16.0.9",
            "/address = \"172.16.0.9\""),
        of(
            "W14",
            TWO,
            FAILED,
            "10.10.1.11 is there twice: CLUSTERNODE-1 on",
            "/nodes/1/adapters/1/address = \"10.10.1.11\""),
        of(
            "W15",
            TWO,
            FAILED,
            "No adapter on \"iSCSI\" (iSCSI): CLUSTERNODE-2",
            "-/nodes/1/adapters/1"),
        of(
            "S08",
            TWO,
            WARNING,
            "\"CSV 1\" is owned by CLUSTERNODE-2, which is not up",
            "/volumes/1/coordinator = \"CLUSTERNODE-2\"",
            "/nodes/1/state = \"offline\""),
        of(
            "S09",
            TWO,
            FAILED,
            "\"CSV 1\" is no resource of the cluster",
            "/volumes/1/in_cluster = false"),
        of(
            "S09",
            TWO,
            WARNING,
            "\"CSV 1\" had files on it when it was added",
            "/volumes/1/empty_disk = false"),
        of(
            "S10",
            TWO,
            WARNING,
            "drive letter of \"Quorum\" differs: Q: on CLUSTERNODE-1; R: on CLUSTERNODE-2",
            "/volumes/0/drive_letters = {\"CLUSTERNODE-1\": \"q:\", \"CLUSTERNODE-2\": \"R:\"}"),
        of("V07", TWO, FAILED, "In Hyper-V Manager alone: print-01", "/vms/0/clustered = false"),
        of("V08", TWO, FAILED, "print-01 lies at C:", "/vms/0/path = \"C:\\\\vms\\\\print-01\""),
        of("V08", OLD, FAILED, "", "/vms/0/path = \"C:\\\\vms\""),
        of("N01", TWO, FAILED, "Windows version differs", "/nodes/1/os/version = \"2012\""),
        of(
            "N01",
            TWO,
            FAILED,
            "architecture differs",
            "/nodes/1/processor/architecture = \"Itanium\""),
        of("N01", TWO, FAILED, "The estate is called", "/windows_version = \"2012\""),
        of("N01", NEW, WARNING, "Windows version differs", "/nodes/1/os/version = \"2019\""),
        of(
            "N02",
            TWO,
            WARNING,
            "CLUSTERNODE-2 lacks KB975530",
            "/nodes/1/os/updates = [\"KB974909\"]"),
        of("N02", TWO, WARNING, "service pack differs", "/nodes/1/os/service_pack = 1"),
        of(
            "N03",
            TWO,
            FAILED,
            "This edition cannot be clustered: CLUSTERNODE-2",
            "/nodes/1/os/edition = \"Standard\""),
        of(
            "N03",
            OLD,
            FAILED,
            "This edition cannot be clustered: NODE08-1",
            "/nodes/0/os/edition = \"Hyper-V Server\""),
        of(
            "N04",
            TWO,
            FAILED,
            "installation type differs",
            "/nodes/1/os/installation = \"Server Core\""),
        of(
            "N05",
            TWO,
            FAILED,
            "Without Failover Clustering: CLUSTERNODE-2",
            "/nodes/1/roles/failover_clustering = false"),
        of("N05", TWO, FAILED, "17 nodes, at most 16", "/nodes * 17"),
        of("N06", NEW, FAILED, "65 nodes, at most 64", "/nodes * 65"),
        of("N06", NEW, WARNING, "4001 VMs, at most 4000", "/vms * 4001"),
        of("N06", NEW, FAILED, "8001 VMs, at most 8000", "/vms * 8001"),
        of("N07", TWO, FAILED, "1001 VMs, at most 1000", "/vms * 1001"),
        of("N07", TWO, FAILED, "385 VMs on CLUSTERNODE-1, at most 384", "/vms * 389"),
        of(
            "N07",
            TWO,
            WARNING,
            "No node in reserve",
            "/nodes/0/memory_mib = 67327",
            "/nodes/1/memory_mib = 67327"),
        of(
            "N08",
            TWO,
            FAILED,
            "Without hardware DEP",
            "/nodes/0/processor/data_execution_prevention = false"),
        of(
            "N08",
            TWO,
            FAILED,
            "Without hardware virtualization",
            "/nodes/0/processor/virtualization = false"),
        of("N08", TWO, FAILED, "Not x64", "/nodes/0/processor/architecture = \"x86\""),
        of(
            "N09",
            TWO,
            FAILED,
            "processor manufacturer differs: Intel on CLUSTERNODE-1; AMD on CLUSTERNODE-2",
            "/nodes/1/processor/manufacturer = \"AMD\""),
        of(
            "N10",
            TWO,
            FAILED,
            "Generations differ, and the VM may not move between them: print-01, dns-01",
            "/nodes/1/processor/model = 44"),
        of("N11", TWO, SUCCESS, "processor stepping differs", "/nodes/1/processor/stepping = 2"),
        of(
            "N12",
            TWO,
            WARNING,
            "storage adapter differs",
            "/nodes/1/storage_stack/adapter = \"another\""),
        of(
            "N13",
            NEW,
            FAILED,
            "multipath software differs",
            "/nodes/1/storage_stack/multipath = \"another\""),
        of(
            "N13",
            NEW,
            FAILED,
            "device-specific module differs",
            "/nodes/1/storage_stack/device_specific_module = \"another\""),
        of(
            "N13",
            NEW,
            WARNING,
            "storage firmware differs",
            "/nodes/1/storage_stack/firmware = \"another\""),
        of("N14", TWO, WARNING, "domain differs", "/nodes/1/roles/domain = \"other.example\""),
        of("N14", TWO, WARNING, "domain role differs", "/nodes/1/roles/domain_controller = true"),
        of("N15", TWO, FAILED, "NTLM is off: CLUSTERNODE-1", "/nodes/0/os/ntlm = false"),
        of("N16", TWO, FAILED, "system drive differs", "/nodes/1/os/system_drive = \"D:\""),
        of("W01", TWO, WARNING, "\"Heartbeat\" also carries heartbeat, shared volumes"),
        of(
            "W02",
            TWO,
            WARNING,
            "CLUSTERNODE-2 has 1 network port",
            "/nodes/1/adapters = [{\"network\": \"Heartbeat\"}]"),
        of(
            "W02",
            TWO,
            WARNING,
            "CLUSTERNODE-2 has no private adapter",
            "/nodes/1/adapters/2/line_rate_gbit_s = 0.1"),
        of(
            "W03",
            TWO,
            WARNING,
            "\"Management\" carries live migration together with management",
            "/networks/3/purposes = [\"management\", \"live migration\"]"),
        of(
            "W04",
            TWO,
            FAILED,
            "subnet of \"Heartbeat\" differs",
            "/nodes/1/adapters/2/address = \"10.10.3.12\""),
        of(
            "W04",
            TWO,
            FAILED,
            "No adapter on \"Heartbeat\": CLUSTERNODE-2",
            "-/nodes/1/adapters/2"),
        of(
            "W05",
            TWO,
            FAILED,
            "subnet of \"Heartbeat\" differs",
            "/nodes/1/adapters/2/prefix_length = 16"),
        of(
            "W06",
            TWO,
            FAILED,
            "subnet behind \"Public Virtual Network\" differs",
            "/virtual_switches/1/subnet = \"192.168.3.0/24\""),
        of(
            "W07",
            TWO,
            FAILED,
            "Client for Microsoft Networks is not bound on \"Heartbeat\": CLUSTERNODE-2",
            "/nodes/1/adapters/2/client_for_microsoft_networks = false"),
        of(
            "W07",
            TWO,
            FAILED,
            "File and Printer Sharing is not bound on \"Management\": CLUSTERNODE-1",
            "/nodes/0/adapters/3/file_and_printer_sharing = false"),
        of(
            "W08",
            TWO,
            SUCCESS,
            "Shared volumes use \"Management\" (10000) first",
            "/networks/2/metric = 20000"),
        of(
            "W09",
            TWO,
            FAILED,
            "The port of live migration is closed",
            "/networks/2/migration_port_open = false"),
        of("W10", TWO, WARNING, "IPsec is on: \"Heartbeat\"", "/networks/2/ipsec = true"),
        of(
            "W11",
            TWO,
            WARNING,
            "A cap is set, and TCP Chimney is on: CLUSTERNODE-1",
            CAP,
            "/nodes/0/os/tcp_chimney = true"),
        of(
            "W12",
            TWO,
            FAILED,
            "\"Public Virtual Network\" does not exist on CLUSTERNODE-2",
            "/virtual_switches/1/name = \"public virtual network\""),
        of(
            "W13",
            TWO,
            WARNING,
            "CLUSTERNODE-2 has 2 x 1 Gbit/s: not recommended",
            "-/nodes/1/adapters/0"),
        of(
            "S01",
            TWO,
            FAILED,
            "\"CSV 1\" is not seen by CLUSTERNODE-2",
            "/volumes/1/visible_to = [\"CLUSTERNODE-1\"]"),
        of("S02", OLD, SUCCESS, "\"LUN 1\" moves with all of dc-01, file-01, print-01"),
        of(
            "S02",
            OLD,
            FAILED,
            "\"LUN 1\" is exclusive, and its VMs run on NODE08-2, NODE08-1",
            "/vms/0/node = \"NODE08-2\""),
        of(
            "S03",
            TWO,
            FAILED,
            "\"CSV 1\" file system: FAT32",
            "/volumes/1/file_system = \"FAT32\""),
        of("S03", TWO, FAILED, "\"CSV 1\" file system: REFS", "/volumes/1/file_system = \"REFS\""),
        of("S03", TWO, FAILED, "\"CSV 1\" pass-through: yes", "/volumes/1/pass_through = true"),
        of(
            "S03",
            TWO,
            FAILED,
            "\"CSV 1\" used by Hyper-V alone: no",
            "/volumes/1/hyper_v_only = false"),
        of(
            "S03",
            TWO,
            FAILED,
            "\"CSV 1\" Physical Disk resource: no",
            "/volumes/1/physical_disk_resource = false"),
        of(
            "S04",
            TWO,
            WARNING,
            "In redirected access: \"CSV 1\"",
            "/volumes/1/redirected_access = true"),
        of("S05", TWO, WARNING, "The last backup failed", "/volumes/1/failed_backup = true"),
        of(
            "S06",
            TWO,
            FAILED,
            "\"Quorum\" has 511 MiB, less than 512 MiB",
            "/volumes/0/size_gib = 0.4990234375",
            "/volumes/0/free_gib = 0.4"),
        of(
            "S06",
            TWO,
            FAILED,
            "\"Quorum\" is a cluster shared volume",
            "/volumes/0/kind = \"cluster shared volume\""),
        of("S06", TWO, FAILED, "\"Quorum\" also holds VMs", "/vms/0/volume = \"Quorum\""),
        of("S06", TWO, FAILED, "Not a basic disk", "/volumes/0/basic_disk = false"),
        of("S06", TWO, FAILED, "Several volumes on the disk", "/volumes/0/volumes_on_disk = 2"),
        of("S06", TWO, FAILED, "Another file system", "/volumes/0/file_system = \"FAT32\""),
        of(
            "S06",
            TWO,
            FAILED,
            "File share witness with 4 MiB free",
            "/witness = {\"kind\": \"file share\", \"share_free_mib\": 4}"),
        of("S06", TWO, FAILED, "A cloud witness needs 2016", "/witness = {\"kind\": \"cloud\"}"),
        of("S06", TWO, WARNING, "No witness for 2 nodes", "/witness = {\"kind\": \"none\"}"),
        of(
            "S07",
            TWO,
            WARNING,
            "\"CSV 1\": VMs with 65280 MiB of memory, only 63 GiB free",
            "/volumes/1/free_gib = 63"),
        of(
            "S07",
            OLD,
            FAILED,
            "\"LUN 1\": VMs with 5632 MiB of memory, only 5 GiB free",
            "/volumes/1/free_gib = 5"),
        of(
            "V01",
            TWO,
            FAILED,
            "2 live migrations at once are set",
            "/live_migration/simultaneous = 2"),
        of(
            "V02",
            TWO,
            WARNING,
            "Changed in Hyper-V Manager and not refreshed: dns-01",
            "/vms/1/cluster_copy_current = false"),
        of(
            "V03",
            TWO,
            WARNING,
            "A backup may run while they move: dns-01",
            "/vms/1/backup_during_moves = true"),
        of(
            "V04",
            NEW,
            WARNING,
            "Saved by a drain in spite of an objective: build-01",
            "/vms/16/availability_objective_ratio = 0.999"),
        of("V04", NEW, SUCCESS, "Saved by a drain: build-01"),
        of("V05", NEW, SUCCESS, "factor 2500: live migration over SMB gets 25.00 %"),
        of("V06", NEW, SUCCESS, "Suspend-ClusterNode"),
        of("N00", TWO, INCOMPLETE, "Not known: the prerequisites of", NO_WINDOWS, KVM),
        of(
            "B00",
            TWO,
            WARNING,
            "Nobody looked whether one of 8 VMs has: host device",
            "/looked_for = [\"snapshot\"]"),
        of("B01", TWO, FAILED, "print-01: host device (a GPU)", blocker("host device", "a GPU")),
        of("B02", TWO, FAILED, "print-01: host media (D:)", blocker("host media", "D:")),
        of("B02", TWO, WARNING, "print-01: CD image (x.iso)", blocker("CD image", "x.iso")),
        of("B03", TWO, FAILED, "print-01: local disk (sda)", blocker("local disk", "sda")),
        of(
            "B03",
            TWO,
            FAILED,
            "print-01: no other host sees all of",
            "/volumes/1/visible_to = [\"CLUSTERNODE-1\"]"),
        of(
            "B04",
            TWO,
            FAILED,
            "print-01: shared bus (scsi1)",
            NO_WINDOWS,
            VSPHERE,
            blocker("shared bus", "scsi1")),
        of(
            "B04",
            TWO,
            WARNING,
            "print-01: shared disk (sdb)",
            NO_WINDOWS,
            VSPHERE,
            blocker("shared disk", "sdb")),
        of("B05", TWO, WARNING, "print-01: raw disk (lun 4)", blocker("raw disk", "lun 4")),
        of(
            "B06",
            TWO,
            WARNING,
            "print-01: independent disk (1)",
            NO_WINDOWS,
            VSPHERE,
            blocker("independent disk", "1")),
        of("B07", TWO, WARNING, "print-01: snapshot (before)", blocker("snapshot", "before")),
        of(
            "B08",
            TWO,
            WARNING,
            "print-01: fault tolerance (on)",
            NO_WINDOWS,
            VSPHERE,
            blocker("fault tolerance", "on")),
        of(
            "B09",
            TWO,
            WARNING,
            "print-01: host processor (x)",
            NO_WINDOWS,
            KVM,
            blocker("host processor", "x")),
        of(
            "B09",
            TWO,
            FAILED,
            "print-01: host processor (x)",
            NO_WINDOWS,
            KVM,
            blocker("host processor", "x"),
            "/nodes/1/processor/manufacturer = \"AMD\""),
        of(
            "B10",
            TWO,
            WARNING,
            "print-01: memory reservation (all)",
            NO_WINDOWS,
            VSPHERE,
            blocker("memory reservation", "all")),
        of(
            "B10",
            TWO,
            WARNING,
            "print-01: huge pages (2M)",
            NO_WINDOWS,
            KVM,
            blocker("huge pages", "2M")),
        of(
            "B11",
            TWO,
            FAILED,
            "print-01: confidential guest (SEV)",
            blocker("confidential guest", "SEV")),
        of("B11", TWO, WARNING, "print-01: TPM (2.0)", blocker("TPM", "2.0")),
        of(
            "B12",
            TWO,
            FAILED,
            "print-01: not live migratable (no)",
            NO_WINDOWS,
            KVM,
            blocker("not live migratable", "no")),
        of(
            "B12",
            TWO,
            WARNING,
            "print-01: eviction strategy (None)",
            NO_WINDOWS,
            KVM,
            blocker("eviction strategy", "None")),
        of("B13", TWO, FAILED, "print-01: state (orphaned)", blocker("state", "orphaned")),
        of(
            "B14",
            TWO,
            FAILED,
            "print-01: it may run on no other host by the rule \"pin\"",
            "/placement_rules = [{\"name\":\"pin\",\"kind\":\"on\",\"required\":true,\"vms\":[\"print-01\"],\"nodes\":[\"CLUSTERNODE-1\"]}]"),
        of(
            "B14",
            TWO,
            WARNING,
            "print-01 on CLUSTERNODE-1 breaks the rule \"far\" now",
            "/placement_rules = [{\"name\":\"far\",\"kind\":\"apart\",\"required\":true,\"vms\":[\"print-01\",\"web-01\"]}]"),
        of(
            "B15",
            TWO,
            WARNING,
            "CLUSTERNODE-2 (maintenance): no VM can move there now",
            "/nodes/1/state = \"maintenance\""),
        of("D01", TWO, WARNING, "sql-02: downtime 2.88 s, longer than its target"),
        of(
            "D01",
            TWO,
            FAILED,
            "sql-02 never leaves its node",
            NO_WINDOWS,
            KVM,
            "/vms/7/writes/writes_per_s = 1000000"),
        of(
            "D02",
            TWO,
            FAILED,
            "sql-02 accepts 1 s, predicted 2.88 s",
            "/vms/7/downtime_objective_s = 1"),
        of("D03", TWO, WARNING, "one ping (1 s): noticed at sql-02"),
        of(
            "D04",
            TWO,
            FAILED,
            "sql-02 asks for 99.9999 %, which leaves 31.5 s a year",
            "/vms/7/availability_objective_ratio = 0.999999"),
        of(
            "D05",
            TWO,
            WARNING,
            "N+1: in 1 of 2 ways to lose one node VMs are left over",
            "/nodes/1/memory_mib = 8192"),
        of(
            "D05",
            TWO,
            FAILED,
            "Left over although they have an availability objective: print-01",
            "/nodes/1/memory_mib = 2048",
            "/vms/0/availability_objective_ratio = 0.5"),
        of("D06", "sixteen-node", WARNING, "9 h 18 min of 4 h (assumed"),
        of("D07", TWO, FAILED, "CLUSTERNODE-1 cannot be emptied: ", "/nodes/1/memory_mib = 2048"),
        of(
            "D08",
            TWO,
            WARNING,
            "No dirty rate is measured (dirty rates: assumed for 8 VMs); measure first: sql-02",
            "/assumptions = [{\"field\":\"/vms\",\"reason\":\"made up\"}]"));
  }

  /** Estates that a rule has nothing against, some of them on the edge of what it allows. */
  static List<Case> silent() {
    Stream<Case> bases =
        Checks.all().stream()
            .filter(
                check ->
                    !List.of(
                            "W01", "W11", "S02", "D01", "D02", "D03", "D04", "B04", "B06", "B08",
                            "B09", "B10", "B12", "B14", "B15", "N18", "S08", "S09", "S10", "V07",
                            "V08")
                        .contains(check.id()))
            .map(
                check ->
                    of(
                        check.id(),
                        check
                                .windows()
                                .map(w -> w.include(WindowsVersion.WINDOWS_2008_R2))
                                .orElse(true)
                            ? TWO
                            : NEW,
                        SUCCESS,
                        ""));
    Stream<Case> edges =
        Stream.of(
            of(
                "N18",
                TWO,
                SUCCESS,
                "CLUSTER-1 has the address 192.168.1.10",
                "/address = \"192.168.1.10\""),
            of("W14", TWO, SUCCESS, "6 addresses, each there once"),
            of(
                "S08",
                TWO,
                SUCCESS,
                "\"CSV 1\" is owned by CLUSTERNODE-2",
                "/volumes/1/coordinator = \"CLUSTERNODE-2\""),
            of("S09", TWO, SUCCESS, "\"CSV 1\" is a resource", "/volumes/1/in_cluster = true"),
            of(
                "S10",
                TWO,
                SUCCESS,
                "drive letter of \"Quorum\": Q:",
                "/volumes/0/drive_letters = {\"CLUSTERNODE-1\": \"q:\", \"CLUSTERNODE-2\": \"Q:\"}"),
            of("V07", TWO, SUCCESS, "A role of the cluster: print-01", "/vms/0/clustered = true"),
            of(
                "V08",
                TWO,
                SUCCESS,
                "On storage of the cluster: print-01",
                "/vms/0/path = \"c:\\\\clusterstorage\\\\Volume1\\\\print-01\""),
            of("V08", OLD, SUCCESS, "On storage of the cluster", "/vms/0/path = \"E:\\\\vms\""),
            of("B04", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, VSPHERE, LOOKED),
            of("B06", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, VSPHERE, LOOKED),
            of("B08", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, VSPHERE, LOOKED),
            of("B09", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, KVM, LOOKED),
            of("B10", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, KVM, LOOKED),
            of("B12", TWO, SUCCESS, "None of 8 VMs has one", NO_WINDOWS, KVM, LOOKED),
            of(
                "B14",
                TWO,
                SUCCESS,
                "1 rule of placement, none in the way",
                "/placement_rules = [{\"name\":\"r\",\"kind\":\"together\",\"vms\":[\"print-01\",\"web-01\"]}]"),
            of("B15", TWO, SUCCESS, "All of 2 hosts are up", "/nodes/1/state = \"up\""),
            of("D01", NEW, SUCCESS, "24 VMs end within the target downtime."),
            of("D02", NEW, SUCCESS, "2 objectives are kept."),
            of("D03", "sixteen-node", SUCCESS, "10 of 10 limits"),
            of("D04", NEW, SUCCESS, "16 objectives are kept."),
            of("N01", NEW, SUCCESS, "Windows version"),
            of("N03", TWO, SUCCESS, "an edition", "/nodes/1/os/edition = \"Hyper-V Server\""),
            of(
                "N04",
                TWO,
                SUCCESS,
                "installation type: Server Core",
                "/nodes/0/os/installation = \"Server Core\"",
                "/nodes/1/os/edition = \"Hyper-V Server\""),
            of("N05", TWO, SUCCESS, "16 nodes, at most 16", "/nodes * 16"),
            of("N06", NEW, SUCCESS, "64 nodes, at most 64", "/nodes * 64"),
            of("N06", NEW, SUCCESS, "4000 VMs, at most 4000", "/vms * 4000"),
            of(
                "N07",
                TWO,
                SUCCESS,
                "384 VMs on CLUSTERNODE-1",
                "/vms * 388",
                "/nodes/0/memory_mib = 500000",
                "/nodes * 3"),
            of(
                "N07",
                TWO,
                SUCCESS,
                "One node in reserve",
                "/nodes/0/memory_mib = 67328",
                "/nodes/1/memory_mib = 67328"),
            of("N10", TWO, SUCCESS, "processor compatibility: yes", compatible()),
            of("N16", TWO, SUCCESS, "system drive: C:", "/nodes/1/os/system_drive = \"c:\""),
            of("W01", NEW, SUCCESS, "\"Live Migration\" carries live migration alone"),
            of("W11", TWO, SUCCESS, "TCP Chimney: no", CAP),
            of("S02", TWO, Result.NOT_APPLICABLE, "No two VMs share"),
            of("S03", NEW, SUCCESS, "\"Volume 2\" file system: REFS"),
            of(
                "S06",
                TWO,
                SUCCESS,
                "\"Quorum\" has 512 MiB",
                "/volumes/0/size_gib = 0.5",
                "/volumes/0/free_gib = 0.4"),
            of(
                "S06",
                TWO,
                SUCCESS,
                "File share witness with 5 MiB",
                "/witness = {\"kind\": \"file share\", \"share_free_mib\": 5}"),
            of(
                "S06",
                TWO,
                SUCCESS,
                "No witness for 3 nodes",
                "/witness = {\"kind\": \"none\"}",
                "/nodes * 3"),
            of("S07", TWO, SUCCESS, "\"CSV 1\"", "/volumes/1/free_gib = 63.75"),
            of("V01", NEW, SUCCESS, "2 live migrations at once on each node"),
            of(
                "V04",
                NEW,
                SUCCESS,
                "A drain moves VMs live from priority 1000",
                "/drain_live_from_priority = 1000"));
    return Stream.concat(bases, edges).toList();
  }

  private static String[] compatible() {
    return Stream.concat(
            Stream.of("/nodes/1/processor/model = 44"),
            IntStream.range(0, 8).mapToObj(i -> "/vms/" + i + "/processor_compatibility = true"))
        .toArray(String[]::new);
  }

  /** Estates that do not say what a rule asks for. */
  static List<Case> missing() {
    return List.of(
        missing("N17", TWO, "Hyper-V role of CLUSTERNODE-2", "-/nodes/1/roles/hyper_v"),
        missing("W14", TWO, "addresses of the nodes", "-/nodes/0/adapters", "-/nodes/1/adapters"),
        missing("W15", TWO, "adapters of CLUSTERNODE-2", "-/nodes/1/adapters"),
        missing("N01", TWO, "Windows version of CLUSTERNODE-2", "-/nodes/1/os/version"),
        missing("N01", TWO, "architecture of CLUSTERNODE-2", "-/nodes/1/processor/architecture"),
        missing("N02", TWO, "updates of CLUSTERNODE-2", "-/nodes/1/os/updates"),
        missing(
            "N03",
            TWO,
            "an edition that can be clustered of CLUSTERNODE-2",
            "-/nodes/1/os/edition"),
        missing("N04", TWO, "installation type of CLUSTERNODE-2", "-/nodes/1/os/installation"),
        missing("N05", TWO, "Failover Clustering of CLUSTERNODE-1", "-/nodes/0/roles"),
        missing(
            "N08",
            TWO,
            "hardware DEP of CLUSTERNODE-1",
            "-/nodes/0/processor/data_execution_prevention"),
        missing(
            "N09",
            TWO,
            "processor manufacturer of CLUSTERNODE-1, CLUSTERNODE-2",
            "-/nodes/0/processor",
            "-/nodes/1/processor"),
        missing("N10", TWO, "processor generation of CLUSTERNODE-2", "-/nodes/1/processor/family"),
        missing(
            "N10",
            TWO,
            "processor compatibility of print-01",
            "/nodes/1/processor/model = 44",
            "-/vms/0/processor_compatibility",
            "/vms/1/processor_compatibility = true",
            "/vms/2/processor_compatibility = true",
            "/vms/3/processor_compatibility = true",
            "/vms/4/processor_compatibility = true",
            "/vms/5/processor_compatibility = true",
            "/vms/6/processor_compatibility = true",
            "/vms/7/processor_compatibility = true"),
        missing("N11", TWO, "processor stepping of CLUSTERNODE-2", "-/nodes/1/processor/stepping"),
        missing("N12", TWO, "storage adapter of CLUSTERNODE-2", "-/nodes/1/storage_stack"),
        missing("N13", NEW, "multipath software of HV22-1", "-/nodes/0/storage_stack/multipath"),
        missing("N13", NEW, "storage driver of HV22-1", "-/nodes/0/storage_stack/driver"),
        missing(
            "N14",
            TWO,
            "organizational unit of CLUSTERNODE-1",
            "-/nodes/0/roles/organizational_unit"),
        missing("N15", TWO, "NTLM of CLUSTERNODE-1", "-/nodes/0/os/ntlm"),
        missing("N16", TWO, "system drive of CLUSTERNODE-1", "-/nodes/0/os/system_drive"),
        missing("W01", TWO, "network of live migration", "-/live_migration"),
        missing(
            "W02",
            TWO,
            "speed of the private adapters of CLUSTERNODE-2",
            "-/nodes/1/adapters/2/line_rate_gbit_s"),
        missing(
            "W03",
            TWO,
            "what travels over the networks",
            "/networks/0/purposes = []",
            "/networks/1/purposes = []",
            "/networks/2/purposes = []",
            "/networks/3/purposes = []"),
        missing(
            "W04",
            TWO,
            "subnet of \"Heartbeat\" of CLUSTERNODE-2",
            "-/nodes/1/adapters/2/address",
            "-/nodes/1/adapters/2/prefix_length"),
        missing(
            "W05",
            TWO,
            "subnet of \"Heartbeat\" of CLUSTERNODE-2",
            "-/nodes/1/adapters/2/address",
            "-/nodes/1/adapters/2/prefix_length"),
        missing(
            "W06",
            TWO,
            "subnet behind \"Public Virtual Network\" of CLUSTERNODE-2",
            "-/virtual_switches/1/subnet"),
        missing(
            "W07",
            TWO,
            "Client for Microsoft Networks on \"Heartbeat\" of CLUSTERNODE-2",
            "-/nodes/1/adapters/2/client_for_microsoft_networks"),
        missing(
            "W07", TWO, "whether the cluster may use \"Heartbeat\"", "-/networks/2/cluster_use"),
        missing("W08", TWO, "metric of \"Heartbeat\"", "-/networks/2/metric"),
        missing(
            "W09",
            TWO,
            "live migration through the firewalls of \"Heartbeat\"",
            "-/networks/2/migration_port_open"),
        missing("W10", TWO, "IPsec of \"Heartbeat\"", "-/networks/2/ipsec"),
        missing("W11", TWO, "TCP Chimney of CLUSTERNODE-1", CAP, "-/nodes/0/os/tcp_chimney"),
        missing(
            "W13",
            TWO,
            "speed of all adapters of CLUSTERNODE-1",
            "-/nodes/0/adapters/0/line_rate_gbit_s"),
        missing("S01", TWO, "nodes that see \"CSV 1\"", "-/volumes/1/visible_to"),
        missing("S03", TWO, "file system of \"CSV 1\"", "-/volumes/1/file_system"),
        missing("S03", TWO, "partition style of \"CSV 1\"", "-/volumes/1/partition_style"),
        missing("S04", TWO, "redirected access of \"CSV 1\"", "-/volumes/1/redirected_access"),
        missing("S05", TWO, "failed backup of \"CSV 1\"", "-/volumes/1/failed_backup"),
        missing("S06", TWO, "witness of the cluster", "-/witness"),
        missing("S06", TWO, "basic disk of \"Quorum\"", "-/volumes/0/basic_disk"),
        missing(
            "S06",
            TWO,
            "free space of the file share witness",
            "/witness = {\"kind\": \"file share\"}"),
        missing("S07", TWO, "free space of \"CSV 1\"", "-/volumes/1/free_gib"),
        missing(
            "V01", NEW, "simultaneous live migrations of a node", "-/live_migration/simultaneous"),
        missing(
            "V02", TWO, "current copy of the settings of dns-01", "-/vms/1/cluster_copy_current"),
        missing("V03", TWO, "backup during moves of dns-01", "-/vms/1/backup_during_moves"),
        missing("V04", NEW, "priority of sql-01", "-/vms/0/priority"),
        missing("V05", NEW, "SMB limit factor", "-/live_migration/smb_limit_factor"));
  }

  private static Case missing(String id, String dataset, String fact, String... changes) {
    return new Case(id, dataset, Result.INCOMPLETE, "Not known: " + fact, changes);
  }
}

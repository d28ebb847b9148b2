package blackout.ingest.estate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes workbooks as RVTools does, with all columns of vInfo and vMemory that a public generator
 * of such workbooks has, for any number of VMs. From the command line it writes a large one:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=blackout.ingest.estate.RvToolsWorkbook -Dexec.args="100000 target/large.xlsx"
 * </pre>
 */
final class RvToolsWorkbook {

  private static final List<String> VINFO =
      List.of(
          ("VM|Powerstate|Template|SRM Placeholder|Config status|DNS Name|Connection state|Guest state|Heartbeat|"
                  + "Consolidation Needed|PowerOn|Suspended To Memory|Suspend time|Suspend Interval|Creation date|"
                  + "Change Version|CPUs|Overall Cpu Readiness|Memory|Active Memory|NICs|Disks|"
                  + "Total disk capacity MiB|Fixed Passthru HotPlug|min Required EVC Mode Key|Latency Sensitivity|"
                  + "Op Notification Timeout|EnableUUID|CBT|Primary IP Address|Network #1|Network #2|Network #3|"
                  + "Network #4|Network #5|Network #6|Network #7|Network #8|Num Monitors|Video Ram KiB|Resource pool|"
                  + "Folder ID|Folder|vApp|DAS protection|FT State|FT Role|FT Latency|FT Bandwidth|FT Sec. Latency|"
                  + "Vm Failover In Progress|Provisioned MiB|In Use MiB|Unshared MiB|HA Restart Priority|"
                  + "HA Isolation Response|HA VM Monitoring|Cluster rule(s)|Cluster rule name(s)|Boot Required|"
                  + "Boot delay|Boot retry delay|Boot retry enabled|Boot BIOS setup|Reboot PowerOff|EFI Secure boot|"
                  + "Firmware|HW version|HW upgrade status|HW upgrade policy|HW target|Path|Log directory|"
                  + "Snapshot directory|Suspend directory|Annotation|Datacenter|Cluster|Host|"
                  + "OS according to the configuration file|OS according to the VMware Tools|Customization Info|"
                  + "Guest Detailed Data|VM ID|SMBIOS UUID|VM UUID|VI SDK Server type|VI SDK API Version|"
                  + "VI SDK Server|VI SDK UUID")
              .split("\\|"));

  private static final List<String> VMEMORY =
      List.of(
          ("VM|Powerstate|Template|SRM Placeholder|Size MiB|Memory Reservation Locked To Max|Overhead|Max|Consumed|"
                  + "Consumed Overhead|Private|Shared|Swapped|Ballooned|Active|Entitlement|DRS Entitlement|Level|"
                  + "Shares|Reservation|Limit|Hot Add|Annotation|Datacenter|Cluster|Host|Folder|"
                  + "OS according to the configuration file|OS according to the VMware Tools|VM ID|VM UUID|"
                  + "VI SDK Server|VI SDK UUID")
              .split("\\|"));

  private static final List<String> VHOST =
      List.of(
          "Host|Datacenter|Cluster|Config status|CPU Model|Speed|# CPU|# Cores|# Memory|# VMs"
              .split("\\|"));

  private static final List<String> VNIC =
      List.of("Host|Datacenter|Cluster|Network Device|Speed|Duplex|Switch".split("\\|"));

  private static final List<String> ROLES = List.of("app", "db", "web", "dns", "mail");
  private static final int VMS_PER_HOST = 100;

  private RvToolsWorkbook() {}

  /** Writes a workbook. The file named second is not overwritten silently: it is replaced. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[1]), Integer.parseInt(args[0]));
  }

  /** The memory of a VM in MiB: 2, 4, 8, 16, 32 GiB in turn. */
  static int memoryMib(int vm) {
    return 2048 << vm % 5;
  }

  static String name(int vm) {
    return "depot-" + ROLES.get(vm % 5) + "-" + vm;
  }

  static String host(int vm) {
    return "esx-" + vm / VMS_PER_HOST + ".depot.example";
  }

  /** Every hundredth VM is off, every thousandth a template. */
  static boolean isOn(int vm) {
    return vm % 100 != 99;
  }

  static boolean isTemplate(int vm) {
    return vm % 1000 == 500;
  }

  /** Writes a workbook with so many VMs, 100 on each host. */
  static void write(Path file, int vms) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var book = new Workbook(out, "RVTools", "4.0")) {
      Worksheet meta = book.newWorksheet("vMetaData");
      meta.value(0, 0, "RVTools major version");
      meta.value(1, 0, "4.4");
      meta.finish();
      sheet(book, "vInfo", VINFO, vms, RvToolsWorkbook::info);
      sheet(book, "vMemory", VMEMORY, vms, RvToolsWorkbook::memory);
      int hosts = (vms + VMS_PER_HOST - 1) / VMS_PER_HOST;
      sheet(book, "vHost", VHOST, hosts, RvToolsWorkbook::hostRow);
      sheet(book, "vNIC", VNIC, hosts, RvToolsWorkbook::nic);
    }
  }

  /** The cells of a row. */
  private interface Row {
    Map<String, Object> cells(int number);
  }

  private static void sheet(Workbook book, String name, List<String> titles, int rows, Row row)
      throws IOException {
    Worksheet sheet = book.newWorksheet(name);
    for (int i = 0; i < titles.size(); i++) {
      sheet.value(0, i, titles.get(i));
    }
    for (int r = 0; r < rows; r++) {
      Map<String, Object> cells = row.cells(r);
      for (int i = 0; i < titles.size(); i++) {
        Object cell = cells.get(titles.get(i));
        if (cell instanceof Number number) {
          sheet.value(r + 1, i, number);
        } else if (cell instanceof Boolean flag) {
          sheet.value(r + 1, i, flag);
        } else if (cell != null) {
          sheet.value(r + 1, i, cell.toString());
        }
      }
      if (r % 1000 == 999) {
        sheet.flush();
      }
    }
    sheet.finish();
  }

  private static String uuid(int vm) {
    return String.format("50210000-0000-4000-8000-%012x", vm);
  }

  private static Map<String, Object> common(int vm) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("VM", name(vm));
    cells.put("Powerstate", isOn(vm) ? "poweredOn" : "poweredOff");
    cells.put("Template", isTemplate(vm));
    cells.put("SRM Placeholder", false);
    cells.put("Annotation", vm % 7 == 0 ? "ticket " + vm + "\nowner: depot" : null);
    cells.put("Datacenter", "Depot");
    cells.put("Cluster", "Depot-A");
    cells.put("Host", host(vm));
    cells.put("Folder", "/Depot/vm/" + ROLES.get(vm % 5));
    cells.put("OS according to the configuration file", "Ubuntu Linux (64-bit)");
    cells.put("OS according to the VMware Tools", "Ubuntu Linux (64-bit)");
    cells.put("VM ID", "vm-" + vm);
    cells.put("VM UUID", uuid(vm));
    cells.put("VI SDK Server", "vc.depot.example");
    cells.put("VI SDK UUID", "11112222-0000-4000-8000-000000000000");
    return cells;
  }

  private static Map<String, Object> info(int vm) {
    Map<String, Object> cells = common(vm);
    cells.put("Config status", "green");
    cells.put("DNS Name", name(vm) + ".depot.example");
    cells.put("Connection state", "connected");
    cells.put("Guest state", isOn(vm) ? "running" : "notRunning");
    cells.put("Heartbeat", "green");
    cells.put("Consolidation Needed", false);
    cells.put("PowerOn", "2026/01/12 06:14:33");
    cells.put("Suspended To Memory", false);
    cells.put("Change Version", "2026-01-12T06:14:33.000000Z");
    cells.put("CPUs", 2 + vm % 4 * 2);
    cells.put("Overall Cpu Readiness", 0);
    cells.put("Memory", memoryMib(vm));
    cells.put("Active Memory", memoryMib(vm) / 10);
    cells.put("NICs", 1);
    cells.put("Disks", 2);
    cells.put("Total disk capacity MiB", 102_400);
    cells.put("Latency Sensitivity", "normal");
    cells.put("EnableUUID", true);
    cells.put("CBT", true);
    cells.put("Primary IP Address", "10." + vm / 65536 + "." + vm / 256 % 256 + "." + vm % 256);
    cells.put("Network #1", "VLAN-" + vm % 40);
    cells.put("Num Monitors", 1);
    cells.put("Video Ram KiB", 4096);
    cells.put("Resource pool", "/Depot/Depot-A/Resources");
    cells.put("Folder ID", "group-v" + vm % 50);
    cells.put("DAS protection", true);
    cells.put("FT State", "notConfigured");
    cells.put("Provisioned MiB", 120_000 + vm % 1000);
    cells.put("In Use MiB", 60_000 + vm % 1000);
    cells.put("Unshared MiB", 50_000 + vm % 1000);
    cells.put("HA Restart Priority", "clusterRestartPriority");
    cells.put("Boot delay", 0);
    cells.put("Boot retry delay", 10_000);
    cells.put("EFI Secure boot", false);
    cells.put("Firmware", "bios");
    cells.put("HW version", 14);
    cells.put("HW upgrade policy", "never");
    cells.put("Path", "[depot-" + vm % 60 + "] " + name(vm) + "/" + name(vm) + ".vmx");
    cells.put("Log directory", "[depot-" + vm % 60 + "] " + name(vm) + "/");
    cells.put("Snapshot directory", "[depot-" + vm % 60 + "] " + name(vm) + "/");
    cells.put("SMBIOS UUID", uuid(vm).replace("5021", "564d"));
    cells.put("VI SDK Server type", "VMware vCenter Server 7.0.3");
    cells.put("VI SDK API Version", "7.0.3.0");
    return cells;
  }

  private static Map<String, Object> memory(int vm) {
    Map<String, Object> cells = common(vm);
    int mib = memoryMib(vm);
    cells.put("Size MiB", mib);
    cells.put("Memory Reservation Locked To Max", false);
    cells.put("Overhead", 60);
    cells.put("Max", mib + 60);
    cells.put("Consumed", mib / 2);
    cells.put("Private", mib / 2);
    cells.put("Shared", 0);
    cells.put("Swapped", 0);
    cells.put("Ballooned", 0);
    cells.put("Active", mib / 10);
    cells.put("Entitlement", mib / 2);
    cells.put("Level", "normal");
    cells.put("Shares", mib * 10);
    cells.put("Reservation", 0);
    cells.put("Limit", -1);
    cells.put("Hot Add", true);
    return cells;
  }

  private static Map<String, Object> host(int host, String model) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("Host", host(host * VMS_PER_HOST));
    cells.put("Datacenter", "Depot");
    cells.put("Cluster", "Depot-A");
    cells.put("CPU Model", model);
    return cells;
  }

  private static Map<String, Object> hostRow(int host) {
    Map<String, Object> cells = host(host, "AMD EPYC 7543 32-Core Processor");
    cells.put("Config status", "green");
    cells.put("Speed", 2800);
    cells.put("# CPU", 2);
    cells.put("# Cores", 64);
    cells.put("# Memory", 2_097_152);
    cells.put("# VMs", VMS_PER_HOST);
    return cells;
  }

  private static Map<String, Object> nic(int host) {
    Map<String, Object> cells = host(host, "");
    cells.put("Network Device", "vmnic0");
    cells.put("Speed", "25000 Mbps");
    cells.put("Duplex", true);
    cells.put("Switch", "dvs-depot");
    return cells;
  }
}

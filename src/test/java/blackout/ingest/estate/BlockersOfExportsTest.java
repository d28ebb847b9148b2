package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Blocker;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.PlacementRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What exports say of whether a VM can leave its host, platform by platform. Every expectation is
 * read off the texts by hand.
 */
final class BlockersOfExportsTest {

  @TempDir Path dir;

  private void write(String name, String text) throws IOException {
    Files.writeString(dir.resolve(name), text);
  }

  private Estate estate() {
    Imported imported = EstateSource.load(List.of(dir));
    assertThat(imported.loaded().problems()).isEmpty();
    return imported.loaded().value();
  }

  private static EstateVm vm(Estate estate, String name) {
    return estate.vms().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Blocker.Kind> kinds(Estate estate, String name) {
    return vm(estate, name).mobility().blockers().stream().map(Blocker::kind).toList();
  }

  private static List<String> rules(Estate estate) {
    return estate.cluster().rules().stream()
        .map(
            r ->
                "%s: %s%s %s%s"
                    .formatted(
                        r.name(),
                        r.required() ? "" : "preferred ",
                        r.kind().label(),
                        String.join(",", r.vms()),
                        r.nodes().isEmpty() ? "" : " / " + String.join(",", r.nodes())))
        .toList();
  }

  @Test
  void rvToolsTabs() throws IOException {
    write(
        "RVTools_tabvInfo.csv",
        """
        VM,Powerstate,Template,Connection state,Consolidation Needed,Latency Sensitivity,FT State,CPUs,Memory,Provisioned MiB,Cluster rule(s),Cluster rule name(s),Path,Cluster,Host,VM UUID
        app,poweredOn,False,connected,False,normal,notConfigured,2,8192,1,,,[ds1] app/app.vmx,C,esx1,564d0001-0000-0000-0000-000000000001
        db-a,poweredOn,False,connected,True,high,notConfigured,2,8192,1,AntiAffinity,db apart,[ds1] a/a.vmx,C,esx1,564d0002-0000-0000-0000-000000000002
        db-b,poweredOn,False,orphaned,False,normal,running,2,8192,1,AntiAffinity,db apart,[ds1] b/b.vmx,C,esx2,564d0003-0000-0000-0000-000000000003
        """);
    write(
        "RVTools_tabvCD.csv",
        """
        VM,Powerstate,Device Node,Connected,Starts Connected,Device Type,VM UUID
        app,poweredOn,CD/DVD drive 1,False,False,Remote device,564d0001-0000-0000-0000-000000000001
        db-a,poweredOn,CD/DVD drive 1,True,True,ISO [isos] win.iso,564d0002-0000-0000-0000-000000000002
        db-b,poweredOn,CD/DVD drive 1,True,True,Remote ATAPI,564d0003-0000-0000-0000-000000000003
        """);
    write(
        "RVTools_tabvUSB.csv",
        """
        VM,Powerstate,Device Type,Connected,Family,Speed,EHCI enabled
        db-a,poweredOn,SafeNet token,True,vendor,high,True
        """);
    write(
        "RVTools_tabvDisk.csv",
        """
        VM,Powerstate,Disk,Capacity MiB,Raw,Disk Mode,Sharing mode,Shared Bus,Path,VM UUID
        app,poweredOn,Hard disk 1,1024,False,persistent,sharingNone,noSharing,[ds2] app/app.vmdk,564d0001-0000-0000-0000-000000000001
        db-a,poweredOn,Hard disk 1,1024,True,independent_persistent,sharingNone,physicalSharing,[ds1] a/a.vmdk,564d0002-0000-0000-0000-000000000002
        db-b,poweredOn,Hard disk 1,1024,False,persistent,sharingMultiWriter,noSharing,[ds1] b/b.vmdk,564d0003-0000-0000-0000-000000000003
        """);
    write(
        "RVTools_tabvSnapshot.csv",
        """
        VM,Powerstate,Name,Description,Date / time,Size MiB (vmsn)
        app,poweredOn,before patch,,2026/01/01 10:00:00,12
        """);
    Estate estate = estate();

    assertThat(kinds(estate, "app")).containsExactly(Blocker.Kind.SNAPSHOT);
    assertThat(vm(estate, "app").mobility().otherVolumes()).containsExactly("ds2");
    assertThat(kinds(estate, "db-a"))
        .containsExactlyInAnyOrder(
            Blocker.Kind.IMAGE,
            Blocker.Kind.SHARED_BUS,
            Blocker.Kind.RAW_DISK,
            Blocker.Kind.INDEPENDENT_DISK,
            Blocker.Kind.HOST_DEVICE,
            Blocker.Kind.SNAPSHOT,
            Blocker.Kind.MEMORY_RESERVATION);
    // The image lies on a data store that the target has to see.
    assertThat(vm(estate, "db-a").mobility().otherVolumes()).containsExactly("isos");
    assertThat(kinds(estate, "db-b"))
        .containsExactlyInAnyOrder(
            Blocker.Kind.HOST_MEDIA,
            Blocker.Kind.SHARED_DISK,
            Blocker.Kind.FAULT_TOLERANCE,
            Blocker.Kind.STATE);
    assertThat(vm(estate, "db-b").mobility().notLive()).get().asString().contains("vCD");
    assertThat(rules(estate)).containsExactly("db apart: apart db-a,db-b");
    assertThat(estate.cluster().lookedFor())
        .contains(Blocker.Kind.HOST_DEVICE, Blocker.Kind.SNAPSHOT, Blocker.Kind.FAULT_TOLERANCE)
        .doesNotContain(Blocker.Kind.TPM);
  }

  @Test
  void rulesOfPowerCli() throws IOException {
    write(
        "vms.csv",
        """
        Name,PowerState,NumCpu,MemoryGB,VMHost
        a,PoweredOn,2,4,h1
        b,PoweredOn,2,4,h2
        c,PoweredOn,2,4,h2
        """);
    write(
        "rules.csv",
        """
        Name,Cluster,Enabled,Type,KeepTogether,VM
        apart,C,True,VMAntiAffinity,False,"a,b"
        off,C,False,VMAntiAffinity,False,"a,c"
        with,C,True,VMAffinity,True,"b;c"
        """);
    write(
        "host-rules.csv",
        """
        Name,Cluster,Enabled,Type,VMGroup,VMHostGroup
        licence,C,True,MustRunOn,dbs,left
        rather,C,True,ShouldNotRunOn,dbs,right
        """);
    write(
        "groups.csv",
        """
        Name,GroupType,Member
        dbs,VMGroup,"a, c"
        left,VMHostGroup,h1
        right,VMHostGroup,"h2, h9"
        """);

    assertThat(rules(estate()))
        .containsExactly(
            "licence: on a,c / h1",
            "rather: preferred not on a,c / h2",
            "apart: apart a,b",
            "with: together b,c");
  }

  @Test
  void failoverClusterOfWindows() throws IOException {
    write(
        "vms.csv",
        """
        Name,ComputerName,State,MemoryAssigned,IsClustered,ConfigurationLocation
        a,n1,Running,4294967296,True,C:\\ClusterStorage\\Volume1\\a
        b,n2,Running,4294967296,False,D:\\vms\\b
        """);
    write(
        "groups.csv",
        """
        Name,OwnerNode,GroupType,Priority,AntiAffinityClassNames,PreferredOwners
        a,n1,VirtualMachine,3000,{dc},"n2, n1"
        c,n1,VirtualMachine,2000,{dc},
        Cluster Group,n1,Cluster,,,
        """);
    write(
        "more.csv",
        """
        Name,ComputerName,State,MemoryAssigned
        c,n1,Running,4294967296
        """);
    Estate estate = estate();

    assertThat(vm(estate, "a").mobility().clustered()).contains(true);
    assertThat(vm(estate, "a").mobility().path()).contains("C:\\ClusterStorage\\Volume1\\a");
    assertThat(vm(estate, "b").mobility().notLive()).contains("no role of the cluster");
    assertThat(rules(estate))
        .containsExactly("preferred hosts of a: preferred on a / n2,n1", "dc: preferred apart a,c");
    assertThat(estate.vms()).hasSize(3);
  }

  @Test
  void configurationOfProxmox() throws IOException {
    write(
        "pve.qm-config.txt",
        """
        boot: order=scsi0
        cores: 4
        cpu: host
        hostpci0: 0000:01:00.0,pcie=1
        ide2: none,media=cdrom
        memory: 4096
        name: gpu
        scsi0: ceph:vm-1-disk-0,size=32G
        scsi1: local-lvm:vm-1-disk-1,size=8G
        serial0: socket
        usb0: spice

        boot: order=scsi0
        cores: 2
        ide2: local:iso/debian.iso,media=cdrom
        ide3: ceph:iso/x.iso,media=cdrom
        memory: 2048
        name: plain
        scsi0: ceph:vm-2-disk-0,size=32G
        """);
    Estate estate = estate();

    assertThat(kinds(estate, "gpu"))
        .containsExactlyInAnyOrder(
            Blocker.Kind.HOST_PROCESSOR, Blocker.Kind.HOST_DEVICE, Blocker.Kind.LOCAL_DISK);
    assertThat(kinds(estate, "plain"))
        .containsExactlyInAnyOrder(Blocker.Kind.HOST_MEDIA, Blocker.Kind.IMAGE);
  }

  @Test
  void domainXml() throws IOException {
    write(
        "h1.xml",
        """
        <domain type='kvm' id='3'>
          <name>app</name><memory unit='KiB'>4194304</memory>
          <memoryBacking><hugepages/></memoryBacking>
          <cpu mode='host-passthrough'/>
          <launchSecurity type='sev'/>
          <devices>
            <disk type='file' device='cdrom'><source file='/iso/x.iso'/></disk>
            <disk type='file' device='cdrom'/>
            <disk type='block' device='lun'><source dev='/dev/sdx'/></disk>
            <hostdev mode='subsystem' type='pci'/>
            <filesystem type='mount'><driver type='virtiofs'/></filesystem>
            <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
          </devices>
        </domain>
        """);

    assertThat(kinds(estate(), "app"))
        .containsExactlyInAnyOrder(
            Blocker.Kind.HUGE_PAGES,
            Blocker.Kind.HOST_PROCESSOR,
            Blocker.Kind.CONFIDENTIAL,
            Blocker.Kind.IMAGE,
            Blocker.Kind.RAW_DISK,
            Blocker.Kind.HOST_DEVICE,
            Blocker.Kind.NOT_MIGRATABLE,
            Blocker.Kind.TPM);
  }

  @Test
  void objectsOfKubeVirt() throws IOException {
    String vmi =
        """
        {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
         "metadata": {"name": "%s", "namespace": "n", "uid": "11111111-2222-3333-4444-55555555555%d"},
         "spec": {"domain": {"memory": {"guest": "2Gi"}%s}%s},
         "status": {"phase": "Running", "nodeName": "w%d"%s}}
        """;
    write(
        "vmi.json",
        "[%s,%s,%s]"
            .formatted(
                vmi.formatted(
                    "gpu",
                    1,
                    ", \"devices\": {\"gpus\": [{\"name\": \"g\"}]}",
                    "",
                    1,
                    ", \"conditions\": [{\"type\": \"LiveMigratable\", \"status\": \"False\","
                        + " \"message\": \"a GPU\"}]"),
                vmi.formatted("cold", 2, "", ", \"evictionStrategy\": \"None\"", 2, ""),
                vmi.formatted(
                    "pin",
                    3,
                    "",
                    ", \"evictionStrategy\": \"LiveMigrate\", \"nodeSelector\":"
                        + " {\"kubernetes.io/hostname\": \"w1\"}",
                    1,
                    "")));
    Estate estate = estate();

    assertThat(kinds(estate, "n/gpu"))
        .containsExactlyInAnyOrder(Blocker.Kind.NOT_MIGRATABLE, Blocker.Kind.HOST_DEVICE);
    assertThat(kinds(estate, "n/cold")).containsExactly(Blocker.Kind.NOT_EVICTED);
    assertThat(kinds(estate, "n/pin")).isEmpty();
    assertThat(estate.cluster().rules())
        .extracting(PlacementRule::name)
        .containsExactly("nodeSelector of n/pin");
    assertThat(rules(estate)).containsExactly("nodeSelector of n/pin: on n/pin / w1");
  }
}

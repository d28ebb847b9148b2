package blackout.check.rules;

/** The public texts that the rules are from. */
final class Sources {

  /** Carries the requirements of the vendor's paper on live migration in 2008 R2. */
  static final String FAQ =
      "Microsoft, Hyper-V Live Migration FAQ (2008 R2); requirements also in Hyper-V Live Migration"
          + " Overview & Architecture,"
          + " https://powerwindows.wordpress.com/2009/01/29/new-whitepaper-on-windows-2008-r2-and-hyper-v-live-migration/";

  static final String NETWORK_GUIDE =
      "Microsoft, Hyper-V: Live Migration Network Configuration Guide,"
          + " https://technet.microsoft.com/library/ff428137(v=ws.10).aspx";

  static final String HYPER_V_SERVER =
      "Microsoft, Hyper-V Server 2008 R2: Using Live Migration,"
          + " https://technet.microsoft.com/library/ee815293(v=ws.10)";

  static final String HYPER_V_REQUIREMENTS =
      "Microsoft, System requirements for Hyper-V on Windows Server,"
          + " https://learn.microsoft.com/windows-server/virtualization/hyper-v/system-requirements-for-hyper-v-on-windows";

  static final String VALIDATION =
      "Microsoft, Validate Hardware for a Failover Cluster,"
          + " https://technet.microsoft.com/library/jj134244";

  static final String VALIDATION_TESTS_2008 =
      "Microsoft, failover cluster validation tests of Windows Server 2008,"
          + " https://technet.microsoft.com/library/cc770399";

  static final String REDIRECTED_ACCESS =
      "Microsoft Failover Clustering blog, Troubleshooting Redirected Access on a Cluster Shared"
          + " Volume (CSV)";

  static final String SHARED_VOLUMES =
      "Microsoft, Use Cluster Shared Volumes in a failover cluster,"
          + " https://learn.microsoft.com/windows-server/failover-clustering/failover-cluster-csvs";

  static final String KB2008795 =
      "Microsoft Support 2008795, Unable to access ClusterStorage folder on a passive node in a"
          + " server cluster";

  static final String QUORUM =
      "Microsoft, Manage a cluster quorum witness,"
          + " https://learn.microsoft.com/windows-server/failover-clustering/manage-cluster-quorum";

  static final String ROLLING_UPGRADE =
      "Microsoft, Cluster OS Rolling Upgrade,"
          + " https://learn.microsoft.com/windows-server/failover-clustering/cluster-operating-system-rolling-upgrade";

  static final String LIMITS_2008_R2 =
      "Microsoft Failover Clustering blog, 28 Jun 2010,"
          + " http://blogs.msdn.com/b/clustering/archive/2010/06/28/10031803.aspx";

  /** 64 nodes and 8,000 VMs are the vendor's; one magazine (ITPro Today) wrote 4,000 VMs. */
  static final String LIMITS_2012 =
      "Microsoft, Hyper-V scalability: 64 nodes and 8,000 VMs in a cluster, as restated in"
          + " https://thisismydemo.cloud/post/wsfc-at-scale; ITPro Today gave 4,000 VMs";

  static final String COMPATIBILITY =
      "Microsoft, processor compatibility mode, https://technet.microsoft.com/library/gg299590";

  static final String SAVED_STATE_SPACE =
      "A. Finn, on the space of saved states, https://aidanfinn.com/?p=13715";

  static final String DRAIN =
      "Microsoft Failover Clustering blog, Configuring How VMs Are Moved when a Node is Drained";

  static final String SMB_LIMIT =
      "Microsoft, configure-live-migration-smb-bandwidth in the Windows Server documentation";

  static final String SUSPEND = "Microsoft, reference of Suspend-ClusterNode";

  static final String MOVABLE =
      "Broadcom, vSphere 8: Migration with vMotion, conditions and limitations; libvirt, Guest"
          + " migration, https://libvirt.org/migration.html; KubeVirt, Live Migration,"
          + " https://kubevirt.io/user-guide/compute/live_migration/; Microsoft, Discrete Device"
          + " Assignment, https://learn.microsoft.com/windows-server/virtualization/hyper-v/plan/plan-for-deploying-devices-using-discrete-device-assignment";

  static final String SHARED_BUS =
      "Broadcom, Setup for Windows Server Failover Clustering on vSphere: vMotion of nodes with"
          + " shared disks; QEMU, shared disks need cache=none";

  static final String SNAPSHOTS =
      "Broadcom knowledge base 318825, Best practices for using VMware snapshots in the vSphere"
          + " environment";

  static final String FAULT_TOLERANCE =
      "Broadcom, vSphere Availability: Fault Tolerance interoperability, limits";

  static final String RESERVATIONS =
      "Broadcom, vSphere Resource Management: memory reservation and admission; KubeVirt, Hugepages"
          + " support";

  static final String KUBEVIRT =
      "KubeVirt, Live Migration and Node maintenance (evictionStrategy),"
          + " https://kubevirt.io/user-guide/cluster_admin/node_maintenance/";

  static final String HOST_MODEL =
      "libvirt, Domain XML format, CPU model and topology (host-passthrough),"
          + " https://libvirt.org/formatdomain.html#cpu-model-and-topology";

  static final String PLACEMENT =
      "Broadcom, vSphere Resource Management: using DRS affinity rules; Microsoft, Cluster affinity,"
          + " https://learn.microsoft.com/windows-server/failover-clustering/cluster-affinity";

  static final String PREDICTIONS = "The predictions of Blackout; see Method.";

  private Sources() {}
}

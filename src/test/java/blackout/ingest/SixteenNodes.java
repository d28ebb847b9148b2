package blackout.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Makes a large estate, always the same one: {@code datasets/sixteen-node} with 16 nodes and 300
 * VMs, or one with as many VMs as wanted.
 */
public final class SixteenNodes {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int NODES = 16;
  private static final int VOLUMES = 6;
  private static final long SEED = 2009;

  /** A kind of guest: its share of the VMs, its sizes, and how it writes. */
  private record Kind(
      String name,
      int percent,
      int[] memoryMib,
      double zeroRatio,
      String priority,
      String writes) {}

  private static final List<Kind> RENDERINGS =
      List.of(
          new Kind(
              "web",
              35,
              new int[] {1024, 2048, 2048, 4096},
              0.3,
              "medium",
              "{'pattern':'hot and cold','writes_per_s':1500,'working_set_mib':128,'hot_mib':16,'hot_write_ratio':0.9}"),
          new Kind(
              "app",
              30,
              new int[] {2048, 4096, 4096, 8192},
              0.2,
              "medium",
              "{'pattern':'hot and cold','writes_per_s':4000,'working_set_mib':512,'hot_mib':64,'hot_write_ratio':0.85}"),
          new Kind(
              "sql",
              10,
              new int[] {8192, 16384, 16384, 32768},
              0.1,
              "high",
              "{'pattern':'hot and cold','writes_per_s':12000,'working_set_mib':4096,'hot_mib':512,'hot_write_ratio':0.8}"),
          new Kind(
              "file",
              10,
              new int[] {2048, 4096},
              0.2,
              "medium",
              "{'pattern':'steady','writes_per_s':800,'working_set_mib':512}"),
          new Kind(
              "batch",
              5,
              new int[] {4096, 8192},
              0.1,
              "low",
              "{'pattern':'sequential','writes_per_s':15000,'working_set_mib':2048}"),
          new Kind("test", 10, new int[] {512, 1024}, 0.4, "low", "{'pattern':'idle'}"));

  private SixteenNodes() {}

  /** The estate as the text of a file, one VM a line. */
  public static String json(int vms) {
    ObjectNode estate = JSON.objectNode();
    estate.put("schema", "blackout-estate/1");
    estate.put("name", "CLUSTER-16");
    estate.put(
        "description",
        "A made-up cluster of the largest size of 2008 R2, laid out as the vendor recommends.");
    estate.put("windows_version", "2008 R2");
    estate.set("nodes", list(1, NODES, SixteenNodes::node));
    estate.set("networks", networks());
    estate.set("virtual_switches", list(1, NODES, SixteenNodes::virtualSwitch));
    estate.set("volumes", list(0, VOLUMES, SixteenNodes::volume));
    estate.set("witness", parsed("{'kind':'disk','volume':'Quorum'}"));
    estate.set(
        "live_migration",
        parsed(
            "{'network':'Live Migration','line_rate_gbit_s':1,'payload_ratio':0.9415,'simultaneous':1}"));
    estate.set("storage", parsed("{'write_mib_s':400,'read_mib_s':500}"));
    estate.set(
        "failover",
        parsed(
            "{'heartbeat_interval_ms':1000,'heartbeat_threshold':5,'ownership_move_ms':1000,"
                + "'disk_offline_ms':2000,'disk_arbitration_ms':6000,'disk_online_ms':3000,"
                + "'resume_ms':500,'vm_start_ms':3000,'guest_boot_s':90,'starts_per_node':4}"));
    estate.set(
        "limits",
        parsed(
            "[{'name':'heartbeat of a guest cluster','limit_ms':5000,'source':'5 missed heartbeats,"
                + " one a second: technet.microsoft.com/library/dn440540'},{'name':'TCP connection',"
                + "'limit_ms':20000,'source':'typically around 20 seconds:"
                + " technet.microsoft.com/library/dn440540'}]"));
    var random = new SplittableRandom(SEED);
    estate.set("vms", list(1, vms, i -> vm(i, random)));
    estate.set(
        "looked_for",
        parsed("['host device','host media','CD image','raw disk','snapshot','TPM','state']"));
    estate.set(
        "assumptions",
        parsed(
            "[{'field':'/nodes','reason':'Made up.'},{'field':'/volumes','reason':'Made up.'},"
                + "{'field':'/live_migration/payload_ratio','reason':'1448 B of payload in a frame of"
                + " 1538 B: TCP with timestamps over Ethernet with an MTU of 1500.'},"
                + "{'field':'/storage','reason':'Made up for an array on 10 Gbit/s iSCSI. Not"
                + " measured.'},{'field':'/failover','reason':'Heartbeat: default of 2008 R2, Tuning"
                + " Failover Cluster Network Thresholds, Microsoft Failover Clustering blog, 2012. The"
                + " others: not measured.'},{'field':'/vms','reason':'Made up by a seeded generator:"
                + " src/test/java/blackout/ingest/SixteenNodes.java.'}]"));
    return print(estate);
  }

  private static ObjectNode node(int i) {
    ObjectNode node =
        object(
            "{'name':'%s','memory_mib':196608,"
                + "'os':{'version':'2008 R2','edition':'Datacenter','installation':'Server Core',"
                + "'service_pack':1,'updates':['KB2494016','KB2520235'],'system_drive':'C:','ntlm':true,"
                + "'tcp_chimney':false},"
                + "'processor':{'architecture':'x64','manufacturer':'Intel','family':6,'model':44,"
                + "'stepping':2,'virtualization':true,'data_execution_prevention':true},"
                + "'roles':{'failover_clustering':true,'hyper_v':true,'domain':'contoso.example',"
                + "'organizational_unit':'OU=HyperV','domain_controller':false},"
                + "'storage_stack':{'adapter':'iSCSI adapter 10 Gbit/s','driver':'6.2.0','firmware':'6.2.1',"
                + "'multipath':'MPIO 6.1.7601','device_specific_module':'msdsm 6.1.7601'}}",
            nodeName(i));
    ArrayNode adapters = node.putArray("adapters");
    adapters.add(
        object(
            "{'network':'Guests','line_rate_gbit_s':1,'client_for_microsoft_networks':false,'file_and_printer_sharing':false}"));
    adapters.add(adapter("Management", 1, 1, 1, i, true));
    adapters.add(adapter("Cluster", 1, 1, 2, i, true));
    adapters.add(adapter("Live Migration", 1, 1, 3, i, true));
    adapters.add(adapter("iSCSI", 2, 10, 4, i, false));
    return node;
  }

  private static ObjectNode adapter(
      String network, int ports, int gigabits, int subnet, int host, boolean bound) {
    return object(
        "{'network':'%s','ports':%d,'line_rate_gbit_s':%d,'address':'10.16.%d.%d','prefix_length':24,"
            + "'client_for_microsoft_networks':%b,'file_and_printer_sharing':%b}",
        network, ports, gigabits, subnet, 10 + host, bound, bound);
  }

  private static ArrayNode networks() {
    return (ArrayNode)
        parsed(
            "[{'name':'Guests','purposes':['public'],'cluster_use':'none','ipsec':false},"
                + "{'name':'Management','purposes':['management'],'cluster_use':'cluster and client',"
                + "'metric':10000,'ipsec':false},"
                + "{'name':'Cluster','purposes':['heartbeat','shared volumes'],"
                + "'cluster_use':'cluster only','metric':1000,'ipsec':false},"
                + "{'name':'Live Migration','purposes':['live migration'],"
                + "'cluster_use':'cluster only','metric':1100,'ipsec':false,'migration_port_open':true},"
                + "{'name':'iSCSI','purposes':['iSCSI'],'cluster_use':'none','ipsec':false}]");
  }

  private static ObjectNode virtualSwitch(int i) {
    return object(
        "{'node':'%s','name':'Guest Network','kind':'external','network':'Guests','subnet':'10.20.0.0/16'}",
        nodeName(i));
  }

  private static ObjectNode volume(int i) {
    ObjectNode volume =
        object(
            "{'name':'%s','kind':'%s','size_gib':%d,'free_gib':%s,'file_system':'NTFS',"
                + "'partition_style':'GPT','basic_disk':true,'volumes_on_disk':1,"
                + "'physical_disk_resource':true,'pass_through':false,'hyper_v_only':%b,"
                + "'redirected_access':false,'failed_backup':false}",
            i == 0 ? "Quorum" : "CSV " + i,
            i == 0 ? "quorum" : "cluster shared volume",
            i == 0 ? 1 : 4096,
            i == 0 ? "0.9" : "1024",
            i > 0);
    ArrayNode seers = volume.putArray("visible_to");
    IntStream.rangeClosed(1, NODES).forEach(n -> seers.add(nodeName(n)));
    return volume;
  }

  private static ObjectNode vm(int i, SplittableRandom random) {
    Kind kind = kind(random.nextInt(100));
    int memoryMib = kind.memoryMib[random.nextInt(kind.memoryMib.length)];
    ObjectNode vm =
        object(
            "{'name':'%s-%03d','memory_mib':%d,'zero_page_ratio':%s}",
            kind.name, i, memoryMib, kind.zeroRatio);
    vm.set("writes", parsed(kind.writes));
    vm.put("node", nodeName(1 + i % NODES));
    vm.put("volume", "CSV " + (1 + i % VOLUMES));
    vm.putArray("switches").add("Guest Network");
    vm.put("priority", kind.priority);
    vm.put("processor_compatibility", false);
    vm.put("cluster_copy_current", true);
    vm.put("backup_during_moves", false);
    if (!kind.priority.equals("low")) {
      vm.put("availability_objective_ratio", kind.priority.equals("high") ? 0.9999 : 0.999);
    }
    return vm;
  }

  private static Kind kind(int percent) {
    int upTo = 0;
    for (Kind kind : RENDERINGS) {
      upTo += kind.percent;
      if (percent < upTo) {
        return kind;
      }
    }
    throw new AssertionError("the shares of the kinds add up to " + upTo);
  }

  private static String nodeName(int i) {
    return String.format(Locale.ROOT, "NODE-%02d", i);
  }

  private static ArrayNode list(int first, int last, IntFunction<ObjectNode> entry) {
    ArrayNode list = JSON.arrayNode();
    IntStream.rangeClosed(first, last).forEach(i -> list.add(entry.apply(i)));
    return list;
  }

  private static ObjectNode object(String format, Object... values) {
    return (ObjectNode) parsed(String.format(Locale.ROOT, format, values));
  }

  private static JsonNode parsed(String singleQuoted) {
    try {
      return MAPPER.readTree(singleQuoted.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(singleQuoted, e);
    }
  }

  /** Every entry of a list on a line of its own. */
  private static String print(ObjectNode estate) {
    return estate.properties().stream()
        .map(
            field -> {
              String value =
                  field.getValue() instanceof ArrayNode list
                      ? StreamSupport.stream(list.spliterator(), false)
                          .map(entry -> "    " + entry)
                          .collect(Collectors.joining(",\n", "[\n", "\n  ]"))
                      : field.getValue().toString();
              return "  \"" + field.getKey() + "\": " + value;
            })
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}

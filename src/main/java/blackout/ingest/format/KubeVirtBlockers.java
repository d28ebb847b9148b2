package blackout.ingest.format;

import blackout.ingest.fact.Column;
import blackout.ingest.fact.Fact;
import blackout.ingest.fact.Facts;
import blackout.ingest.fact.RuleField;
import blackout.ingest.text.CleanText;
import blackout.ingest.text.LocatedJson;
import blackout.inventory.Blocker;
import blackout.inventory.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What in a VirtualMachineInstance keeps it from moving, and on which nodes it may run: the
 * condition LiveMigratable, the eviction strategy, devices, node selectors and affinity to nodes by
 * their host names.
 *
 * @see <a href="https://kubevirt.io/user-guide/compute/live_migration/">KubeVirt, Live
 *     Migration</a>
 * @see <a
 *     href="https://kubevirt.io/user-guide/cluster_admin/node_maintenance/#evict-all-vms-from-a-node">KubeVirt,
 *     Node maintenance</a>
 */
final class KubeVirtBlockers {

  private static final String HOST_NAME = "kubernetes.io/hostname";

  private static final List<Blocker.Kind> SHOWN =
      List.of(
          Blocker.Kind.HOST_DEVICE,
          Blocker.Kind.HOST_PROCESSOR,
          Blocker.Kind.HUGE_PAGES,
          Blocker.Kind.TPM,
          Blocker.Kind.CONFIDENTIAL,
          Blocker.Kind.NOT_EVICTED,
          Blocker.Kind.NOT_MIGRATABLE);

  private final Reading reading;
  private final LocatedJson object;
  private final String name;

  KubeVirtBlockers(Reading reading, LocatedJson object, String name) {
    this.reading = reading;
    this.object = object;
    this.name = name;
  }

  void note() {
    reading.findings().vmNotes().lookFor(SHOWN);
    object.at("status", "conditions").map(LocatedJson::items).orElse(List.of()).stream()
        .filter(c -> c.text("type").filter("LiveMigratable"::equals).isPresent())
        .filter(c -> c.text("status").filter("False"::equals).isPresent())
        .forEach(this::notMigratable);
    object
        .at("spec", "evictionStrategy")
        .filter(s -> s.text().equals("None"))
        .ifPresent(s -> block(Blocker.Kind.NOT_EVICTED, s, "evictionStrategy None"));
    Optional<LocatedJson> domain = object.at("spec", "domain");
    for (String list : List.of("hostDevices", "gpus")) {
      domain.flatMap(d -> d.at("devices", list)).map(LocatedJson::items).orElse(List.of()).stream()
          .forEach(d -> block(Blocker.Kind.HOST_DEVICE, d, list + " " + d.text("name").orElse("")));
    }
    domain
        .flatMap(d -> d.at("cpu", "model"))
        .filter(m -> m.text().equals("host-passthrough"))
        .ifPresent(m -> block(Blocker.Kind.HOST_PROCESSOR, m, "cpu model host-passthrough"));
    domain
        .flatMap(d -> d.at("memory", "hugepages"))
        .ifPresent(h -> block(Blocker.Kind.HUGE_PAGES, h, "hugepages"));
    domain
        .flatMap(d -> d.at("launchSecurity"))
        .ifPresent(s -> block(Blocker.Kind.CONFIDENTIAL, s, "launchSecurity"));
    domain.flatMap(d -> d.at("devices", "tpm")).ifPresent(t -> block(Blocker.Kind.TPM, t, "tpm"));
    nodes();
  }

  private void notMigratable(LocatedJson condition) {
    String why = condition.text("message").or(() -> condition.text("reason")).orElse("no reason");
    reading.findings().note(CleanText.name(name) + " cannot be moved live: " + CleanText.name(why));
    block(Blocker.Kind.NOT_MIGRATABLE, condition, "LiveMigratable False, " + why);
  }

  /** The hosts that selectors and required affinity leave. */
  private void nodes() {
    object
        .at("spec", "nodeSelector")
        .flatMap(s -> s.at(HOST_NAME))
        .ifPresent(host -> rule("nodeSelector", "MustRunOn", List.of(host.text()), host));
    object
        .at("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        .flatMap(r -> r.at("nodeSelectorTerms"))
        .map(LocatedJson::items)
        .orElse(List.of())
        .stream()
        .flatMap(t -> t.at("matchExpressions").map(LocatedJson::items).orElse(List.of()).stream())
        .filter(e -> e.text("key").filter(HOST_NAME::equals).isPresent())
        .forEach(
            e ->
                rule(
                    "nodeAffinity",
                    e.text("operator").filter("NotIn"::equals).isPresent()
                        ? "MustNotRunOn"
                        : "MustRunOn",
                    e.at("values").map(v -> v.texts().toList()).orElse(List.of()),
                    e));
  }

  private void rule(String what, String type, List<String> hosts, LocatedJson at) {
    var rule = new Facts<>(RuleField.class);
    put(rule, RuleField.NAME, what + " of " + name, at);
    put(rule, RuleField.TYPE, type, at);
    put(rule, RuleField.VMS, name, at);
    put(rule, RuleField.HOSTS, String.join(",", hosts), at);
    reading.findings().rules().add(rule);
  }

  private void put(Facts<RuleField> rule, RuleField field, String value, LocatedJson at) {
    rule.put(
        field,
        new Fact(
            value,
            Origin.IMPORTED,
            new Column(reading.file().name(), "line", field.name(), "").at(at.line())));
  }

  private void block(Blocker.Kind kind, LocatedJson at, String what) {
    var parts = new ArrayList<String>();
    parts.add(reading.at(at.line()));
    parts.add(what);
    reading
        .findings()
        .vmNotes()
        .block(
            object.text("metadata", "uid"),
            Optional.of(name),
            kind,
            CleanText.name(String.join(": ", parts)));
  }
}

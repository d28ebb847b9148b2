package blackout.ingest;

import blackout.files.WholeFile;
import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.Origins;
import blackout.inventory.Platform;
import blackout.inventory.StorageRates;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.inventory.WindowsVersion;
import blackout.inventory.Witness;
import blackout.json.Json;
import blackout.quantity.Text;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads and writes an estate as {@code estate.json}. The form of the file is the JSON Schema {@code
 * /blackout/schemas/estate.schema.json}; what a schema cannot say (names that are unique, names
 * that lead somewhere, sizes that fit) is checked here.
 */
public final class EstateFile {

  private static final String SCHEMA = "/blackout/schemas/estate.schema.json";
  private static final JsonRules RULES = JsonRules.withoutEntries(SCHEMA, "vms");
  private static final JsonRules VM_RULES = JsonRules.ofEntries(SCHEMA, "vms");

  private final String source;
  private final List<Problem> problems = new ArrayList<>();

  private EstateFile(String source) {
    this.source = source;
  }

  /**
   * Reads an estate. A VM that cannot be used is left out and becomes a problem; anything else that
   * is wrong refuses the whole file.
   *
   * @throws UnreadableInput if the file cannot be read, breaks a rule outside its VMs, or has no VM
   *     that can be used
   */
  public static Loaded<Estate> load(Path file) {
    return new EstateFile(JsonText.sourceName(file)).estate(JsonText.read(file));
  }

  /**
   * Reads an estate from the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   * @throws UnreadableInput as {@link #load}
   */
  public static Loaded<Estate> parse(byte[] json, String source) {
    return new EstateFile(source).estate(JsonText.parse(json, source));
  }

  /**
   * Writes an estate; {@link #load} gives the same. Memory is written in whole MiB, rounded down.
   *
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Estate estate, Path target) throws IOException {
    EstateDoc document = EstateDoc.of(estate);
    WholeFile.write(target, out -> Json.write(document, out));
  }

  private Loaded<Estate> estate(JsonNode tree) {
    problems.addAll(RULES.problems(tree, source));
    refuseIfAny();
    JsonNode listed = tree.path("vms");
    List<List<Problem>> vmProblems =
        IntStream.range(0, listed.size())
            .parallel()
            .mapToObj(i -> VM_RULES.problems(listed.get(i), source, "/vms/" + i))
            .toList();

    List<ClusterNetwork> networks = all(tree, "networks", ClusterNetwork.class, n -> n);
    List<Node> nodes = all(tree, "nodes", EstateDoc.NodeDoc.class, EstateDoc.NodeDoc::node);
    List<VirtualSwitch> switches =
        all(
            tree,
            "virtual_switches",
            EstateDoc.SwitchDoc.class,
            EstateDoc.SwitchDoc::virtualSwitch);
    List<Volume> volumes = all(tree, "volumes", Volume.class, v -> v);
    refuseIfAny();

    var names = new EstateNames(source, problems);
    names.check(nodes, networks, switches, volumes);
    Optional<Witness> witness = part(tree, "witness", Witness.class);
    witness.ifPresent(names::checkWitness);
    if (tree.has("live_migration")) {
      names.checkMigrationNetwork(tree.at("/live_migration/network").asText());
    }
    List<Assumption> assumptions = assumptions(tree);
    Platform platform = platform(tree);
    Optional<MigrationLink> link = migrationLink(tree, platform);
    refuseIfAny();

    var reading = new EstateVms(source, problems, nodes, volumes, switches);
    List<EstateVm> vms = reading.read(listed, vmProblems);
    if (vms.isEmpty()) {
      problems.add(0, new Problem(source, "/vms", "no VM that can be used", "at least 1"));
      refuseIfAny();
    }
    Estate estate =
        new Estate(
            tree.path("name").asText(),
            platform,
            nodes,
            networks,
            switches,
            volumes,
            witness,
            link,
            Json.read(tree.path("storage"), StorageRates.class),
            Json.read(tree.path("failover"), FailoverSettings.class),
            part(tree, "drain_live_from_priority", Integer.class),
            all(tree, "limits", DowntimeLimit.class, l -> l),
            vms,
            assumptions,
            new Origins(all(tree, "readings", String.class, r -> r), reading.origins()));
    List<Problem> never = EstateTimes.problems(estate, source);
    if (!never.isEmpty()) {
      problems.addAll(0, never);
      refuseIfAny();
    }
    return new Loaded<>(estate, problems);
  }

  private Platform platform(JsonNode tree) {
    Optional<String> said = part(tree, "hypervisor", String.class);
    try {
      return Platform.of(said, part(tree, "windows_version", WindowsVersion.class));
    } catch (IllegalArgumentException e) {
      problems.add(
          tree.has("windows_version")
              ? new Problem(
                  source,
                  "/hypervisor",
                  said.map(EstateNames::quoted).orElse("nothing"),
                  "a hypervisor of that Windows version: " + e.getMessage())
              : new Problem(source, "", "nothing", "the key \"windows_version\""));
      throw new UnreadableInput(problems);
    }
  }

  /** How the VMs move live, with options that the hypervisor has. */
  private Optional<MigrationLink> migrationLink(JsonNode tree, Platform platform) {
    try {
      Optional<MigrationLink> link =
          part(tree, "live_migration", MigrationLinkDoc.class).map(MigrationLinkDoc::link);
      link.ifPresent(m -> platform.hypervisor().ifPresent(h -> h.requireOptions(m.options())));
      return link;
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              source,
              "/live_migration/options",
              Problem.oneLine(JsonRules.shown(tree.at("/live_migration/options"))),
              Text.reason(e)));
      return Optional.empty();
    }
  }

  private static <T> Optional<T> part(JsonNode tree, String key, Class<T> type) {
    return tree.has(key) ? Optional.of(Json.read(tree.path(key), type)) : Optional.empty();
  }

  /** What a list holds; an entry whose own numbers disagree becomes a problem. */
  private <D, T> List<T> all(JsonNode tree, String key, Class<D> type, Function<D, T> reading) {
    List<T> values = new ArrayList<>();
    int i = 0;
    for (JsonNode part : tree.path(key)) {
      try {
        values.add(reading.apply(Json.read(part, type)));
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem(
                source,
                "/" + key + "/" + i,
                part.path("name").toString(),
                "numbers that agree: " + e.getMessage()));
      }
      i++;
    }
    return values;
  }

  /** The assumptions; the value of one is what stands at its pointer. */
  private List<Assumption> assumptions(JsonNode tree) {
    List<Assumption> assumptions = new ArrayList<>();
    int i = 0;
    for (JsonNode part : tree.path("assumptions")) {
      EstateDoc.Assumed assumed = Json.read(part, EstateDoc.Assumed.class);
      JsonNode value = tree.at(assumed.field());
      if (value.isMissingNode()) {
        problems.add(
            new Problem(
                source,
                "/assumptions/" + i + "/field",
                EstateNames.quoted(assumed.field()),
                "a JSON pointer to something in this file"));
      }
      assumptions.add(
          new Assumption(
              assumed.code(),
              assumed.field(),
              value.isTextual() ? value.asText() : Problem.oneLine(JsonRules.shown(value)),
              assumed.reason()));
      i++;
    }
    return assumptions;
  }

  private void refuseIfAny() {
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
  }
}

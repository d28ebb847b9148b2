package blackout.ingest;

import blackout.inventory.Assumption;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.Platform;
import blackout.inventory.VirtualSwitch;
import blackout.inventory.Volume;
import blackout.quantity.Text;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads an estate from {@code estate.json}. The form of the file is the JSON Schema {@code
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

  private Loaded<Estate> estate(JsonNode tree) {
    problems.addAll(RULES.problems(tree, source));
    refuseIfAny();
    JsonNode listed = tree.path("vms");
    List<List<Problem>> vmProblems =
        IntStream.range(0, listed.size())
            .parallel()
            .mapToObj(i -> VM_RULES.problems(listed.get(i), source, "/vms/" + i))
            .toList();

    Section root = new Section(tree);
    List<ClusterNetwork> networks = all(root, "networks", EstateJson::network);
    List<Node> nodes = all(root, "nodes", EstateJson::node);
    List<VirtualSwitch> switches = all(root, "virtual_switches", EstateJson::virtualSwitch);
    List<Volume> volumes = all(root, "volumes", EstateJson::volume);
    refuseIfAny();

    var names = new EstateNames(source, problems);
    names.check(nodes, networks, switches, volumes);
    root.optionalPart("witness").ifPresent(names::checkWitness);
    root.optionalPart("live_migration").ifPresent(names::checkMigrationLink);
    List<Assumption> assumptions = assumptions(root);
    Platform platform = platform(root);
    Optional<MigrationLink> link = migrationLink(root, platform);
    refuseIfAny();

    List<EstateVm> vms =
        new EstateVms(source, problems, nodes, volumes, switches).read(root, vmProblems);
    if (vms.isEmpty()) {
      problems.add(0, new Problem(source, "/vms", "no VM that can be used", "at least 1"));
      refuseIfAny();
    }
    Estate estate =
        new Estate(
            root.text("name"),
            platform,
            nodes,
            networks,
            switches,
            volumes,
            root.optionalPart("witness").map(EstateJson::witness),
            link,
            EstateJson.storage(root.part("storage")),
            EstateJson.failover(root.part("failover")),
            root.optionalCount("drain_live_from_priority"),
            root.parts("limits").stream().map(EstateJson::limit).toList(),
            vms,
            assumptions,
            EstateJson.origins(root));
    return new Loaded<>(estate, problems);
  }

  private Platform platform(Section root) {
    Optional<String> said = root.optionalText("hypervisor");
    try {
      return Platform.of(said, EstateJson.version(root, "windows_version"));
    } catch (IllegalArgumentException e) {
      problems.add(
          root.json().has("windows_version")
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
  private Optional<MigrationLink> migrationLink(Section root, Platform platform) {
    try {
      Optional<MigrationLink> link =
          root.optionalPart("live_migration").map(EstateJson::migrationLink);
      link.ifPresent(m -> platform.hypervisor().ifPresent(h -> h.requireOptions(m.options())));
      return link;
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              source,
              "/live_migration/options",
              Problem.oneLine(JsonRules.shown(root.json().at("/live_migration/options"))),
              Text.reason(e)));
      return Optional.empty();
    }
  }

  /** What a list holds; an entry whose own numbers disagree becomes a problem. */
  private <T> List<T> all(Section root, String key, Function<Section, T> reading) {
    List<T> values = new ArrayList<>();
    int i = 0;
    for (Section part : root.parts(key)) {
      try {
        values.add(reading.apply(part));
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem(
                source,
                "/" + key + "/" + i,
                part.json().path("name").toString(),
                "numbers that agree: " + e.getMessage()));
      }
      i++;
    }
    return values;
  }

  private List<Assumption> assumptions(Section root) {
    List<Assumption> assumptions = new ArrayList<>();
    int i = 0;
    for (Section part : root.parts("assumptions")) {
      JsonNode value = root.json().at(part.text("field"));
      if (value.isMissingNode()) {
        problems.add(
            new Problem(
                source,
                "/assumptions/" + i + "/field",
                part.json().path("field").toString(),
                "a JSON pointer to something in this file"));
      }
      assumptions.add(EstateJson.assumption(part, value));
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

package blackout.ingest;

import blackout.files.WholeFile;
import blackout.inventory.Assumption;
import blackout.inventory.Blocker;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterTraits;
import blackout.inventory.DowntimeLimit;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.Hypervisors;
import blackout.inventory.MigrationLink;
import blackout.inventory.Node;
import blackout.inventory.Origins;
import blackout.inventory.PlacementRule;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private static final JsonRules SEVERAL =
      JsonRules.resource("/blackout/schemas/estates.schema.json");
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
    return parse(JsonText.bytes(file), JsonText.sourceName(file));
  }

  /**
   * Reads a file with one estate, or with a list {@code clusters} of several.
   *
   * @throws UnreadableInput as {@link #load}
   */
  public static List<Loaded<Estate>> loadAll(Path file) {
    String source = sourceName(file);
    byte[] json = JsonText.bytes(file);
    JsonNode tree = JsonText.parse(json, source);
    if (!tree.has("clusters")) {
      return List.of(JsonPlaces.located(json, "", () -> new EstateFile(source).estate(tree)));
    }
    List<Problem> problems = SEVERAL.problems(tree, source);
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
    List<Loaded<Estate>> estates = new ArrayList<>();
    int i = 0;
    for (JsonNode cluster : tree.path("clusters")) {
      String at = "/clusters/" + i;
      estates.add(
          JsonPlaces.located(json, at, () -> new EstateFile(source + ", " + at).estate(cluster)));
      i++;
    }
    return estates;
  }

  /** What to call a file in problems. */
  public static String sourceName(Path file) {
    return JsonText.sourceName(file);
  }

  /**
   * Reads an estate from the bytes of a file that lies elsewhere.
   *
   * @param source what to call the file in problems
   * @throws UnreadableInput as {@link #load}
   */
  public static Loaded<Estate> parse(byte[] json, String source) {
    JsonNode tree = JsonText.parse(json, source);
    return JsonPlaces.located(json, "", () -> new EstateFile(source).estate(tree));
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

  /**
   * Writes several estates into one file; {@link #loadAll} gives the same.
   *
   * @throws IOException as {@link #write}
   */
  public static void writeAll(List<Estate> estates, Path target) throws IOException {
    if (estates.size() == 1) {
      write(estates.get(0), target);
      return;
    }
    var document =
        new EstateDoc.Several(EstateDoc.SEVERAL, estates.stream().map(EstateDoc::of).toList());
    WholeFile.write(target, out -> Json.write(document, out));
  }

  private Loaded<Estate> estate(JsonNode tree) {
    EstateDefaults.fill(tree);
    JsonNode listed = tree.path("vms");
    EstateShorthand.expand(listed);
    List<List<Problem>> vmProblems =
        IntStream.range(0, listed.size())
            .parallel()
            .mapToObj(i -> VM_RULES.problems(listed.path(i), source, "/vms/" + i))
            .toList();
    problems.addAll(RULES.problems(tree, source));
    refuseIfAny(vmProblems);

    List<ClusterNetwork> networks = all(tree, "networks", ClusterNetwork.class, n -> n);
    List<Node> nodes = all(tree, "nodes", EstateDoc.NodeDoc.class, EstateDoc.NodeDoc::node);
    List<VirtualSwitch> switches =
        all(
            tree,
            "virtual_switches",
            EstateDoc.SwitchDoc.class,
            EstateDoc.SwitchDoc::virtualSwitch);
    List<Volume> volumes = all(tree, "volumes", Volume.class, v -> v);
    refuseIfAny(vmProblems);

    var names = new EstateNames(source, problems);
    names.check(nodes, networks, switches, volumes);
    List<PlacementRule> rules =
        all(tree, "placement_rules", PlacementRule.class, Function.identity());
    names.checkRules(rules);
    Optional<Witness> witness = part(tree, "witness", Witness.class);
    witness.ifPresent(names::checkWitness);
    if (tree.has("live_migration")) {
      names.checkMigrationNetwork(tree.at("/live_migration/network").asText());
    }
    List<Assumption> assumptions = assumptions(tree);
    Optional<Platform> known = platform(tree);
    Optional<MigrationLink> link = known.flatMap(p -> migrationLink(tree, p));
    boolean usable = problems.isEmpty();
    windowsBesideAnother(tree, known).ifPresent(problems::add);

    // What is wrong with VMs is told with the rest, although it alone refuses nothing.
    var reading = new EstateVms(source, problems, nodes, volumes, switches);
    List<EstateVm> vms = reading.read(listed, vmProblems);
    if (!usable) {
      refuseIfAny();
    }
    Platform platform = known.orElseThrow();
    if (vms.isEmpty()) {
      problems.add(0, new Problem(source, "/vms", "no VM that can be used", "at least 1"));
      refuseIfAny();
    }
    checkRules(rules, vms);
    var cluster =
        new ClusterTraits(
            part(tree, "datacenter", String.class),
            part(tree, "address", String.class),
            rules,
            all(tree, "looked_for", Blocker.Kind.class, Function.identity()));
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
            new Origins(all(tree, "readings", String.class, r -> r), reading.origins()),
            cluster);
    problems.addAll(LookAlikes.problems(source, "vms", vms.stream().map(EstateVm::name).toList()));
    problems.addAll(LookAlikes.problems(source, "nodes", nodes.stream().map(Node::name).toList()));
    List<Problem> never = EstateTimes.problems(estate, source);
    if (!never.isEmpty()) {
      problems.addAll(0, never);
      refuseIfAny();
    }
    return new Loaded<>(estate, problems);
  }

  /**
   * A rule may speak of a VM that was left out; that is told, and the rule holds for the others.
   */
  private void checkRules(List<PlacementRule> rules, List<EstateVm> vms) {
    Set<String> names = new HashSet<>();
    vms.forEach(vm -> names.add(vm.name()));
    for (int i = 0; i < rules.size(); i++) {
      List<String> about = rules.get(i).vms();
      for (int j = 0; j < about.size(); j++) {
        if (!names.contains(about.get(j))) {
          String place = "/placement_rules/" + i + "/vms/" + j;
          problems.add(
              new Problem(
                  source, place, EstateNames.quoted(about.get(j)), "the name of one of /vms"));
        }
      }
    }
  }

  /** What the estate runs on; empty, with a problem, if that is not clear. */
  private Optional<Platform> platform(JsonNode tree) {
    Optional<String> said = part(tree, "hypervisor", String.class);
    try {
      boolean ofWindows =
          said.map(Hypervisors::resolve).map(n -> n.hypervisor().isHyperV()).orElse(true);
      return Optional.of(
          Platform.of(
              said,
              ofWindows ? part(tree, "windows_version", WindowsVersion.class) : Optional.empty()));
    } catch (IllegalArgumentException e) {
      problems.add(
          tree.has("windows_version")
              ? new Problem(
                  source,
                  "/hypervisor",
                  said.map(EstateNames::quoted).orElse("nothing"),
                  "a hypervisor of that Windows version: " + e.getMessage())
              : new Problem(source, "", "nothing", "the key \"windows_version\""));
      return Optional.empty();
    }
  }

  /** A version of Windows beside a hypervisor that runs on none: told, and passed over. */
  private Optional<Problem> windowsBesideAnother(JsonNode tree, Optional<Platform> known) {
    return known
        .filter(platform -> !(platform instanceof Platform.Windows) && tree.has("windows_version"))
        .map(
            platform ->
                new Problem(
                    source,
                    "/windows_version",
                    EstateNames.quoted(tree.path("windows_version").asText()),
                    "none beside a hypervisor that does not run on Windows Server; the estate is "
                        + "taken to be "
                        + platform));
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

  /** Tells what is wrong with VMs too: all problems of a file at once. */
  private void refuseIfAny(List<List<Problem>> vmProblems) {
    if (!problems.isEmpty()) {
      vmProblems.forEach(problems::addAll);
      throw new UnreadableInput(problems);
    }
  }

  private void refuseIfAny() {
    if (!problems.isEmpty()) {
      throw new UnreadableInput(problems);
    }
  }
}

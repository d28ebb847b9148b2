package blackout.check;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.RuleCases.Case;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Node;
import blackout.inventory.Vm;
import blackout.inventory.WindowsVersion;
import blackout.plan.cluster.EstateForecast;
import blackout.quantity.ByteCount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule fires where its text says so, stays silent elsewhere, and admits what it is not told.
 */
final class RulesTest {

  /** Rules that ask for nothing an estate may leave out. */
  private static final Set<String> ALWAYS_KNOWN =
      Set.of(
          "N00", "N06", "N07", "W12", "S02", "V06", "D01", "D02", "D03", "D04", "D05", "D06", "D07",
          "D08", "B00", "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11",
          "B12", "B13", "B14", "B15", "N18", "S08", "S09", "S10", "V07", "V08");

  static Stream<Case> cases() {
    return Stream.of(RuleCases.fires(), RuleCases.silent(), RuleCases.missing())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRuleFindsWhatItsTextSays(Case c) {
    CheckResult result = run(c);

    assertThat(result.result()).as("%s", result.evidence()).isEqualTo(c.expected());
    assertThat(result.evidence()).anySatisfy(line -> assertThat(line).startsWith(c.evidence()));
  }

  @Test
  void everyRuleHasACaseOfEveryKind() {
    List<String> ids = Checks.all().stream().map(Rule::id).toList();

    assertThat(ids(RuleCases.fires())).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids(RuleCases.silent())).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ids.stream().filter(id -> !ALWAYS_KNOWN.contains(id)))
        .containsExactlyInAnyOrderElementsOf(ids(RuleCases.missing()));
  }

  @Test
  void everyRuleOfTheListIsThere() {
    // The ids of the list of rules: N00-N18, W01-W15, S01-S10, V01-V08, B00-B15, D01-D08.
    Stream<String> expected =
        Stream.of(
                Stream.of("N00"),
                numbered("N", 18),
                numbered("W", 15),
                numbered("S", 10),
                numbered("V", 8),
                Stream.of("B00"),
                numbered("B", 15),
                numbered("D", 8))
            .flatMap(s -> s);

    assertThat(Checks.all().stream().map(Rule::id)).containsExactlyElementsOf(expected.toList());
  }

  private static Stream<String> numbered(String letter, int count) {
    return Stream.iterate(1, i -> i <= count, i -> i + 1)
        .map(i -> String.format("%s%02d", letter, i));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFailureSaysWhatToDo(Case c) {
    CheckResult result = run(c);

    boolean needsAction =
        Set.of(Result.FAILED, Result.WARNING, Result.INCOMPLETE).contains(result.result());
    assertThat(result.action().isEmpty()).isEqualTo(!needsAction);
  }

  @Test
  void aRuleOfAnotherVersionIsNotApplicable() {
    for (Rule check : Checks.all()) {
      for (String dataset : List.of("two-node-r2", "exclusive-disks-2008", "cluster-2022")) {
        var estate = EstateDraft.of(dataset).estate();
        if (!check.appliesTo(estate)) {
          assertThat(check.run(Ground.of(estate)).result()).isEqualTo(Result.NOT_APPLICABLE);
        }
      }
    }
  }

  @Test
  void aDifferenceBetweenManyNodesIsToldOnce() {
    var estate =
        EstateDraft.of("two-node-r2")
            .with("/nodes * 16", "/nodes/15/processor/manufacturer = \"AMD\"")
            .estate();

    List<String> evidence = check("N09").run(Ground.of(estate)).evidence();

    assertThat(evidence).hasSize(1);
    assertThat(evidence.get(0)).contains("Intel on CLUSTERNODE-1").contains("; AMD on ");
  }

  /**
   * Published: nodes and VMs of a cluster of 2008 R2 with one node in reserve, from the table of
   * the Microsoft Failover Clustering blog of 28 Jun 2010
   * (http://blogs.msdn.com/b/clustering/archive/2010/06/28/10031803.aspx).
   */
  @ParameterizedTest
  @CsvSource({"2, 384", "3, 768", "4, 1000", "16, 1000"})
  void theVmsOfAClusterEndWhereThePublishedTableEnds(int nodes, int vms) {
    assertThat(limited(nodes, vms).result()).isEqualTo(Result.SUCCESS);
    assertThat(limited(nodes, vms + 1).result()).isNotEqualTo(Result.SUCCESS);
  }

  private static CheckResult limited(int nodes, int vms) {
    Estate estate = EstateDraft.of("two-node-r2").with("/nodes * " + nodes).estate();
    List<Node> large = estate.nodes().stream().map(RulesTest::withoutMemoryLimit).toList();
    List<EstateVm> spread =
        IntStream.range(0, vms)
            .mapToObj(i -> RulesTest.on(estate.vms().get(0), large.get(i % nodes).name(), i))
            .toList();
    return check("N07")
        .run(
            Ground.of(
                new Estate(
                    estate.name(),
                    estate.version(),
                    large,
                    estate.networks(),
                    estate.switches(),
                    estate.volumes(),
                    estate.witness(),
                    estate.migrationLink(),
                    estate.storage(),
                    estate.failover(),
                    estate.drainThreshold(),
                    estate.limits(),
                    spread,
                    List.of())));
  }

  private static Node withoutMemoryLimit(Node node) {
    return new Node(
        node.name(),
        ByteCount.gibibytes(2048),
        node.os(),
        node.processor(),
        node.roles(),
        node.storageStack(),
        node.adapters());
  }

  private static EstateVm on(EstateVm vm, String node, int i) {
    Vm memory = vm.vm();
    return new EstateVm(
        new Vm(memory.name() + i, memory.memory(), memory.zeroPages(), memory.workload()),
        node,
        vm.volume(),
        vm.switches(),
        vm.priority(),
        vm.startOrder(),
        vm.processorCompatibility(),
        vm.clusterCopyCurrent(),
        vm.backupDuringMoves(),
        vm.guestBoot(),
        vm.downtimeObjective(),
        vm.availabilityObjective());
  }

  @Test
  void aRuleNeverStandsInACategoryThatItsVersionLacks() {
    for (WindowsVersion version : WindowsVersion.values()) {
      for (Rule check : Checks.all()) {
        Category category = check.category().in(version);
        assertThat(category.in(version)).isEqualTo(category);
      }
    }
  }

  private static Set<String> ids(List<Case> cases) {
    return cases.stream().map(Case::id).collect(Collectors.toSet());
  }

  private static CheckResult run(Case c) {
    Estate estate = EstateDraft.of(c.dataset()).with(c.changes()).estate();
    Rule rule = check(c.id());
    if (!rule.predicted()) {
      return rule.run(Ground.of(estate));
    }
    EstateForecast forecast = EstateForecast.of(estate, 1, done -> {});
    return rule.run(Ground.of(estate, Outlook.of(estate, forecast, Optional.empty(), 1)));
  }

  /** A rule of Windows is no rule of KVM: it is not shown there at all. */
  @Test
  void rulesShowOnlyForTheirPlatform() {
    Estate kvm =
        EstateDraft.of("two-node-r2")
            .with("-/windows_version", "/hypervisor = \"qemu-10.1\"")
            .estate();

    // What keeps VMs from moving is asked everywhere, but for B06 and B08, which vSphere alone has.
    assertThat(Checks.runAll(Ground.of(kvm)))
        .extracting(CheckResult::id)
        .containsExactly(
            "N00", "B00", "B01", "B02", "B03", "B04", "B05", "B07", "B09", "B10", "B11", "B12",
            "B13", "B14", "B15");
  }

  private static Rule check(String id) {
    return Checks.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }
}

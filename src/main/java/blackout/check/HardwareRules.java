package blackout.check;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Category.INVENTORY;
import static blackout.check.Category.STORAGE;
import static blackout.check.Findings.ofNodes;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.INFO;
import static blackout.check.Severity.WARN;

import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.Processor;
import blackout.inventory.StorageStack;
import blackout.inventory.WindowsVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules N08 to N13: what processors and storage adapters of the nodes must be. */
final class HardwareRules {

  private HardwareRules() {}

  static List<Rule> rules() {
    return List.of(
        new Rule(
            "N08",
            INVENTORY,
            FAIL,
            Versions.ALL,
            "64-bit processors with hardware virtualization and hardware DEP",
            "architecture, Intel VT or AMD-V, and XD or NX of every node",
            "Switch both on in the firmware, or replace the processor.",
            Sources.HYPER_V_REQUIREMENTS,
            HardwareRules::processorFeatures),
        new Rule(
            "N09",
            HYPER_V_CONFIGURATION,
            FAIL,
            Versions.ALL,
            "One processor manufacturer on all nodes",
            "processor manufacturer of every node",
            "Cluster nodes of one manufacturer only; between manufacturers a VM can only be"
                + " restarted.",
            Sources.FAQ,
            (estate, found) ->
                found.same(
                    "processor manufacturer", ofNodes(estate, n -> n.processor().manufacturer()))),
        new Rule(
                "N10",
                HYPER_V_CONFIGURATION,
                FAIL,
                Versions.from(WindowsVersion.WINDOWS_2008_R2),
                "Where processor generations differ, VMs may move between them",
                "processor family and model of every node, compatibility setting of every VM",
                "Turn on the setting for a different processor version. The VM must be off for it:"
                    + " plan that downtime.",
                Sources.COMPATIBILITY,
                HardwareRules::compatibility)
            .after("N09"),
        new Rule(
            "N11",
            INVENTORY,
            INFO,
            Versions.ALL,
            "Processor steppings",
            "processor stepping of every node",
            "",
            "No vendor asks for the same stepping; told for comparison",
            (estate, found) ->
                found.same("processor stepping", ofNodes(estate, n -> n.processor().stepping()))),
        new Rule(
            "N12",
            STORAGE,
            WARN,
            Versions.from(WindowsVersion.WINDOWS_2008_R2),
            "The same storage adapter on all nodes",
            "storage adapter of every node",
            "Use the same adapter everywhere.",
            Sources.NETWORK_GUIDE,
            (estate, found) -> found.same("storage adapter", stack(estate, StorageStack::adapter))),
        new Rule(
            "N13",
            STORAGE,
            FAIL,
            Versions.from(WindowsVersion.WINDOWS_2012),
            "The same multipath software, and adapters alike, on all nodes",
            "multipath software, device-specific module, storage driver and firmware of every node",
            "Install the same versions everywhere.",
            Sources.VALIDATION,
            HardwareRules::sameStorageStack));
  }

  private static void processorFeatures(Estate estate, Findings found) {
    found.all(
        "x64",
        true,
        ofNodes(
            estate, n -> n.processor().architecture().map(a -> a == Processor.Architecture.X64)),
        "Not x64");
    found.all(
        "hardware virtualization",
        true,
        ofNodes(estate, n -> n.processor().virtualization()),
        "Without hardware virtualization");
    found.all(
        "hardware DEP",
        true,
        ofNodes(estate, n -> n.processor().dataExecutionPrevention()),
        "Without hardware DEP");
  }

  private static void compatibility(Estate estate, Findings found) {
    var generations = new Findings(INFO);
    generations.same("processor generation", ofNodes(estate, n -> generation(n.processor())));
    found.adopt(generations);
    long different = estate.nodes().stream().map(n -> generation(n.processor())).distinct().count();
    if (generations.result() != Result.SUCCESS || different < 2) {
      return;
    }
    Map<String, Optional<Boolean>> settings = new LinkedHashMap<>();
    for (EstateVm vm : estate.vms()) {
      settings.put(vm.name(), vm.processorCompatibility());
    }
    found.all(
        "processor compatibility",
        true,
        settings,
        "Generations differ, and the VM may not move between them");
  }

  private static Optional<String> generation(Processor processor) {
    return processor
        .family()
        .flatMap(family -> processor.model().map(model -> "family " + family + " model " + model));
  }

  private static void sameStorageStack(Estate estate, Findings found) {
    found.same("multipath software", stack(estate, StorageStack::multipath));
    found.same("device-specific module", stack(estate, StorageStack::deviceSpecificModule));
    var milder = new Findings(WARN);
    milder.same("storage driver", stack(estate, StorageStack::driver));
    milder.same("storage firmware", stack(estate, StorageStack::firmware));
    found.adopt(milder);
  }

  private static Map<String, Optional<String>> stack(
      Estate estate, Function<StorageStack, Optional<String>> fact) {
    return ofNodes(estate, n -> fact.apply(n.storageStack()));
  }
}

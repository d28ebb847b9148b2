package blackout.check.rules;

import static blackout.check.Category.NETWORK;
import static blackout.check.Severity.FAIL;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** No address is there twice. */
final class W14Addresses {

  static final Rule RULE =
      Rule.of("W14", "No address is there twice")
          .category(NETWORK)
          .severity(FAIL)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION)
          .action("Give each adapter an address of its own.")
          .look("the addresses of all adapters", W14Addresses::look);

  private W14Addresses() {}

  private static void look(Estate estate, CheckEvidence found) {
    Map<String, List<String>> owners = new LinkedHashMap<>();
    for (Node node : estate.nodes()) {
      for (NetworkAdapter adapter : node.adapters()) {
        adapter
            .subnet()
            .ifPresent(
                own ->
                    owners
                        .computeIfAbsent(own.addressText(), a -> new ArrayList<>())
                        .add(node.name() + " on \"" + adapter.network() + "\""));
      }
    }
    if (owners.isEmpty()) {
      found.missing("addresses of the nodes");
      return;
    }
    boolean once = true;
    for (var entry : owners.entrySet()) {
      if (entry.getValue().size() > 1) {
        once = false;
        found.broken(
            "%s is there twice: %s"
                .formatted(entry.getKey(), CheckEvidence.names(entry.getValue())));
      }
    }
    if (once) {
      found.fine(owners.size() + " addresses, each there once");
    }
  }
}

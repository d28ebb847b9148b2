package blackout.check.rules;

import static blackout.check.Category.SYSTEM_CONFIGURATION;
import static blackout.check.CheckEvidence.ofNodes;
import static blackout.check.Severity.WARN;

import blackout.check.CheckEvidence;
import blackout.check.Rule;
import blackout.check.Versions;
import blackout.inventory.Estate;

/** One domain, one organizational unit, one role in it. */
final class N14Domain {

  static final Rule RULE =
      Rule.of("N14", "One domain, one organizational unit, one role in it")
          .category(SYSTEM_CONFIGURATION)
          .severity(WARN)
          .windows(Versions.ALL)
          .source(Sources.VALIDATION_TESTS_2008)
          .action("Make all nodes members of one domain, their accounts in one unit.")
          .look("domain, organizational unit and domain role of every node", N14Domain::look);

  private static void look(Estate estate, CheckEvidence found) {
    found.same("domain", ofNodes(estate, n -> n.roles().domain()));
    found.same("organizational unit", ofNodes(estate, n -> n.roles().organizationalUnit()));
    found.same(
        "domain role",
        ofNodes(
            estate,
            n -> n.roles().domainController().map(dc -> dc ? "domain controller" : "member")));
  }
}

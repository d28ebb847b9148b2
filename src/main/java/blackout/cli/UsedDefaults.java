package blackout.cli;

import blackout.inventory.Assumption;
import blackout.plan.move.ModelAssumptions;
import blackout.plan.move.Question;
import blackout.quantity.Amounts;
import blackout.quantity.TimeText;
import blackout.scenario.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What an answer about one VM assumes: defaults nobody replaced, the model, the spread. */
final class UsedDefaults {

  private final CommandSpec spec;
  private final List<Assumption> all = new ArrayList<>();

  private UsedDefaults(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * The assumptions behind an answer, each once.
   *
   * @param spec the command, its options parsed
   */
  static List<Assumption> of(CommandSpec spec, Question question) {
    var used = new UsedDefaults(spec);
    if (used.given("--link")) {
      used.add(
          "--link",
          Amounts.percent(Defaults.PAYLOAD_RATIO, 2) + " of the port is payload",
          "TCP over Ethernet with an MTU of 1500 B.");
    }
    used.unlessGiven("--working-set", Amounts.bytes(question.guest().writtenMemory()));
    used.unlessGiven("--pattern", "writes at random");
    used.unlessGiven("--zero-share", "no zero pages");
    used.unlessGiven("--hypervisor", question.hypervisor().name());
    used.unlessGiven("--downtime-limit", TimeText.print(question.downtimeLimit()));
    used.unlessGiven("--host-profile", question.host().profile(question.hypervisor()).name());
    used.unlessGiven("--virtual-processors", "" + question.host().processors());
    used.unlessGiven("--storage", Amounts.rate(question.storage().write()));
    used.unlessGiven("--vm-start", TimeText.print(question.restart().vmStart()));
    used.unlessGiven("--guest-boot", TimeText.print(question.restart().guestBoot()));
    used.all.addAll(ModelAssumptions.of(question.hypervisor()));
    return List.copyOf(used.all);
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void unlessGiven(String option, String value) {
    if (spec.optionsMap().containsKey(option) && !given(option)) {
      add(option, value, "The default of the command line.");
    }
  }

  private void add(String option, String value, String reason) {
    all.add(new Assumption(Optional.of(option.substring(2)), option, value, reason));
  }
}

package blackout.kernel.policy;

import blackout.inventory.Hypervisor;
import blackout.kernel.transfer.KernelInput;
import blackout.kernel.transfer.PageCosts;
import blackout.kernel.transfer.Pages;
import blackout.kernel.transfer.Transfer;
import blackout.outcome.Outcome;
import blackout.scenario.HypervisorProfile;
import java.util.List;
import java.util.Optional;

/** A hypervisor that the program does not know: one file, and the line that a test writes. */
public final class OneMoreHypervisor implements PolicyCatalogue {

  /** It moves as the textbook does, with a limit of its own. */
  private record OneMore(TextbookPolicy like) implements Policy {
    @Override
    public HypervisorProfile rules() {
      return new HypervisorProfile(
          Hypervisor.of("one-more", "the-same")
              .withSlots(Optional.of(new Hypervisor.Slots(3, 3, "a test")))
              .withCompared(true),
          "ascending",
          "all sent",
          "at the sync",
          "the rule of one more",
          "dirty pages",
          "sent whole",
          "the payload rate itself",
          "none",
          "a test",
          List.of());
    }

    @Override
    public PageCosts costs(KernelInput input) {
      return like.costs(input);
    }

    @Override
    public Outcome run(Transfer transfer, Pages pages) {
      return like.run(transfer, pages);
    }
  }

  @Override
  public List<Policy> policies() {
    return List.of(new OneMore(new TextbookPolicy()));
  }
}

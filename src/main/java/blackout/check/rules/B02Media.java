package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.check.Severity.WARN;
import static blackout.inventory.Blocker.Kind.HOST_MEDIA;
import static blackout.inventory.Blocker.Kind.IMAGE;

import blackout.check.Rule;
import java.util.List;

/** No CD of a host or a client is connected. */
final class B02Media {

  static final Rule RULE =
      Rule.of("B02", "No CD of a host or a client is connected")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .source(Sources.MOVABLE)
          .action("Disconnect the CD; an image has to lie where every host reaches it.")
          .look(
              "connected CD drives and images of every VM",
              (estate, found) -> {
                Blockers.look(estate, found, FAIL, List.of(HOST_MEDIA));
                Blockers.look(estate, found, WARN, List.of(IMAGE));
              });

  private B02Media() {}
}

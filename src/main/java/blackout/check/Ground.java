package blackout.check;

import blackout.inventory.Estate;
import java.util.Optional;

/**
 * What the rules look at: a cluster as it is written down, and what is predicted for it.
 *
 * @param estate the cluster and its VMs
 * @param outlook what is predicted; empty if nothing was
 */
public record Ground(Estate estate, Optional<Outlook> outlook) {

  /** A cluster for which nothing was predicted: only the rules of its prerequisites see it. */
  public static Ground of(Estate estate) {
    return new Ground(estate, Optional.empty());
  }

  /** A cluster and what is predicted for it. */
  public static Ground of(Estate estate, Outlook outlook) {
    return new Ground(estate, Optional.of(outlook));
  }
}

package blackout.scenario;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.quantity.DataRate;
import java.time.Duration;

/**
 * A question with a migration in it, whose parts can be read and changed in place.
 *
 * @param <Q> the type of the question
 */
public interface HasMigration<Q> {

  Migration migration();

  Q withMigration(Migration migration);

  default Link link() {
    return migration().link();
  }

  default Hypervisor hypervisor() {
    return migration().hypervisor();
  }

  default Duration downtimeLimit() {
    return migration().downtimeLimit();
  }

  default MigrationOptions options() {
    return migration().options();
  }

  default long seed() {
    return migration().seed();
  }

  default Q withLink(Link link) {
    return withMigration(migration().withLink(link));
  }

  /** Over a wire of another payload rate, with the sender's own limit as it was. */
  default Q withLink(DataRate wire) {
    return withLink(link().withWire(wire));
  }

  default Q withHypervisor(Hypervisor hypervisor) {
    return withMigration(migration().withHypervisor(hypervisor));
  }

  /**
   * By the rules of a hypervisor of this name or alias.
   *
   * @throws IllegalArgumentException if nothing is called so
   */
  default Q withHypervisor(String name) {
    return withHypervisor(Hypervisors.named(name));
  }

  default Q withDowntimeLimit(Duration limit) {
    return withMigration(migration().withDowntimeLimit(limit));
  }

  default Q withOptions(MigrationOptions options) {
    return withMigration(migration().withOptions(options));
  }

  default Q withSeed(long seed) {
    return withMigration(migration().withSeed(seed));
  }
}

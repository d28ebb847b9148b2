/**
 * The nouns of an estate: virtual machines and how they write, hosts, networks, volumes, links.
 *
 * <p>Records that check themselves; they compute nothing and read no files. Uses {@code quantity}.
 * Start with {@link blackout.inventory.Vm} and {@link blackout.inventory.Estate}. Words: a
 * <em>VM</em> is the thing in the inventory, the <em>guest</em> is what runs in it.
 */
@NullMarked
package blackout.inventory;

import org.jspecify.annotations.NullMarked;

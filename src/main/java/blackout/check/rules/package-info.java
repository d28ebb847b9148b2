/**
 * The rules, one a file by its id: N for nodes, W for networks, S for storage, V for virtual
 * machines, D for downtime. To add one, write its file and its line in {@link
 * blackout.check.rules.Rules}.
 */
@NullMarked
package blackout.check.rules;

import org.jspecify.annotations.NullMarked;

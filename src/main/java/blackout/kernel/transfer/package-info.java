/**
 * What every migration has, whatever the hypervisor and the engine: its input in primitives, the
 * clock, the guest's speed, the wire, the costs of pages, the counts and the rounds.
 */
@NullMarked
package blackout.kernel.transfer;

import org.jspecify.annotations.NullMarked;

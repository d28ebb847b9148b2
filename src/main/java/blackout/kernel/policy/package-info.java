/** What each hypervisor does: one policy a hypervisor, and what policies share. */
@NullMarked
package blackout.kernel.policy;

import org.jspecify.annotations.NullMarked;

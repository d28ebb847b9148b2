/** The page-exact engine: a bit a page for what waits and for what the guest wrote. */
@NullMarked
package blackout.kernel.page;

import org.jspecify.annotations.NullMarked;

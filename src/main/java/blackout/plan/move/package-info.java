/**
 * One virtual machine that changes hosts: its forecast, its risk, and what has to change so that it
 * reaches a goal.
 */
@NullMarked
package blackout.plan.move;

import org.jspecify.annotations.NullMarked;

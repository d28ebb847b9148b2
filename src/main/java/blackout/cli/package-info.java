/**
 * The commands, their exit codes, and the wiring of the rooms. This is the only room that writes to
 * the standard output and ends the program. It may use every other room.
 */
@NullMarked
package blackout.cli;

import org.jspecify.annotations.NullMarked;

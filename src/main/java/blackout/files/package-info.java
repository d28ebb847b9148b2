/**
 * Files that are written whole or not at all: {@link blackout.files.WholeFile} is the one writer of
 * every command.
 */
@NullMarked
package blackout.files;

import org.jspecify.annotations.NullMarked;

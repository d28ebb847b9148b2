/**
 * Results shown richly in Jupyter, the Java kernel of this project and its installer. It may use
 * every room but cli.
 */
@NullMarked
package blackout.notebook;

import org.jspecify.annotations.NullMarked;

/**
 * The project's own Java kernel for Jupyter: it runs cells in JShell, in the same process as
 * Blackout. Beside it stand its installer and what runs and checks a notebook from the command
 * line.
 *
 * <p>Start with {@link blackout.jupyter.KernelMain}, which Jupyter calls, and {@link
 * blackout.jupyter.NotebookRun}, which runs a notebook without Jupyter.
 *
 * <p>Words of this room: a <em>cell</em> is what the user runs at once, a <em>snippet</em> is one
 * declaration, statement or expression of it, a <em>kernelspec</em> is the folder that tells
 * Jupyter how to start a kernel.
 */
@NullMarked
package blackout.jupyter;

import org.jspecify.annotations.NullMarked;

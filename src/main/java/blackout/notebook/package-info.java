/**
 * Rich display in Jupyter, the project's own Java kernel and its installer.
 *
 * <p>Three layers, each usable without the next. <em>Rendering</em> knows no kernel: {@link
 * blackout.notebook.Display} lists what is shown richly, {@link blackout.notebook.HtmlTable} and
 * {@link blackout.notebook.ChartPng} draw it. <em>Registration</em> tells a kernel about it: {@link
 * blackout.notebook.BlackoutExtension} in JJava and in our kernel, {@link
 * blackout.notebook.BlackoutNotebook#init()} in IJava. The <em>kernel</em> ({@link
 * blackout.notebook.KernelMain}) runs cells in JShell, in the same process.
 *
 * <p>Words of this room: a <em>cell</em> is what the user runs at once, a <em>snippet</em> is one
 * declaration, statement or expression of it, a <em>bundle</em> is one picture of a value in
 * several MIME types, a <em>kernelspec</em> is the folder that tells Jupyter how to start a kernel.
 */
@NullMarked
package blackout.notebook;

import org.jspecify.annotations.NullMarked;
